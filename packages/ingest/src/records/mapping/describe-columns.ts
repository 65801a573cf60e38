import { type Codebook, encodeCodebook, type Field, guessCodebook, type RawTable } from '@headway/campus'

/**
 * What the columns of the students that are to be kept mean, guessed: attributes known at registration, and the result as the outcome.
 * Names, addresses and other identifiers are left out.
 *
 * @param used the columns that are student, course, term or a date
 */
export function describeColumns(
  raw: RawTable,
  used: readonly string[],
  result: string,
): { readonly codebook: object; readonly left: readonly string[] } {
  const kept = raw.names.filter(name => !used.includes(name))
  const guessed = guessCodebook({ ...raw, names: kept, columns: kept.map(name => raw.columns[raw.names.indexOf(name)]!) })
  const fields = guessed.fields.flatMap((field): Field[] => {
    if (field.name === result) return [{ ...field, role: 'target', availableFrom: 'end of term' }]
    return field.scale.kind === 'identifier' ? [] : [{ ...field, role: 'indicator', availableFrom: 'registration' }]
  })
  const names = fields.map(f => f.name)
  const codebook: Codebook = { ...guessed, key: [], fields }
  return { codebook: encodeCodebook(codebook), left: kept.filter(name => !names.includes(name)) }
}
