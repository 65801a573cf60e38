import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toyPart } from '../../../test/learner-data.ts'
import { ordinaryWorkspace } from '../../kernel/workspace.ts'
import { designOf } from './design.ts'
import { lbfgs } from './lbfgs.ts'
import type { SolverOptions } from './minimise.ts'
import { multinomialObjective } from './multinomial-objective.ts'
import { newton } from './newton.ts'
import { scaledPenalty, spread } from './penalty.ts'

const options: SolverOptions = { tolerance: 1e-10, maxIterations: 3000, unpenalised: false, visit: () => undefined }

/** A softmax problem with everything that the solvers need. */
function problem(seed: number, lambda: number, l1Ratio: number) {
  const k = 3
  const part = toyPart('multiclass', { rows: 50, columns: 4, classes: k, seed })
  const design = designOf(part, ordinaryWorkspace(), { ones: true, ridge: 0 })
  const { l1, l2 } = scaledPenalty({ lambda, l1Ratio }, design)
  const codes = Int32Array.from(design.y)
  const objective = multinomialObjective(design.sums, codes, design.weights, k)(spread(l2, 1, k), l1Ratio === 0)
  return { objective, l1: spread(l1, 1, k), start: new Float64Array(objective.size) }
}

const penalties = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.double({ min: 0.01, max: 0.5, noNaN: true }))

describe.each([0, 0.5, 0.9])('with l1Ratio %d', l1Ratio => {
  it('Newton and L-BFGS find the same optimum', () => {
    fc.assert(
      fc.property(penalties, ([seed, lambda]) => {
        const { objective, l1, start } = problem(seed, lambda, l1Ratio)
        const a = newton(objective, l1, start, options)
        const b = lbfgs(objective, l1, start, options)
        expect([a.converged, b.converged]).toEqual([true, true])
        a.at.forEach((v, j) => {
          expect(b.at[j]).toBeCloseTo(v, 6)
        })
      }),
      { seed: 4, numRuns: 25 },
    )
  })

  it.each([newton, lbfgs])('%o meets the optimality conditions', solver => {
    fc.assert(
      fc.property(penalties, ([seed, lambda]) => {
        const { objective, l1, start } = problem(seed, lambda, l1Ratio)
        const { at } = solver(objective, l1, start, options)
        const gradient = new Float64Array(at.length)
        objective.gradient(at, gradient)
        at.forEach((v, j) => {
          if (v === 0) expect(Math.abs(gradient[j])).toBeLessThanOrEqual(l1[j] + 1e-7)
          else expect(gradient[j] + l1[j] * Math.sign(v)).toBeCloseTo(0, 7)
        })
      }),
      { seed: 5, numRuns: 25 },
    )
  })
})

it.each([newton, lbfgs])('%o starts at the optimum and stays there', solver => {
  const { objective, l1, start } = problem(3, 0.1, 0)
  const { at } = solver(objective, l1, start, options)
  const again = solver(objective, l1, at, { ...options, tolerance: 1e-8 })
  expect(again.converged).toBe(true)
  expect(again.iterations).toBeLessThanOrEqual(1)
})

it.each([newton, lbfgs])('%o says when it ran out of iterations', solver => {
  const { objective, l1, start } = problem(3, 0.01, 0)
  const { converged, iterations, at } = solver(objective, l1, start, { ...options, maxIterations: 2 })
  expect({ converged, iterations }).toEqual({ converged: false, iterations: 2 })
  expect(at.every(Number.isFinite)).toBe(true)
})
