import { LearnError } from '../../errors.ts'
import type { FitContext } from '../../learner.ts'
import { checkPlan, type SplitPlan } from '../../resample/split-plan.ts'
import type { Task } from '../../task.ts'
import { type ColumnBins, openBinner } from '../../trees/binning.ts'
import type { TreeColumn } from '../../trees/column-values.ts'
import type { BoostingModel } from './model.ts'
import { type BoostingParams, boostingDefaults, checkBoostingParams } from './params.ts'
import { openRows } from './ready-rows.ts'
import { countSteps } from './steps.ts'
import { boost } from './train.ts'

/** A table too large to hold as numbers: its columns are read one by one, and only their bins are kept. */
export interface ColumnSource {
  readonly rows: number
  readonly columns: readonly TreeColumn[] // [d]
  readonly y: Float64Array // [rows] class positions, or values in a regression
  readonly task: Task
  /** @returns [rows] numbers or level codes, NaN where missing; it is not kept */
  read(column: number): Promise<Float64Array> | Float64Array
}

/**
 * Boosting on the training side of a plan with one split, column by column: in memory at once is what `boostingBytes` says, 1 byte to a
 * cell, 36 to a row and 24 to a row and class, and while columns are binned two of them as numbers, with 25 bytes to a row for sorting.
 * The model is that of `boosting.fit` on the same rows.
 *
 * @param plan over the source's rows; its test rows are not looked at
 * @throws LearnError `bad_plan` (other rows, or more than one split), `bad_param`, `shape_mismatch`, `not_finite`, `out_of_memory`,
 *   `aborted`
 */
export async function boostColumns(
  source: ColumnSource,
  plan: SplitPlan,
  given: Partial<BoostingParams>,
  ctx: FitContext,
): Promise<BoostingModel> {
  const params = { ...boostingDefaults, ...given }
  const { columns, task } = source
  checkBoostingParams(params, task.kind)
  if (params.stopping !== 'none') {
    throw new LearnError(
      'bad_param',
      `stopping must be 'none' where columns are read one by one, got '${params.stopping}'. Say how many rounds.`,
    )
  }
  const rows = trainingRows(source, plan)
  const opened = openRows({ columns, task, y: takeValues(source.y, rows), weights: undefined }, params, ctx.threads)
  const steps = countSteps(ctx)
  const bins: ColumnBins[] = []
  try {
    const binner = openBinner(opened.weights, { maxBins: params.maxBins })
    for (const [j, column] of columns.entries()) {
      steps.check()
      const values = takeValues(checked(await source.read(j), source, column), rows)
      bins.push(...binner.bin([values], [column], opened.bins.subarray(j * rows.length, (j + 1) * rows.length)))
      ctx.progress?.({ what: 'binning', done: j + 1, total: columns.length })
    }
    binner.close()
  } catch (error) {
    opened.close()
    throw error
  }
  return boost(opened.ready(bins), task.kind, params, params.rounds, ctx.seed, steps)
}

function trainingRows({ rows, y }: ColumnSource, plan: SplitPlan): Int32Array {
  const splits = plan.repeats.flat()
  if (plan.rows !== rows || splits.length !== 1) {
    throw new LearnError('bad_plan', `Expected a plan of one split over ${rows} rows, got ${splits.length} over ${plan.rows}.`)
  }
  if (y.length !== rows) throw new LearnError('shape_mismatch', `y has ${y.length} values, but there are ${rows} rows. Give one to each.`)
  checkPlan(plan)
  return splits[0].train
}

function checked(values: Float64Array, { rows }: ColumnSource, column: TreeColumn): Float64Array {
  if (values.length !== rows) {
    throw new LearnError('shape_mismatch', `Column ${column.name} has ${values.length} values, but there are ${rows} rows.`)
  }
  const levels = column.kind === 'categorical' ? column.levels.length : undefined
  const bad = values.findIndex(v =>
    levels === undefined ? v === Infinity || v === -Infinity : !(Number.isNaN(v) || (v >= 0 && v < levels)),
  )
  if (bad < 0) return values
  const wanted = levels === undefined ? 'a number or NaN for missing' : `a level's code below ${levels} or NaN for missing`
  throw new LearnError('not_finite', `Column ${column.name} holds ${values[bad]} in row ${bad}, expected ${wanted}.`)
}

function takeValues(values: Float64Array, rows: Int32Array): Float64Array {
  if (rows.length === values.length) return values
  const taken = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]]
  return taken
}
