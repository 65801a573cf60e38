import type { TrainingPart } from '../../sample.ts'
import { outputsOf } from '../../task.ts'
import { type Binned, binColumns } from '../../trees/binning.ts'
import { columnValues, describeColumn, setColumns, type TreeColumn } from '../../trees/column-values.ts'
import { type Constraints, readConstraints } from './constraints.ts'
import type { Labels } from './objectives/objective.ts'
import type { BoostingParams } from './params.ts'

/** A part as every run over it needs it, whatever its seed. */
export interface ReadyRows {
  readonly columns: readonly TreeColumn[] // [d]
  readonly values: readonly Float64Array[] // [d][n]
  readonly isSet: readonly boolean[] // [d]
  readonly byName: Int32Array // [d] positions of the columns in the order of their names
  readonly binned: Binned
  readonly labels: Labels
  readonly constraints: Constraints
}

/** @throws LearnError `not_finite`, `unknown_column`, `bad_param` */
export function readyRows({ table, y, task, weights: given }: TrainingPart, params: BoostingParams): ReadyRows {
  const columns = table.columns.map(describeColumn)
  const constraints = readConstraints(params, columns, task.kind)
  const values = columnValues(table, columns)
  const weights = given ?? new Float64Array(table.rows).fill(1)
  return {
    columns,
    values,
    isSet: setColumns(columns),
    byName: Int32Array.from(columns.keys()).sort((a, b) => (columns[a].name < columns[b].name ? -1 : 1)),
    binned: binColumns(values, columns, weights, params.maxBins),
    labels: { y, weights, k: outputsOf(task) },
    constraints,
  }
}
