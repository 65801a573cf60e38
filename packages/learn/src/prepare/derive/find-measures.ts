import { ordinalOf, tokens } from './names.ts'

/** One measure taken several times. */
export interface Measure {
  readonly name: string
  readonly columns: readonly string[] // earlier … later
}

/** More columns that differ in a number are the items of a list (Q1 … Q30), not terms. */
const MOST_TERMS = 6
const MOST_MEASURES = 12
const LONGEST_NAME = 200

/**
 * Measures across terms, by the names of columns alone: names that differ in one counting token ("1st" and "2nd", "1" and "2",
 * "first" and "second"; "G1" and "G2"), whose numbers follow each other without a gap, 2 to 6 of them. The measure is called what
 * its names share. A column belongs to one measure, the first by name; at most 12 measures, first by name. Names
 * of more than 200 characters are left out.
 *
 * A heuristic: two columns called "room 1" and "room 2" are taken for two times of one measure. A codebook that says so is better.
 *
 * @example findMeasures(['G2', 'age', 'G1']) // [{ name: 'G', columns: ['G1', 'G2'] }]
 */
export function findMeasures(names: readonly string[]): Measure[] {
  const series = new Map<string, { number: number; column: string }[]>()
  for (const column of names.filter(name => name.length <= LONGEST_NAME).sort()) {
    const cut = tokens(column)
    cut.forEach((token, at) => {
      const number = ordinalOf(token)
      if (number === undefined) return
      const key = [...cut.slice(0, at), '#', ...cut.slice(at + 1)].join('')
      series.set(key, [...(series.get(key) ?? []), { number, column }])
    })
  }
  const taken = new Set<string>()
  const found: Measure[] = []
  for (const [key, terms] of [...series].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const inOrder = terms.filter(({ column }) => !taken.has(column)).sort((a, b) => a.number - b.number)
    if (inOrder.length < 2 || inOrder.length > MOST_TERMS) continue
    if (!inOrder.every(({ number }, i) => number === inOrder[0].number + i)) continue
    for (const { column } of inOrder) taken.add(column)
    found.push({ name: key.replace(/[\s_.-]*#/, '').trim() || key, columns: inOrder.map(({ column }) => column) })
  }
  return found.slice(0, MOST_MEASURES)
}
