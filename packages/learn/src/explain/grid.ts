import { checkFinite } from '../check.ts'
import { LearnError } from '../errors.ts'
import { quantile } from '../metrics/intervals/quantile.ts'
import type { Input } from '../recipe.ts'
import type { Column } from '../table.ts'

const MOST_POINTS = 20

/** Where a column is to be tried: rising numbers, or levels of the fit as codes, in their order. */
export interface Grid {
  readonly points: readonly number[]
  readonly share: Float64Array // [points] of all rows that stand at or near each
}

/**
 * Without given points: of numbers the distinct values, or where more than 20 the values below which (g + ½)/20 of the rows lie;
 * of levels all, or where more than 20 the 20 most frequent. A row is near the point closest to it (the lower of two), and beyond
 * the last point only as far as half the gap before it.
 *
 * @throws LearnError `too_few_rows` (no number is known), `bad_param` (no point; a point of the wrong kind, or an unknown level),
 *         `wrong_column_kind`, `not_finite`
 */
export function gridOf(column: Column, input: Input, given?: readonly (number | string)[]): Grid {
  if (given?.length === 0) throw new LearnError('bad_param', `The grid of ${column.name} has no points. Give some, or leave it out.`)
  if (column.kind === 'numeric' && input.kind === 'numeric') {
    const known = column.values.filter(v => !Number.isNaN(v)).sort()
    checkFinite(`Column ${column.name}`, known)
    const points = given ? numbers(column.name, given) : spread(column.name, known)
    return { points, share: sharesNear(points, known, column.values.length) }
  }
  if (column.kind === 'categorical' && input.kind === 'categorical') {
    const counts = new Float64Array(input.levels.length)
    const codeOf = column.levels.map(level => input.levels.indexOf(level))
    for (const code of column.codes) if (code >= 0 && codeOf[code] >= 0) counts[codeOf[code]]++
    const points = given ? levelCodes(column.name, input.levels, given) : mostFrequent(counts)
    return { points, share: Float64Array.from(points, code => counts[code] / Math.max(1, column.codes.length)) }
  }
  throw new LearnError(
    'wrong_column_kind',
    `Column ${column.name} was ${input.kind} when the recipe was fitted, and is ${column.kind} now.`,
  )
}

/** The codes of the named levels, in the order of the fit's levels. @throws LearnError `bad_param` */
export function levelCodes(column: string, levels: readonly string[], names: readonly (number | string)[]): number[] {
  const codes = names.map(name => {
    const code = typeof name === 'string' ? levels.indexOf(name) : -1
    if (code >= 0) return code
    throw new LearnError('bad_param', `${column} has no level ${name}. The recipe was fitted on: ${levels.slice(0, 20).join(', ')}.`)
  })
  return [...new Set(codes)].sort((a, b) => a - b)
}

/** The numbers rising, each once. @throws LearnError `bad_param`, `not_finite` */
export function numbers(column: string, given: readonly (number | string)[]): number[] {
  const wrong = given.find(v => typeof v !== 'number')
  if (wrong !== undefined) throw new LearnError('bad_param', `${column} is numeric, but a value is the text ${wrong}. Give numbers.`)
  const points = given as readonly number[]
  checkFinite(`A value of ${column}`, points)
  return [...new Set(points)].sort((a, b) => a - b)
}

function spread(name: string, sorted: Float64Array): number[] {
  if (sorted.length === 0) throw new LearnError('too_few_rows', `No value of ${name} is known in the table. Give a grid.`)
  const distinct = [...new Set(sorted)]
  if (distinct.length <= MOST_POINTS) return distinct
  return [...new Set(Array.from({ length: MOST_POINTS }, (_, g) => quantile(sorted, (g + 0.5) / MOST_POINTS)))]
}

function mostFrequent(counts: Float64Array): number[] {
  const codes = Array.from(counts, (_, code) => code)
  if (codes.length <= MOST_POINTS) return codes
  return codes
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, MOST_POINTS)
    .sort((a, b) => a - b)
}

function sharesNear(points: readonly number[], values: Float64Array, rows: number): Float64Array {
  const share = new Float64Array(points.length)
  const last = points.length - 1
  for (const v of values) {
    let at = 0
    while (at < last && v > (points[at] + points[at + 1]) / 2) at++
    const beyond = v < points[0] ? points[0] - v : v - points[last]
    const gap = last === 0 ? 0 : v < points[0] ? points[1] - points[0] : points[last] - points[last - 1]
    if (beyond <= gap / 2) share[at] += 1 / rows
  }
  return share
}
