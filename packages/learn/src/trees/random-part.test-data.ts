import { createRandom } from '../random.ts'
import { wholeOf } from '../resample/split.ts'
import { type Sample, sample } from '../sample.ts'
import { type Column, categoricalColumn, numericColumn, table } from '../table.ts'
import type { Task, TaskKind } from '../task.ts'

export const LEVELS = ['a', 'b', 'c', 'd', 'e']

export interface RandomRows {
  readonly task: TaskKind
  readonly rows: number
  readonly distinct?: number // values of the numeric columns; absent: all different
  readonly missing?: number // share
  readonly classes?: number
  readonly weights?: boolean // random ones: no two splits gain the same by chance
}

/** Two numeric columns, one unordered and one ordered, and a target that depends on all four. */
export function randomSample(seed: number, { task: kind, rows, distinct, missing = 0, classes = 4, weights = false }: RandomRows): Sample {
  const random = createRandom(seed)
  const times = <T>(make: () => T) => Array.from({ length: rows }, make)
  const number = () => (random.next() < missing ? NaN : distinct ? random.int(distinct) / distinct : random.next())
  const code = () => (random.next() < missing ? -1 : random.int(LEVELS.length))
  const x0 = times(number)
  const x1 = times(number)
  const c0 = times(code)
  const c1 = times(code)
  const k = kind === 'binary' ? 2 : classes
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const signal = (x0[i] || 0) + (x1[i] > 0.5 ? x0[i] || 0.3 : 0) + (c0[i] % 2) / 2 + c1[i] / 5 + random.next()
    return kind === 'regression' ? signal : Math.max(0, Math.min(k - 1, Math.floor((signal * k) / 3)))
  })
  const columns: Column[] = [
    numericColumn('x0', x0),
    categoricalColumn('c0', c0, LEVELS),
    numericColumn('x1', x1),
    categoricalColumn('c1', c1, LEVELS, { ordered: true }),
  ]
  const task: Task = kind === 'regression' ? { kind } : { kind, classes: Array.from({ length: k }, (_, c) => `class ${c}`) }
  return sample({
    table: table(columns),
    y,
    task,
    ...(weights && { weights: Float64Array.from({ length: rows }, () => 0.5 + random.next()) }),
  })
}

export function randomPart(seed: number, rows: RandomRows) {
  return wholeOf(randomSample(seed, rows))
}
