import { readFileSync } from 'node:fs'
import { wholeOf } from '../src/resample/split.ts'
import { sample, type TrainingPart } from '../src/sample.ts'
import { type Column, columnOf, type Table, table } from '../src/table.ts'
import type { Task } from '../src/task.ts'

/** What every step test needs: a context, a part out of columns, and the numbers of a column back. */
export const ctx = { seed: 1 }

export const threeClasses: Task = { kind: 'ordinal', classes: ['low', 'middle', 'high'] }

/** A training part; y is all 0 in a regression unless given. */
export function partOf(
  columns: readonly Column[],
  y?: ArrayLike<number>,
  task: Task = { kind: 'regression' },
  weights?: readonly number[],
): TrainingPart<'real'> {
  const all = table(columns)
  const target = Float64Array.from(y ?? new Array(all.rows).fill(0))
  return wholeOf(sample({ table: all, y: target, task, ...(weights && { weights: Float64Array.from(weights) }) }))
}

/** The values or codes of a column. */
export function cells(of: Table, name: string): number[] {
  const column = columnOf(of, name)
  return [...(column.kind === 'numeric' ? column.values : column.codes)]
}

export function names({ columns }: Table): string[] {
  return columns.map(c => c.name)
}

export function golden<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/prepare/${file}.json`, import.meta.url), 'utf8')) as T
}
