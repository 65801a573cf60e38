import { IngestError } from './errors.ts'

/**
 * Column names from the cells of the header: trimmed (UCI 697 has a tab in one), empty ones called "column 3" after their place.
 *
 * @throws IngestError `duplicate_header`, `too_many_columns`
 */
export function readHeader(
  file: string,
  cells: readonly string[],
  columns: number,
): { readonly names: readonly string[]; readonly notes: readonly string[] } {
  if (cells.length > columns) {
    throw new IngestError(
      'too_many_columns',
      file,
      `the header has ${cells.length} columns; at most ${columns} are read. Check the delimiter, or leave columns out.`,
    )
  }
  const trimmed = cells.map(cell => cell.replaceAll('\ufeff', '').trim())
  const names = trimmed.map((name, j) => name || `column ${j + 1}`)
  const places = new Map<string, number>()
  for (const [j, name] of names.entries()) {
    const before = places.get(name)
    if (before !== undefined) {
      throw new IngestError(
        'duplicate_header',
        file,
        `columns ${before + 1} and ${j + 1} are both called ${JSON.stringify(name)}. Rename or delete one.`,
      )
    }
    places.set(name, j)
  }
  const notes = trimmed.flatMap((name, j) => {
    if (name === '') return [`Column ${j + 1} has no name; it is called ${JSON.stringify(names[j])}.`]
    return name === cells[j] ? [] : [`The name ${JSON.stringify(cells[j])} was trimmed to ${JSON.stringify(name)}.`]
  })
  return { names, notes }
}
