import { calibrators } from './calibrate/index.ts'
import { LearnError } from './errors.ts'
import type { CellsWriter, RowForecast, RowWriter } from './learner.ts'
import type { Matrix } from './matrix.ts'
import { steps } from './prepare/index.ts'
import { type FittedRecipe, type Input, learnerOf, prepared } from './recipe.ts'
import { type CategoricalColumn, type Column, columnOf, type Table } from './table.ts'
import { outputsOf } from './task.ts'

/** What one input column turns into: for each of its codes, what every column made from it holds. */
interface Made {
  readonly columns: readonly Column[] // [levels + 1 rows], row code + 1: missing first
  readonly at: readonly number[] // their positions in the prepared table
}

/** Cells that may be prepared beforehand: more would cost more than they save. */
const MOST_CELLS = 1_000_000

type CategoricalInput = Extract<Input, { kind: 'categorical' }>

/**
 * The same forecast as `forecast` for one row, several times faster: where every input is a category and every step works by source,
 * each code is prepared once, and a row only gathers what its codes became. Without steps there is nothing to prepare, and inputs may
 * be numeric.
 *
 * @returns a function of one row's cells in the order of the recipe's inputs (codes: −1 is missing, never one outside the levels;
 * numbers: NaN is missing), to [k] probabilities or [1] value; undefined where a numeric input meets a step, a step looks across sources,
 * or there are too many codes to prepare. Given an array to write into, it allocates nothing where the learner is boosting or a forest
 * and the calibrator, if there is one, is not isotonic
 */
export function compileForecast(fitted: FittedRecipe): RowForecast | undefined {
  const learner = learnerOf(fitted)
  const write =
    fitted.steps.length > 0 ? gathered(fitted) : learner.compile ? learner.compile(fitted.model, compileForecast) : asGiven(fitted)
  if (!write) return undefined
  const calibrate = calibrating(fitted)
  const k = outputsOf(fitted.task)
  return (cells, into = new Float64Array(k)) => {
    if (into.length !== k) throw wrongLength(k, into.length)
    write(cells, into)
    calibrate?.(into)
    return into
  }
}

function wrongLength(k: number, length: number): LearnError {
  return new LearnError('shape_mismatch', `The forecast has ${k} numbers and the array for it ${length}. Give it one of ${k}, or none.`)
}

/** Calibrates one row where it stands. */
function calibrating({ calibrator }: FittedRecipe): RowWriter | undefined {
  if (!calibrator) return undefined
  const { kind, state } = calibrator
  let row: Matrix | undefined // around the array that came last: most often the same comes again
  return data => {
    if (row?.data !== data) row = { rows: 1, cols: data.length, data }
    calibrators[kind].apply(state, row, row)
  }
}

function gathered(fitted: FittedRecipe): CellsWriter | undefined {
  const inputs = fitted.inputs.filter(input => input.kind === 'categorical')
  if (inputs.length < fitted.inputs.length || !fitted.steps.every(({ kind }) => steps[kind]?.bySource)) return undefined
  if (inputs.length * inputs.reduce((sum, { levels }) => sum + levels.length + 1, 0) > MOST_CELLS) return undefined
  const nothingKnown = tableOf(inputs, () => Int32Array.of(-1))
  const order = prepared(fitted, nothingKnown).columns
  const made = inputs.map(input => madeFrom(fitted, inputs, input.name, order))
  const row: Table = { rows: 1, columns: order.map(ofOneRow) }
  const write = writerOf(fitted, row)

  return (codes, into) => {
    for (let j = 0; j < made.length; j++) {
      const { columns, at } = made[j]
      for (let c = 0; c < columns.length; c++) copyCell(columns[c], codes[j] + 1, row.columns[at[c]])
    }
    write(into)
  }
}

/** Without steps: the learner sees the inputs as they are. */
function asGiven(fitted: FittedRecipe): CellsWriter {
  const columns = fitted.inputs.map((input): Column => {
    if (input.kind === 'numeric') return { ...input, source: input.name, values: new Float64Array(1) }
    return { ...input, source: input.name, codes: new Int32Array(1) }
  })
  const write = writerOf(fitted, { rows: 1, columns })
  const row = columns.map(column => (column.kind === 'numeric' ? column.values : column.codes))
  return (cells, into) => {
    for (let j = 0; j < row.length; j++) row[j][0] = cells[j]
    write(into)
  }
}

/** The learner's forecast for a row whose cells are written anew before each call. */
function writerOf(fitted: FittedRecipe, row: Table): RowWriter {
  const { model } = fitted
  const learner = learnerOf(fitted)
  return learner.ofRow?.(model, row) ?? (into => into.set(learner.predict(model, row).data))
}

/** Every code of one input, all others missing, through the whole preparation. */
function madeFrom(fitted: FittedRecipe, inputs: readonly CategoricalInput[], name: string, order: readonly Column[]): Made {
  const levels = inputs.find(input => input.name === name)!.levels.length
  const every = Int32Array.from({ length: levels + 1 }, (_, i) => i - 1)
  const table = tableOf(inputs, input => (input.name === name ? every : every.map(() => -1)))
  const columns = prepared(fitted, table).columns.filter(column => column.source === name)
  return { columns, at: columns.map(column => order.indexOf(columnOf({ rows: 1, columns: order }, column.name))) }
}

function tableOf(inputs: readonly CategoricalInput[], codesOf: (input: CategoricalInput) => Int32Array): Table {
  const columns = inputs.map((input): CategoricalColumn => ({ ...input, source: input.name, codes: codesOf(input) }))
  return { rows: columns[0]?.codes.length ?? 0, columns }
}

/** A column of one row that is written anew for every forecast. */
function ofOneRow(column: Column): Column {
  return column.kind === 'numeric' ? { ...column, values: new Float64Array(1) } : { ...column, codes: new Int32Array(1) }
}

function copyCell(from: Column, row: number, to: Column): void {
  if (from.kind === 'numeric' && to.kind === 'numeric') to.values[0] = from.values[row]
  else if (from.kind === 'categorical' && to.kind === 'categorical') to.codes[0] = from.codes[row]
}
