/**
 * The cells of one record: a header line, which must be understood before the rest. Quotes as in `splitRecords`.
 *
 * @example parseRecord('a;"b;""c"""', ';') // ['a', 'b;"c"']
 */
export function parseRecord(text: string, delimiter: string): string[] {
  const cells: string[] = []
  let at = 0
  while (true) {
    const [cell, end] = quotedCell(text, delimiter, at) ?? plainCell(text, delimiter, at)
    cells.push(cell)
    if (end === text.length) return cells
    at = end + 1
  }
}

function quotedCell(text: string, delimiter: string, at: number): [string, number] | undefined {
  const quoted = / *"((?:[^"]|"")*)" */y
  quoted.lastIndex = at
  const match = quoted.exec(text)
  const end = quoted.lastIndex
  if (!match || (end < text.length && text[end] !== delimiter)) return undefined
  return [match[1]!.replaceAll('""', '"'), end]
}

function plainCell(text: string, delimiter: string, at: number): [string, number] {
  const found = text.indexOf(delimiter, at)
  const end = found < 0 ? text.length : found
  return [text.slice(at, end), end]
}
