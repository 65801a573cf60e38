import type { Feature } from '@headway/contract'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Values } from '../api/queries.ts'
import { type AnswersGiven, exampleAnswers, groupFeatures, namedValues } from './answers-given.ts'
import { FeatureFields } from './feature-fields.tsx'

export interface ForecastFormProps {
  readonly features: readonly Feature[]
  readonly ask: (values: Values) => void
  readonly busy: boolean
}

/** One labelled choice per question, grouped; everything may stay unknown. */
export function ForecastForm({ features, ask, busy }: ForecastFormProps) {
  const [given, setGiven] = useState<AnswersGiven>({})
  const used = features.filter(feature => feature.used)
  const known = used.filter(feature => given[feature.name]).length

  return (
    <form
      className="card forecast-form"
      onSubmit={event => {
        event.preventDefault()
        ask(namedValues(features, given))
      }}
    >
      {groupFeatures(features).map(group => (
        <FeatureFields
          key={group.title}
          group={group}
          given={given}
          set={(name, value) => setGiven(before => ({ ...before, [name]: value }))}
        />
      ))}
      <div className="forecast-send">
        <div className="actions">
          <Button type="submit" loading={busy} size="sm" px={14}>
            Forecast
          </Button>
          <Button variant="default" size="sm" px={14} onClick={() => setGiven(exampleAnswers(features))}>
            Try an example
          </Button>
          {known > 0 && (
            <Button variant="subtle" size="sm" px={8} onClick={() => setGiven({})}>
              Clear
            </Button>
          )}
        </div>
        <p className="soft">
          {known} of {used.length} known
        </p>
      </div>
    </form>
  )
}
