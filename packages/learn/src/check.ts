import { LearnError } from './errors.ts'
import type { Matrix } from './matrix.ts'
import { lengthOf, type Table } from './table.ts'
import type { Task, TaskKind } from './task.ts'

export function checkSameLength(nameA: string, a: { length: number }, nameB: string, b: { length: number }): void {
  if (a.length === b.length) return
  throw new LearnError('shape_mismatch', `${nameA} has ${a.length} rows but ${nameB} has ${b.length}. Give one value of each per row.`)
}

export function checkRange(name: string, value: number, low: number, high: number): void {
  if (typeof value === 'number' && value >= low && value <= high) return
  throw new LearnError(
    'bad_param',
    `${name} must lie in [${low}, ${high}], got ${typeof value === 'number' ? value : JSON.stringify(value)}.`,
  )
}

export function checkWhole(name: string, value: number, low: number, high = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(value) && value >= low && value <= high) return
  throw new LearnError('bad_param', `${name} must be a whole number from ${low} to ${high}, got ${value}.`)
}

/** A plain object: values by name. */
export function checkByName(name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return
  throw new LearnError('bad_param', `${name} must give values by column name, got ${JSON.stringify(value)}.`)
}

export function checkBinary(name: string, values: ArrayLike<number>): void {
  checkClasses(name, values, 2)
}

/** Every value is a class position 0 … classes − 1. */
export function checkClasses(name: string, values: ArrayLike<number>, classes: number): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isInteger(values[i]) && values[i] >= 0 && values[i] < classes) continue
    throw new LearnError(
      'bad_param',
      `${name}[${i}] is ${values[i]}, but classes are whole numbers from 0 to ${classes - 1}. Encode the target first.`,
    )
  }
}

export function checkFinite(name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue
    throw new LearnError('not_finite', `${name}[${i}] is ${values[i]}. Drop or impute it first.`)
  }
}

/** Rows of probabilities: [n, classes], each in [0, 1], each row summing to 1 within 1e-6. */
export function checkProbabilities(name: string, { rows, cols, data }: Matrix): void {
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let j = 0; j < cols; j++) {
      const p = data[i * cols + j]
      if (!(p >= 0 && p <= 1))
        throw new LearnError('bad_param', `${name} holds ${p} in row ${i}, class ${j}, but probabilities lie in [0, 1].`)
      sum += p
    }
    if (Math.abs(sum - 1) > 1e-6)
      throw new LearnError('bad_param', `${name} sums to ${sum} in row ${i}, but probabilities of all classes sum to 1.`)
  }
}

/** y, groups, terms and weights fit the table and the task. */
export function checkTarget(rows: {
  table: Table
  y: Float64Array
  task: Task
  groups?: Int32Array
  terms?: Int32Array
  weights?: Float64Array
}): void {
  const { table, y, task, groups, terms, weights } = rows
  for (const column of table.columns) {
    if (lengthOf(column) !== table.rows) {
      throw new LearnError('shape_mismatch', `Column ${column.name} has ${lengthOf(column)} rows, but the table says ${table.rows}.`)
    }
  }
  checkSameLength('The table', { length: table.rows }, 'y', y)
  if (task.kind === 'regression') checkFinite('y', y)
  else checkClasses('y', y, task.classes.length)
  if (groups) checkSameLength('y', y, 'groups', groups)
  if (terms) checkSameLength('y', y, 'terms', terms)
  if (!weights) return
  checkSameLength('y', y, 'weights', weights)
  const bad = weights.findIndex(w => !(w > 0 && Number.isFinite(w)))
  if (bad >= 0) throw new LearnError('bad_param', `weights[${bad}] is ${weights[bad]}, but weights are positive numbers.`)
}

/** A model must be shown the columns it was fitted on, in their order. */
export function checkColumns(fitted: readonly string[], { columns }: Table): void {
  const wrong = fitted.findIndex((name, j) => columns[j]?.name !== name)
  if (wrong < 0 && columns.length === fitted.length) return
  const at = wrong < 0 ? fitted.length : wrong
  throw new LearnError(
    'shape_mismatch',
    `The model was fitted on ${fitted.length} columns and expects ${fitted[at] ?? 'no more'} as number ${at + 1}, got ${columns[at]?.name ?? 'nothing'}. Run the fitted recipe's own steps first.`,
  )
}

export function checkTask(learner: string, task: Task, tasks: readonly TaskKind[]): void {
  if (tasks.includes(task.kind)) return
  throw new LearnError('wrong_task', `${learner} does ${tasks.join(', ')}, not ${task.kind}. Choose another learner.`)
}
