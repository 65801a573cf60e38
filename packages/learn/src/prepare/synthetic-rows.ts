import { LearnError } from '../errors.ts'
import type { FitContext } from '../learner.ts'
import { rebalanced, type TrainingPart } from '../sample.ts'
import { type Column, type Table, table, takeRows } from '../table.ts'

/** A row to make: on the segment from `base` to `other`, `gap` of the way. Row numbers of the part. */
export interface Synthetic {
  readonly base: number
  readonly other: number
  readonly gap: number // [0, 1)
  readonly neighbours: readonly number[] // of base; they vote for its categories
}

/**
 * The real rows, in their order, then the synthetic ones with the class of their base and weight 1.
 * Numeric: base + gap · (other − base). Categorical: the level most frequent among the neighbours; in a tie the base's
 * own if it is among the first, else the one with the lower code.
 */
export function withSynthetic(part: TrainingPart, made: readonly Synthetic[]): TrainingPart<'rebalanced'> {
  const { y, weights } = part
  const from = Int32Array.from([...y.keys(), ...made.map(m => m.base)])
  const drawn = takeRows(part.table, from)
  return rebalanced(part, {
    table: table(
      drawn.columns.map(column => replaced(column, y.length, made)),
      drawn.rows,
    ),
    y: Float64Array.from(from, i => y[i]),
    ...(weights && { weights: Float64Array.from(from, (i, at) => (at < y.length ? weights[i] : 1)) }),
  })
}

/** @throws LearnError `not_finite` naming the first missing or infinite cell */
export function checkComplete(kind: string, { columns }: Table): void {
  for (const column of columns) {
    const missing = column.kind === 'numeric' ? column.values.findIndex(v => !Number.isFinite(v)) : column.codes.findIndex(code => code < 0)
    if (missing < 0) continue
    const got = column.kind === 'numeric' ? column.values[missing] : 'missing'
    throw new LearnError(
      'not_finite',
      `${kind} measures distances, but column ${column.name} is ${got} in row ${missing}. Put impute in the recipe before it.`,
    )
  }
}

/** @throws LearnError `aborted` */
export function checkAborted(kind: string, { signal }: FitContext): void {
  if (signal?.aborted) throw new LearnError('aborted', `Stopped in ${kind}. Nothing was kept.`)
}

function replaced(column: Column, n: number, made: readonly Synthetic[]): Column {
  if (column.kind === 'numeric') {
    const values = column.values.slice()
    made.forEach(({ base, other, gap }, s) => {
      values[n + s] = values[base] + gap * (values[other] - values[base])
    })
    return { ...column, values }
  }
  const codes = column.codes.slice()
  made.forEach(({ base, neighbours }, s) => {
    codes[n + s] = elected(codes, base, neighbours)
  })
  return { ...column, codes }
}

function elected(codes: Int32Array, base: number, neighbours: readonly number[]): number {
  const votes = new Map<number, number>()
  for (const row of neighbours) votes.set(codes[row], (votes.get(codes[row]) ?? 0) + 1)
  const most = Math.max(0, ...votes.values())
  if ((votes.get(codes[base]) ?? 0) === most) return codes[base]
  return Math.min(...[...votes].filter(([, count]) => count === most).map(([code]) => code))
}
