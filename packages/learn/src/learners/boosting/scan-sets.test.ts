import { expect, it } from 'vitest'
import { scanSets } from './scan-sets.ts'
import { leafScore } from './score.ts'
import type { Split } from './split.ts'

/** Gradient, hessian and rows of three levels: one row that is extreme, ten rows each that are less so. */
const levels = [
  [-3, 1, 1],
  [-20, 10, 10],
  [-15, 10, 10],
]

function setLeft(categorySmoothing: number): readonly number[] {
  const params = { minRows: 1, minHessian: 0, minGain: 0, l1: 0, l2: 0, categorySmoothing, minCategoryRows: 1 }
  const best: Split = { gain: 0, column: -1, lastLeft: -1, missingLeft: false, set: [] }
  const node = { g: -38, h: 21, rows: 21 }
  const search = {
    histogram: Float64Array.from(levels.flatMap(sums => [...sums, 0])),
    node,
    parent: leafScore(node.g, node.h, 0, 0),
    params,
    monotone: undefined,
  }
  scanSets(best, search, 0, 0, levels.length)
  return best.set
}

it('puts a level of few rows where its smoothed gradient stands', () => {
  // slopes −3, −2, −1.5: of {0} and {0, 1} the second gains more, and the other side has fewer rows
  expect(setLeft(0)).toEqual([2])
  // slopes −3/11, −1, −0.75: {0, 1} no longer stands together; of {1} and {1, 2} the second gains more
  expect(setLeft(10)).toEqual([0])
})
