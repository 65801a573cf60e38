import { calibrationBins, calibrationLine, createRandom, deriveSeed, wilsonInterval } from '@headway/learn'
import { counter } from '../count.ts'
import { drawStudents, pick } from '../draw.ts'
import type { Pool } from '../pool.ts'

/** Wilson's interval where it is exactly what it is for. */
export function wilson(task: string, times: number) {
  const count = counter(task)
  for (const n of [20, 100]) {
    for (const share of [0.02, 0.1, 0.5]) {
      const random = createRandom(deriveSeed(3, n, share))
      for (let s = 0; s < times; s++) {
        let k = 0
        for (let i = 0; i < n; i++) k += Number(random.next() < share)
        count.one(
          { interval: 'Wilson', population: `${n} draws, share ${share}`, truth: 'the share drawn from' },
          wilsonInterval(k, n),
          share,
        )
      }
    }
  }
  return count.rows()
}

/** The bands of a calibration plot. */
export function calibration(task: string, pools: readonly Pool[], times: number, students = 300) {
  const count = counter(task)
  for (const pool of pools) {
    const order = Int32Array.from(pool.model.keys()).sort((a, b) => pool.model[a]! - pool.model[b]!)
    const sorted = pick(pool.model, order)
    const sums = [0]
    for (const i of order) sums.push(sums.at(-1)! + pool.y[i]!)
    for (let s = 0; s < times; s++) {
      const { rows, groups } = drawStudents(pool, students, deriveSeed(2, task, pool.name, s))
      const bins = calibrationBins(pick(pool.y, rows), pick(pool.model, rows), { groups })
      count.several(
        {
          interval: 'calibration bin, observed share',
          population: `${pool.name}, ${students} students`,
          truth: 'the share of events in the whole population between the bin’s lowest and highest forecast',
        },
        bins.map(bin => {
          const [from, to] = [firstAtLeast(sorted, bin.from), firstAtLeast(sorted, bin.to + 1e-15)]
          return [bin, (sums[to]! - sums[from]!) / (to - from)] as const
        }),
      )
    }
  }
  return count.rows()
}

/** Slope and intercept of the calibration line. */
export function line(task: string, pools: readonly Pool[], times: number, students = 300) {
  const count = counter(task)
  for (const pool of pools) {
    const whole = calibrationLine(pool.y, pool.model)!
    const population = `${pool.name}, ${students} students`
    const truth = 'the line through the whole population'
    for (let s = 0; s < times; s++) {
      const { rows, groups } = drawStudents(pool, students, deriveSeed(2, task, pool.name, s))
      const drawn = calibrationLine(pick(pool.y, rows), pick(pool.model, rows), groups)
      count.one({ interval: 'calibration slope', population, truth }, drawn?.slopeInterval, whole.slope)
      count.one({ interval: 'calibration intercept', population, truth }, drawn?.interceptInterval, whole.intercept)
    }
  }
  return count.rows()
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
