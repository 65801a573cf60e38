import { createRandom } from '@headway/learn'
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

export function pick(values: ArrayLike<number>, rows: ArrayLike<number>): Float64Array {
  return Float64Array.from(rows, i => values[i]!)
}
