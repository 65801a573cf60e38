import type { Feature } from '@headway/contract'
import { NativeSelect, TextInput } from '@mantine/core'

export interface FeatureInputProps {
  readonly feature: Feature
  readonly value: string
  readonly set: (value: string) => void
}

/** A choice where the codebook lists codes, a number field for a quantity; empty is "not known". */
export function FeatureInput({ feature, value, set }: FeatureInputProps) {
  const { feature: label, description, options, kind, minimum, maximum, unit } = feature
  const common = { value, onChange: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value) }
  if (options.length > 0) {
    const choices = options.map(option => ({ value: String(option.value), label: option.label }))
    return <NativeSelect {...common} label={label} title={description} data={[{ value: '', label: 'Not known' }, ...choices]} />
  }
  return (
    <TextInput
      {...common}
      label={unit ? `${label} (${unit})` : label}
      title={description}
      placeholder="Not known"
      {...(kind === 'quantity' && { type: 'number', step: 'any', min: minimum, max: maximum })}
    />
  )
}
