import { createRandom, type OutOfFold, type Task } from '@headway/learn'
import type { Pool } from './pool.ts'

/** Students drawn from a population with replacement, each with all rows and a number of their own. */
export interface Drawn {
  readonly rows: Int32Array // [n] positions in the population
  readonly groups: Int32Array // [n]
}

export function drawStudents({ starts }: Pick<Pool, 'starts'>, students: number, seed: number): Drawn {
  const random = createRandom(seed)
  const rows: number[] = []
  const groups: number[] = []
  for (let s = 0; s < students; s++) {
    const at = random.int(starts.length - 1)
    for (let i = starts[at]!; i < starts[at + 1]!; i++) {
      rows.push(i)
      groups.push(s)
    }
  }
  return { rows: Int32Array.from(rows), groups: Int32Array.from(groups) }
}

export const event: Task = { kind: 'binary', classes: ['no', 'yes'] }

/** Forecasts of the event by a model that saw none of these rows, as a report gets them from a later intake. */
export function heldOut(y: Float64Array, p: Float64Array, groups?: Int32Array, fold = new Int32Array(y.length)): OutOfFold {
  const data = new Float64Array(2 * y.length)
  p.forEach((value, i) => {
    data[2 * i] = 1 - value
    data[2 * i + 1] = value
  })
  return forecastsOf(event, y, data, { fold, ...(groups && { groups }) })
}

/** Forecasts that no cross-validation made: the simulated model's. */
export function forecastsOf(
  task: Task,
  y: Float64Array,
  data: Float64Array,
  { groups, fold = new Int32Array(y.length) }: { readonly groups?: Int32Array; readonly fold?: Int32Array } = {},
): OutOfFold {
  const forecast = { rows: y.length, cols: data.length / y.length, data }
  return { task, y, ...(groups && { groups }), repeats: [{ forecast, fold }] } as unknown as OutOfFold
}

export function pick(values: ArrayLike<number>, rows: ArrayLike<number>): Float64Array {
  return Float64Array.from(rows, i => values[i]!)
}
