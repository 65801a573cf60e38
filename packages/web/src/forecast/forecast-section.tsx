import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { featuresQuery, forecast, type Values } from '../api/queries.ts'
import { Answer } from '../ui/answer.tsx'
import { Section } from '../ui/section.tsx'
import { Empty, Failed } from '../ui/states.tsx'
import './forecast.css'
import { ForecastForm } from './forecast-form.tsx'
import { ForecastResult } from './forecast-result.tsx'

/** What is likely for one student, why, and what is not known. */
export function ForecastSection() {
  const features = useQuery(featuresQuery)
  const result = useMutation({ mutationFn: forecast })
  const answer = useRef<HTMLElement>(null)

  const ask = (values: Values) => result.mutate(values, { onSettled: () => requestAnimationFrame(() => answer.current?.focus()) })

  return (
    <Section
      id="forecast"
      title="A forecast for one student"
      lead="Choose what you know and leave the rest. What is not known is filled in from past students, and the answer says so."
    >
      <Answer query={features} what="the questions" height={420}>
        {({ features: inputs }) =>
          inputs.length === 0 ? (
            <Empty>There is no model at work yet. Upload records of past students below, then train.</Empty>
          ) : (
            <div className="forecast">
              <ForecastForm features={inputs} ask={ask} busy={result.isPending} />
              <section ref={answer} className="forecast-side" tabIndex={-1} aria-label="The forecast" aria-busy={result.isPending}>
                {result.error && <Failed error={result.error} />}
                {result.data ? (
                  <ForecastResult forecast={result.data} titles={new Map(inputs.map(input => [input.name, input.feature]))} />
                ) : (
                  !result.error && <Waiting />
                )}
              </section>
            </div>
          )
        }
      </Answer>
    </Section>
  )
}

function Waiting() {
  return (
    <div className="card forecast-waiting">
      <h3>The answer will stand here</h3>
      <p>The likeliest grade, the probability of every grade, and the reasons, divided into what can still change and what cannot.</p>
      <p className="soft">A forecast is a reason to talk, not a verdict.</p>
    </div>
  )
}
