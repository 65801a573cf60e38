import { checkTarget } from './check.ts'
import { type Table, takeRows } from './table.ts'
import type { Task } from './task.ts'

declare const partOf: unique symbol

interface Rows {
  readonly table: Table
  readonly y: Float64Array // [n] class positions, or values in a regression
  readonly task: Task
  readonly groups?: Int32Array // [n] rows with one number belong together (one student)
  readonly terms?: Int32Array // [n] intake: a higher number is later
  readonly weights?: Float64Array // [n] positive; absent: all 1
}

/** Rows that nobody has split yet. They can be planned over and split, never fitted. */
export interface Sample extends Rows {
  readonly [partOf]?: undefined
}

/**
 * Rows on the training side of a split: the only thing that `fit`, imputation, encoding, rebalancing and calibration take.
 * Only `splitSample`, `splitPart` and `wholeOf` (resample/split.ts) make one out of rows that were never held out.
 * `'real'` parts may be split again (tuning inside); `'rebalanced'` ones hold copies or synthetic rows and may not.
 */
export interface TrainingPart<Origin extends 'real' | 'rebalanced' = 'real' | 'rebalanced'> extends Rows {
  readonly [partOf]: Origin
  /** Set on rebalanced parts, for code that is given either origin and must not split this one. */
  readonly rebalanced?: true
}

/** Rows kept back: forecast them, compare with y, learn nothing from them. */
export interface HeldOut extends Rows {
  readonly rows: Int32Array // [n] their positions in the sample that was split
  readonly [partOf]: 'held out'
}

/** @throws LearnError `shape_mismatch`, `bad_param` when y, groups, terms or weights do not fit the table or the task. */
export function sample(rows: Rows): Sample {
  checkTarget(rows)
  return rows as Sample
}

/** For resample/split.ts and learners/inner-parts.ts alone; not exported from the package. */
export function takeTraining(from: Rows, rows: ArrayLike<number>): TrainingPart<'real'> {
  return take(from, rows) as TrainingPart<'real'>
}

/** For resample/split.ts and learners/inner-parts.ts alone; not exported from the package. */
export function takeHeldOut(from: Rows, rows: ArrayLike<number>): HeldOut {
  return { ...take(from, rows), rows: Int32Array.from(rows) } as HeldOut
}

/** The same rows, otherwise described: what a preparation step returns. */
export function withTable<Part extends TrainingPart>(part: Part, prepared: Table): Part {
  return { ...part, table: prepared }
}

/** Other rows in place of the real ones: what a rebalancing step returns. Never to be split again. */
export function rebalanced(
  part: TrainingPart,
  rows: { table: Table; y: Float64Array; weights?: Float64Array },
): TrainingPart<'rebalanced'> {
  return { task: part.task, ...rows, rebalanced: true } as unknown as TrainingPart<'rebalanced'>
}

function take({ table, y, task, groups, terms, weights }: Rows, rows: ArrayLike<number>): Rows {
  return {
    table: takeRows(table, rows),
    y: Float64Array.from(rows, i => y[i]),
    task,
    ...(groups && { groups: Int32Array.from(rows, i => groups[i]) }),
    ...(terms && { terms: Int32Array.from(rows, i => terms[i]) }),
    ...(weights && { weights: Float64Array.from(rows, i => weights[i]) }),
  }
}
