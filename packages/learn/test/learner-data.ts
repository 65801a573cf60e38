import { createRandom } from '../src/random.ts'
import { wholeOf } from '../src/resample/split.ts'
import { sample, type TrainingPart } from '../src/sample.ts'
import { type Column, categoricalColumn, numericColumn, type Table, table } from '../src/table.ts'
import type { Task, TaskKind } from '../src/task.ts'

/** A task of this kind; classes are called c0, c1, … */
export function taskOf(kind: TaskKind, classes = kind === 'binary' ? 2 : 3): Task {
  return kind === 'regression' ? { kind } : { kind, classes: Array.from({ length: classes }, (_, c) => `c${c}`) }
}

/** All rows as one training part. Columns are called x0, x1, … */
export function partOf(
  X: readonly (readonly number[])[],
  y: ArrayLike<number>,
  task: Task,
  weights?: ArrayLike<number>,
): TrainingPart<'real'> {
  return wholeOf(sample({ table: tableOf(X), y: Float64Array.from(y), task, ...(weights && { weights: Float64Array.from(weights) }) }))
}

/** Rows of numbers as columns x0, x1, … */
export function tableOf(X: readonly (readonly number[])[]): Table {
  return table(
    (X[0] ?? []).map((_, j) =>
      numericColumn(
        `x${j}`,
        X.map(row => row[j]),
      ),
    ),
    X.length,
  )
}

export interface ToyOptions {
  readonly rows?: number
  readonly columns?: number
  readonly classes?: number
  readonly seed?: number
  /** Add a categorical column with missing codes, and punch holes into the numbers. */
  readonly messy?: boolean
}

/** Rows whose target hangs on the first two columns, with noise; every class has rows. */
export function toyPart(
  kind: TaskKind,
  { rows = 60, columns = 3, classes, seed = 1, messy = false }: ToyOptions = {},
): TrainingPart<'real'> {
  const random = createRandom(seed)
  const task = taskOf(kind, classes)
  const X = Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.next() * 4 - 2))
  const latent = X.map(row => row[0] - 0.7 * row[1] + (random.next() - 0.5) * 3)
  const order = latent.map((_, i) => i).sort((a, b) => latent[a] - latent[b])
  const k = task.kind === 'regression' ? 1 : task.classes.length
  const y = Float64Array.from(latent)
  if (kind !== 'regression') {
    order.forEach((i, rank) => {
      y[i] = Math.floor((rank * k) / rows)
    })
  }
  const plain = partOf(X, y, task)
  if (!messy) return plain
  const group = categoricalColumn(
    'group',
    X.map((row, i) => (i % 9 === 4 ? -1 : row[0] > 0 ? 2 : i % 2)),
    ['a', 'b', 'c'],
  )
  const holed = plain.table.columns.map((column, j) =>
    column.kind === 'numeric' ? { ...column, values: column.values.map((v, i) => ((i + j) % 7 === 3 ? NaN : v)) } : column,
  )
  return wholeOf(sample({ table: table([...holed, group]), y, task }))
}

/** With columns that say the same as others, the same backwards, or nothing: ties everywhere. They stand first and last. */
export function withTwins(part: TrainingPart): TrainingPart<'real'> {
  const { columns, rows } = part.table
  const [first, last] = [columns[0], columns[columns.length - 1]]
  const backwards = (column: Column): Column =>
    column.kind === 'numeric'
      ? numericColumn(
          'backwards',
          column.values.map(v => -v),
        )
      : { ...column, name: 'backwards' }
  const constant = numericColumn('constant', new Float64Array(rows).fill(2))
  const all = [constant, { ...first, name: 'z twin' }, ...columns, { ...last, name: 'a twin' }, backwards(first)]
  return wholeOf(sample({ table: table(all), y: part.y, task: part.task }))
}
