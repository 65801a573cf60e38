import { numericColumn, sample, type Table, type Task, type TrainingPart, table, wholeOf } from '@headway/learn'
import type { MadeRows } from '../made-rows.ts'

/** Zero-padded, so that the order by name is the order of the columns. */
export function tableOf({ columns }: Pick<MadeRows, 'columns'>): Table {
  return table(columns.map((values, j) => numericColumn(`x${String(j).padStart(3, '0')}`, values)))
}

export function partOf(rows: MadeRows, classes: number): TrainingPart {
  const names = Array.from({ length: classes }, (_, c) => `class ${c}`)
  const task: Task = { kind: classes === 2 ? 'binary' : 'multiclass', classes: names }
  return wholeOf(sample({ table: tableOf(rows), y: rows.y, task }))
}

export function firstRows({ columns, y }: MadeRows, n: number): MadeRows {
  return { columns: columns.map(values => values.slice(0, n)), y: y.slice(0, n) }
}
