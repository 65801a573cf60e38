import type { EvaluateAnswer } from '@headway/contract'
import { useQuery } from '@tanstack/react-query'
import { evaluationQuery } from '../api/queries.ts'
import { Answer } from '../ui/answer.tsx'
import { Section } from '../ui/section.tsx'
import { AllFigures } from './all-figures.tsx'
import { AtListLength } from './at-list-length.tsx'
import { BesideRules } from './beside-rules.tsx'
import { Confusion } from './confusion.tsx'
import './evaluation.css'

/** How far to trust a forecast: judged on students the model never saw, beside simple rules. */
export function EvaluationSection() {
  const evaluation = useQuery(evaluationQuery)
  return (
    <Section
      id="evidence"
      title="How good is it?"
      lead="Every figure comes from students the model had not seen, with the range that chance leaves open, and beside rules anyone could apply."
    >
      <Answer query={evaluation} what="the evaluation" height={420}>
        {answer => <Evaluation answer={answer} />}
      </Answer>
    </Section>
  )
}

function Evaluation({ answer }: { answer: EvaluateAnswer }) {
  const { verdict, gate, question, protocol, rows, limits } = answer
  return (
    <div className="stack">
      <div className="verdict-line" data-kind={verdict.kind}>
        <p>{verdict.sentence}</p>
      </div>
      <p className="soft evaluation-question">
        {question} Judged on {rows.toLocaleString('en')} records: {protocol}.
      </p>
      {gate && <AtListLength gate={gate} />}
      <div className="evaluation">
        <div className="card">
          <h3>Beside simple rules</h3>
          <BesideRules answer={answer} />
        </div>
        <div className="card">
          <h3>What was forecast, what happened</h3>
          <Confusion {...answer.confusion_matrix} />
        </div>
      </div>
      <div className="evaluation-more">
        <details>
          <summary>Every figure, and what it estimates</summary>
          <AllFigures intervals={answer.intervals} />
        </details>
        {limits.length > 0 && (
          <details>
            <summary>Limits of this evaluation</summary>
            <ul>
              {limits.map(limit => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  )
}
