import type { AnswersGiven, FeatureGroup } from './answers-given.ts'
import { FeatureInput } from './feature-input.tsx'

export interface FeatureFieldsProps {
  readonly group: FeatureGroup
  readonly given: AnswersGiven
  readonly set: (name: string, value: string) => void
}

/** One group of questions; what the model does not look at is folded away. */
export function FeatureFields({ group, given, set }: FeatureFieldsProps) {
  const { title, note, features, folded } = group
  const fields = (
    <>
      <p className="forecast-note">{note}</p>
      <div className="forecast-fields">
        {features.map(feature => (
          <FeatureInput key={feature.name} feature={feature} value={given[feature.name] ?? ''} set={value => set(feature.name, value)} />
        ))}
      </div>
    </>
  )
  if (!folded) {
    return (
      <fieldset>
        <legend>{title}</legend>
        {fields}
      </fieldset>
    )
  }
  return (
    <details>
      <summary>
        {title} ({features.length})
      </summary>
      {fields}
    </details>
  )
}
