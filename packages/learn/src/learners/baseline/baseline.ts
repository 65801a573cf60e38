import type { FitContext, Learner } from '../../learner.ts'
import { matrix } from '../../matrix.ts'
import type { TrainingPart } from '../../sample.ts'
import { columnOf, type Table } from '../../table.ts'
import { outputsOf } from '../../task.ts'

export interface BaselineParams {
  /** A categorical column: each of its levels gets its own rates ("course rates"). Absent: one rate for all. */
  readonly by?: string
  /** How many rows of the overall rate are mixed into each level's own: 0 trusts a level of one row. */
  readonly smoothing: number
}

export interface BaselineModel {
  readonly kind: 'baseline'
  readonly by?: string
  readonly overall: readonly number[] // [k] class shares, or [mean]
  readonly byLevel?: readonly (readonly number[])[] // [levels][k]
}

/**
 * What one knows without a model: the share of each class (or the mean), for all rows or by the levels of one column.
 *
 *   rate(level, c) = (n(level, c) + smoothing · rate(c)) / (n(level) + smoothing)
 *
 * Rows count by their weights. A missing or unseen level gets the overall rate.
 */
export const baseline: Learner<BaselineParams, BaselineModel> = {
  kind: 'baseline',
  tasks: ['binary', 'multiclass', 'ordinal', 'regression'],
  takes: { categories: true, missing: true },
  defaults: { smoothing: 1 },

  fit(part: TrainingPart, params: Partial<BaselineParams>, _ctx: FitContext): BaselineModel {
    const { by, smoothing } = { ...baseline.defaults, ...params }
    const overall = rates(part, () => true)
    if (by === undefined) return { kind: 'baseline', overall }
    const column = columnOf(part.table, by)
    if (column.kind !== 'categorical') return { kind: 'baseline', overall }
    const byLevel = column.levels.map((_, level) => rates(part, i => column.codes[i] === level, overall, smoothing))
    return { kind: 'baseline', by, overall, byLevel }
  },

  predict({ by, overall, byLevel }: BaselineModel, table: Table) {
    const column = by === undefined ? undefined : columnOf(table, by)
    const k = overall.length
    const out = matrix(table.rows, k)
    for (let i = 0; i < table.rows; i++) {
      const code = column?.kind === 'categorical' ? column.codes[i] : -1
      out.data.set(byLevel?.[code] ?? overall, i * k)
    }
    return out
  },
}

function rates(part: TrainingPart, counts: (i: number) => boolean, prior?: readonly number[], smoothing = 0): number[] {
  const { y, task, weights } = part
  const sums: number[] = new Array(outputsOf(task)).fill(0)
  let total = 0
  for (let i = 0; i < y.length; i++) {
    if (!counts(i)) continue
    const w = weights?.[i] ?? 1
    total += w
    if (task.kind === 'regression') sums[0] += w * y[i]
    else sums[y[i]] += w
  }
  if (total + smoothing === 0) return [...(prior ?? sums)]
  return sums.map((sum, c) => (sum + smoothing * (prior?.[c] ?? 0)) / (total + smoothing))
}
