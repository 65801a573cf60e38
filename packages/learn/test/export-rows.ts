import { createRandom } from '../src/random.ts'
import { wholeOf } from '../src/resample/split.ts'
import { sample, type TrainingPart } from '../src/sample.ts'
import { categoricalColumn, numericColumn, type Table, table } from '../src/table.ts'
import type { TaskKind } from '../src/task.ts'
import { taskOf } from './learner-data.ts'

/** Names that must come out as data in every language. */
export const HOSTILE = ['__proto__', `it's "x"\n\\'; DROP TABLE t; --`, '</script>\u2028\u0024{a}`', 'course'] as const

/** Rows with numbers, gaps, an ordered and two unordered categories; columns and levels have hostile names. */
export function exportPart(kind: TaskKind, rows = 400): TrainingPart<'real'> {
  const random = createRandom(11)
  const of = <T>(make: (i: number) => T): T[] => Array.from({ length: rows }, (_, i) => make(i))
  const a = of(() => Math.round(random.next() * 400) / 20 - 10)
  const b = of(() => random.next() * 3)
  const course = of(() => random.int(12))
  const grade = of(() => random.int(4))
  const latent = a.map((v, i) => v / 4 - b[i] + (course[i] % 3) - grade[i] / 2 + (random.next() - 0.5) * 3)
  const holes = (values: number[], share: number, hole: number) => values.map(v => (random.next() < share ? hole : v))
  const columns = [
    numericColumn(HOSTILE[0], holes(a, 0.1, NaN)),
    numericColumn(HOSTILE[1], holes(b, 0.05, NaN)),
    categoricalColumn(HOSTILE[2], holes(grade, 0.1, -1), ['low', `mid'dle`, 'high\\', 'top\n'], { ordered: true }),
    categoricalColumn(HOSTILE[3], holes(course, 0.1, -1), [...HOSTILE, ...Array.from({ length: 8 }, (_, c) => `c${c}`)]),
    numericColumn(
      'taken',
      of(() => random.int(5)),
    ),
    numericColumn(
      'passed',
      of(() => random.int(3)),
    ),
  ]
  const order = of(i => i).sort((i, j) => latent[i] - latent[j])
  const task = taskOf(kind)
  const k = task.kind === 'regression' ? 1 : task.classes.length
  const y = Float64Array.from(latent)
  if (k > 1)
    order.forEach((i, rank) => {
      y[i] = Math.floor((rank * k) / rows)
    })
  return wholeOf(sample({ table: table(columns), y, task }))
}

/** Other rows of the same columns: more gaps, values beyond those of training, and levels that training never saw. */
export function newRows(rows: number, seed = 5): Table {
  const random = createRandom(seed)
  const of = (make: () => number) => Array.from({ length: rows }, make)
  const gap = (value: number, hole: number) => (random.next() < 0.15 ? hole : value)
  const { columns } = exportPart('binary').table
  return table(
    columns.map(column => {
      if (column.kind === 'numeric') {
        const whole = column.name === 'taken' || column.name === 'passed'
        return numericColumn(
          column.name,
          of(() => gap(whole ? random.int(6) : Math.round(random.next() * 600) / 20 - 15, NaN)),
        )
      }
      const levels = ['never seen', ...column.levels, `'; --`]
      return categoricalColumn(
        column.name,
        of(() => gap(random.int(levels.length), -1)),
        levels,
        { ordered: column.ordered },
      )
    }),
  )
}
