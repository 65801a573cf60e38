import type { Code } from './codebook.ts'

/**
 * Codes that count up, one per label.
 *
 * @example numbered(['none', 'under 5 h']) // [{ value: '1', label: 'none' }, { value: '2', label: 'under 5 h' }]
 */
export function numbered(labels: readonly string[], from = 1): readonly Code[] {
  return labels.map((label, i) => ({ value: String(from + i), label }))
}

/** Codes whose meaning nobody has written down: the label is the code itself. */
export function unlabelled(values: readonly (string | number)[]): readonly Code[] {
  return values.map(value => ({ value: String(value), label: String(value) }))
}
