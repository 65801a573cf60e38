import { expect, it } from 'vitest'
import { createRandom } from '../../random.ts'
import { type BagFit, type PairGrid, settle } from './settle.ts'

const random = createRandom(3)
const numbers = (n: number) => Float64Array.from({ length: n }, () => random.next() * 4 - 2)

// bins of three columns, missing last; a pair of the first two on a coarser grid
const cells = [4, 3, 3]
const groups = [
  [1, 0, 1, 2],
  [0, 1, 2],
] as const
const weights = [Float64Array.of(2, 3, 4, 1), Float64Array.of(4, 4, 2), Float64Array.of(7, 3, 0)]
const grid: PairGrid = { of: [0, 1], groups, weight: Float64Array.from({ length: 9 }, (_, at) => 1 + (at % 4)) }

const fitOf = (outputs: number, thresholds: number): BagFit => ({
  intercept: numbers(outputs),
  mains: cells.map(count => numbers(outputs * count)),
  pairs: [numbers(outputs * 9)],
  thresholds: numbers(thresholds),
})

/** The scores of every combination of bins, [outputs] each. */
function scoresOf({ intercept, mains, pairs }: BagFit): number[][] {
  const out: number[][] = []
  for (let a = 0; a < 4; a++)
    for (let b = 0; b < 3; b++)
      for (let c = 0; c < 2; c++) {
        const at = [a, b, c]
        const pair = groups[0][a] * 3 + groups[1][b]
        out.push(
          [...intercept].map((start, o) => mains.reduce((sum, of, j) => sum + of[o * cells[j] + at[j]], start + pairs[0][o * 9 + pair])),
        )
      }
  return out
}

it('keeps every score of one output', () => {
  const fit = fitOf(1, 0)
  const before = scoresOf(fit)
  settle(fit, weights, [grid])
  scoresOf(fit).forEach(([score], at) => {
    expect(score).toBeCloseTo(before[at][0], 9)
  })
  fit.mains.forEach((values, j) => {
    expect(values.reduce((sum, v, cell) => sum + v * weights[j][cell], 0)).toBeCloseTo(0, 9)
  })
  expect(fit.mains[2][2]).toBe(0)
})

it('keeps every difference of several outputs, which then sum to 0', () => {
  const fit = fitOf(3, 0)
  const before = scoresOf(fit)
  settle(fit, weights, [grid])
  scoresOf(fit).forEach((score, at) => {
    expect(score[1] - score[0]).toBeCloseTo(before[at][1] - before[at][0], 9)
    expect(score[2] - score[0]).toBeCloseTo(before[at][2] - before[at][0], 9)
    expect(score[0] + score[1] + score[2]).toBeCloseTo(0, 9)
  })
})

it('keeps every distance of an ordinal score from its thresholds, with an intercept of 0', () => {
  const fit = fitOf(1, 2)
  const [before, thresholds] = [scoresOf(fit), fit.thresholds.slice()]
  settle(fit, weights, [grid])
  expect([...fit.intercept]).toEqual([0])
  scoresOf(fit).forEach(([score], at) => {
    for (const c of [0, 1]) expect(fit.thresholds[c] - score).toBeCloseTo(thresholds[c] - before[at][0], 9)
  })
})
