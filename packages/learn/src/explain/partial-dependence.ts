import { checkWhole } from '../check.ts'
import { LearnError } from '../errors.ts'
import { type FittedRecipe, forecast } from '../recipe.ts'
import { type Column, categoricalColumn, columnOf, numericColumn, type Table, takeRows } from '../table.ts'
import { outputsOf } from '../task.ts'
import { gridOf } from './grid.ts'
import { replaceColumns } from './replace-columns.ts'

export interface PartialDependenceOptions {
  readonly column: string // an input column
  /** Numbers, or names of levels. Default: at most 20, see `partialDependence`. */
  readonly grid?: readonly number[] | readonly string[]
  /** Positions of the rows to draw curves for; default all. Grid and shares are of all rows. */
  readonly rows?: ArrayLike<number>
}

export interface PartialDependence {
  readonly column: string
  readonly grid: readonly (number | string)[] // [grid] rising numbers, or levels in their order
  readonly outputs: number // probabilities of all classes, or one value
  readonly mean: Float64Array // [grid, outputs]
  readonly curves: Float64Array // [rows, grid, outputs]
  /** [grid] share of the table's rows that stand at or near each point. Where it is small, the curve is a guess of the model. */
  readonly share: Float64Array
}

/**
 * What the model forecasts for each row when one input column is set to each value of a grid and the rest stays as it is (the row's
 * curve, "individual conditional expectation"), and the mean of these curves ("partial dependence").
 *
 *   curves[i, g, o] = f_o(x_i with column = grid[g]),   mean[g, o] = mean over rows i
 *
 * The grid, unless given: of numbers the distinct values, or where there are more than 20 the values below which (g + ½)/20 of the
 * known values lie; of levels those of the fit, or the 20 most frequent. A row stands near the grid point closest to it, and beyond
 * the last point no further than half the gap before it; missing values and unseen levels stand nowhere, so the shares may sum to
 * less than 1. Forecasts are as `forecast` gives them, calibrated. [rows × grid] forecasts.
 *
 * It shows the model, not what a change would bring about; and it makes rows that cannot be, where columns hang together.
 *
 * @throws LearnError `unknown_column`, `bad_param` (grid or rows), `too_few_rows` (no row; no known value and no grid), `wrong_column_kind`,
 *         `not_finite`; as `forecast`
 *
 * Sources: Friedman (2001), Ann. Stat. 29(5), 1189–1232; Goldstein et al. (2015), J. Comput. Graph. Stat. 24(1), 44–65.
 */
export function partialDependence(fitted: FittedRecipe, table: Table, options: PartialDependenceOptions): PartialDependence {
  const { column: name, grid, rows } = options
  const input = fitted.inputs.find(i => i.name === name)
  if (!input) {
    const known = fitted.inputs.map(i => i.name).join(', ')
    throw new LearnError('unknown_column', `${name} is no input of the recipe. Its inputs: ${known}.`)
  }
  if (rows) for (let i = 0; i < rows.length; i++) checkWhole(`rows[${i}]`, rows[i], 0, table.rows - 1)
  const shown = rows ? takeRows(table, rows) : table
  if (shown.rows === 0) throw new LearnError('too_few_rows', 'There is no row to draw a curve for. Give at least one.')
  const given = columnOf(table, name)
  const { points, share } = gridOf(given, input, grid)
  const constant = (point: number): Column => {
    const same = new Float64Array(shown.rows).fill(point)
    if (input.kind === 'numeric') return numericColumn(name, same, given.source)
    return categoricalColumn(name, same, input.levels, { ordered: input.ordered, source: given.source })
  }

  const outputs = outputsOf(fitted.task)
  const curves = new Float64Array(shown.rows * points.length * outputs)
  const mean = new Float64Array(points.length * outputs)
  points.forEach((point, g) => {
    const { data } = forecast(fitted, replaceColumns(shown, [constant(point)]))
    for (let i = 0; i < shown.rows; i++) {
      for (let o = 0; o < outputs; o++) {
        const value = data[i * outputs + o]
        curves[(i * points.length + g) * outputs + o] = value
        mean[g * outputs + o] += value / shown.rows
      }
    }
  })
  return { column: name, grid: points.map(p => (input.kind === 'numeric' ? p : input.levels[p])), outputs, mean, curves, share }
}
