import type { Input } from '../../recipe.ts'
import { type Column, type Table, table } from '../../table.ts'
import { evaluateProgram } from '../evaluate.ts'
import type { FormulaProgram } from '../program.ts'
import { bandsOf } from './bands.ts'

/** Numbers in (from, to], null where the range is open; or levels, what is not known, and levels that training never saw. */
export type BandContent =
  | { readonly kind: 'range'; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'levels'; readonly levels: readonly string[]; readonly missing: boolean; readonly unseen: boolean }

/** What a stretch of an input adds to the score, before it is rounded. */
export interface Content {
  readonly holds: BandContent
  readonly adds: number
}

/** All that an input may hold. */
export interface Contents {
  /** Between the most and the least that it adds, over the rows and what need not be among them. */
  readonly spread: number
  /** In pieces that matter where a point is worth this: an input that moves the score by a few points has a few bands. */
  at(perPoint: number): Content[]
}

/** Bands of a number at most. */
const MOST_BANDS = 12

/**
 * Bands of numbers, chosen by the rows, or levels one by one; then what is missing, where the model takes that.
 *
 * @param parts  a program with one output for each input
 * @param column the input's column of the rows @param adds [n] what it adds there
 */
export function contentsOf(parts: FormulaProgram, input: number, column: Column, adds: readonly number[]): Contents {
  const of = parts.inputs[input]
  const every = evaluateProgram(parts, everyLevel(parts.inputs, input))
  const addedBy = (row: number) => every.data[row * every.cols + input] // missing first
  const missing: Content = { holds: { kind: 'levels', levels: [], missing: true, unseen: false }, adds: addedBy(0) }
  const gaps = Number.isNaN(missing.adds) ? [] : [missing]
  if (of.kind === 'categorical') {
    const levels = of.levels.map((level, l): Content => {
      return { holds: { kind: 'levels', levels: [level], missing: false, unseen: false }, adds: addedBy(l + 1) }
    })
    const unseen: Content = { holds: { kind: 'levels', levels: [], missing: false, unseen: true }, adds: addedBy(of.levels.length + 1) }
    const all = [...levels, ...gaps, unseen]
    return { spread: spreadOf(all.map(content => content.adds)), at: () => all }
  }
  const values = column.kind === 'numeric' ? column.values : new Float64Array(0)
  const known = [...values.keys()].filter(i => !Number.isNaN(values[i]))
  const [x, added] = [known.map(i => values[i]), known.map(i => adds[i])]
  const spread = spreadOf([...added, ...gaps.map(gap => gap.adds)])
  return {
    spread,
    at(perPoint) {
      const bands = bandsOf(x, added, Math.min(MOST_BANDS, 1 + Math.ceil(spread / perPoint)))
      return [...bands.map(({ from, to, mean }): Content => ({ holds: { kind: 'range', from, to }, adds: mean })), ...gaps]
    },
  }
}

function spreadOf(adds: readonly number[]): number {
  const [least, most] = adds.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity])
  return Math.max(0, most - least)
}

/** A row for every level of one input, the first where it is missing and the last where it is unseen; all else is missing. */
function everyLevel(inputs: readonly Input[], input: number): Table {
  const asked = inputs[input]
  const levels = asked.kind === 'categorical' ? asked.levels : []
  const unlisted = `${levels.join('')}?` // longer than each of them
  const codes = Int32Array.from({ length: levels.length + (asked.kind === 'categorical' ? 2 : 1) }, (_, i) => i - 1)
  return table(
    inputs.map((of, j): Column => {
      const source = of.name
      if (of.kind === 'numeric') return { ...of, source, values: new Float64Array(codes.length).fill(NaN) }
      return { ...of, source, levels: [...of.levels, j === input ? unlisted : '?'], codes: j === input ? codes : codes.map(() => -1) }
    }),
  )
}
