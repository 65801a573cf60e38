import { checkColumns, checkRange, checkTask } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import { constant } from '../../export/arithmetic.ts'
import { lookUp } from '../../export/lowered-column.ts'
import type { FitContext, Learner } from '../../learner.ts'
import { matrix } from '../../matrix.ts'
import type { TrainingPart } from '../../sample.ts'
import { type CategoricalColumn, columnOf, type Table } from '../../table.ts'
import { outputsOf } from '../../task.ts'
import { checkBaselineModel } from './check-model.ts'

export interface BaselineParams {
  /** A categorical column: each of its levels gets its own rates ("course rates"). Absent: one rate for all. */
  readonly by?: string
  /** How many rows of the overall rate are mixed into each level's own: 0 trusts a level of one row. */
  readonly smoothing: number
}

export interface BaselineModel {
  readonly kind: 'baseline'
  readonly columns: readonly string[]
  readonly by?: string
  readonly overall: readonly number[] // [k] class shares, or [mean]
  readonly byLevel?: readonly (readonly number[])[] // [levels][k]
}

/**
 * What one knows without a model: the share of each class (or the mean), for all rows or by the levels of one column.
 *
 *   rate(level, c) = (n(level, c) + smoothing · rate(c)) / (n(level) + smoothing)
 *
 * Rows count by their weights. A missing, unseen or (without smoothing) empty level gets the overall rate. A class
 * without rows gets 0.
 *
 * @throws LearnError `too_few_rows` (no rows), `unknown_column` and `wrong_column_kind` (of `by`), `bad_param`, `aborted`
 * @example baseline.fit(part, { by: 'COURSE ID' }, { seed: 1 })
 */
export const baseline: Learner<BaselineParams, BaselineModel> = {
  kind: 'baseline',
  tasks: ['binary', 'multiclass', 'ordinal', 'regression'],
  takes: { categories: true, missing: true },
  defaults: { smoothing: 1 },
  alsoTakes: ['by'],

  fit(part: TrainingPart, params: Partial<BaselineParams>, { signal }: FitContext): BaselineModel {
    const { by, smoothing } = { ...baseline.defaults, ...params }
    checkTask('baseline', part.task, baseline.tasks)
    checkRange('smoothing', smoothing, 0, Number.MAX_VALUE)
    if (signal?.aborted) throw new LearnError('aborted', 'Stopped before the baseline. Nothing was kept.')
    if (part.y.length === 0) {
      throw new LearnError('too_few_rows', 'There is no row to learn from. Give the learner a training part with rows.')
    }
    const columns = part.table.columns.map(c => c.name)
    const codes = new Int32Array(part.y.length)
    const [overall] = rates(part, codes, 1, undefined, 0)
    if (by === undefined) return { kind: 'baseline', columns, overall }
    const column = categorical(part.table, by)
    return { kind: 'baseline', columns, by, overall, byLevel: rates(part, column.codes, column.levels.length, overall, smoothing) }
  },

  predict({ columns, by, overall, byLevel }: BaselineModel, table: Table) {
    checkColumns(columns, table)
    const codes = by === undefined ? undefined : categorical(table, by).codes
    const k = overall.length
    const out = matrix(table.rows, k)
    for (let i = 0; i < table.rows; i++) out.data.set(byLevel?.[codes?.[i] ?? -1] ?? overall, i * k)
    return out
  },

  lower({ by, overall, byLevel }, columns, build) {
    const column = columns.find(({ name }) => name === by)
    if (!byLevel || column?.kind !== 'categorical') return overall.map(rate => constant(build, rate))
    return overall.map((rate, c) => lookUp(build, column, code => byLevel[code]?.[c] ?? rate))
  },

  check: checkBaselineModel,
}

/** Class shares (or means) by level, [levels][k]. */
function rates(
  { y, task, weights }: TrainingPart,
  codes: Int32Array,
  levels: number,
  prior: readonly number[] | undefined,
  smoothing: number,
): number[][] {
  const k = outputsOf(task)
  const sums = new Float64Array(levels * k)
  const totals = new Float64Array(levels)
  for (let i = 0; i < y.length; i++) {
    const level = codes[i]
    if (level < 0 || level >= levels) continue
    const w = weights?.[i] ?? 1
    totals[level] += w
    if (task.kind === 'regression') sums[level] += w * y[i]
    else sums[level * k + y[i]] += w
  }
  return Array.from(totals, (total, level) => {
    if (prior && total + smoothing === 0) return [...prior]
    return Array.from(sums.subarray(level * k, (level + 1) * k), (sum, c) => (sum + smoothing * (prior?.[c] ?? 0)) / (total + smoothing))
  })
}

function categorical(table: Table, by: string): CategoricalColumn {
  const column = columnOf(table, by)
  if (column.kind === 'categorical') return column
  throw new LearnError(
    'wrong_column_kind',
    `Column ${by} holds numbers, and rates are by the levels of a categorical column. Name another.`,
  )
}
