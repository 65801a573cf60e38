import { ownName } from './graph.ts'

/** Characters of a name at most: some readers print it whole in every message. */
const LONGEST_NAME = 200

/**
 * A name in the graph for each column: the column's own where it can be, else without control characters and lone surrogates, shorter,
 * and with a number behind it where it would be the second of its kind.
 *
 * @param taken names that others have already
 * @example inputNames(['age', 'a\nb', 'a\tb', 'value'], ['value']) // ['age', 'a_b', 'a_b_2', 'value_2']
 */
export function inputNames(columns: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken)
  const uses = new Map<string, number>()
  return columns.map(column => {
    const clean = cleaned(column)
    let name = clean
    let count = uses.get(clean) ?? 1
    while (used.has(name) || ownName.test(name)) name = `${clean}_${++count}`
    uses.set(clean, count)
    used.add(name)
    return name
  })
}

function cleaned(column: string): string {
  const readable = column.slice(0, 2 * LONGEST_NAME).replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '_')
  return Array.from(readable).slice(0, LONGEST_NAME).join('') || 'column'
}
