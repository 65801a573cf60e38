import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { partOf, tableOf, taskOf } from '../../../test/learner-data.ts'
import type { TaskKind } from '../../task.ts'
import { linear } from './linear.ts'
import type { LinearParams } from './set-up.ts'

interface Golden {
  readonly name: string
  readonly X: number[][]
  readonly y: number[]
  readonly weights?: number[]
  readonly params: Partial<LinearParams>
  readonly task?: TaskKind
  readonly intercept?: number
  readonly intercepts?: number[]
  readonly thresholds?: number[]
  readonly coefficients: number[] | number[][]
  readonly meanLoss?: number
  readonly probabilities?: number[][]
}

function read(name: string): Golden[] {
  return JSON.parse(readFileSync(new URL(`../../../golden/linear/${name}.json`, import.meta.url), 'utf8'))
}

function fitted(kind: TaskKind, { X, y, weights, params }: Golden) {
  const task = taskOf(kind, Math.max(...y) + 1)
  return linear.fit(partOf(X, y, task, weights), { ...params, tolerance: 1e-12, maxIterations: 5000 }, { seed: 1 })
}

/** Equal to 1e-6 of the larger of 1 and the number itself. */
function expectNear(got: unknown, expected: number | readonly number[] | readonly (readonly number[])[] | undefined, within = 1e-6): void {
  const a = [got].flat(2) as number[]
  const b = [expected].flat(2) as number[]
  expect(a).toHaveLength(b.length)
  b.forEach((value, i) => {
    expect(Math.abs(a[i] - value) / Math.max(1, Math.abs(value)), `number ${i}: ${a[i]} for ${value}`).toBeLessThan(within)
  })
}

describe('logistic', () => {
  it.each([...read('logistic'), ...read('elastic-net-logistic')])('has scikit-learn’s coefficients: $name', golden => {
    const model = fitted('binary', golden)
    if (model.form !== 'logistic') throw new Error(model.form)
    expect(model.converged).toBe(true)
    expectNear(model.coefficients, golden.coefficients)
    expectNear(model.intercept, golden.intercept)
  })

  it.each(read('elastic-net-logistic'))('has scikit-learn’s zeros: $name', golden => {
    const model = fitted('binary', golden)
    expect(model.coefficients.map(w => w === 0)).toEqual(golden.coefficients.map(w => w === 0))
  })
})

describe('multinomial', () => {
  it.each(read('multinomial'))('has scikit-learn’s coefficients: $name', golden => {
    const model = fitted('multiclass', golden)
    if (model.form !== 'multinomial') throw new Error(model.form)
    expect(model.converged).toBe(true)
    expectNear(model.coefficients, golden.coefficients)
    const mean = model.intercepts.reduce((sum, b) => sum + b, 0) / model.intercepts.length
    expectNear(
      model.intercepts.map(b => b - mean),
      golden.intercepts,
    )
  })
})

describe('least squares', () => {
  it.each(read('least-squares'))('has scikit-learn’s coefficients: $name', golden => {
    const model = fitted('regression', golden)
    if (model.form !== 'least-squares') throw new Error(model.form)
    expectNear(model.coefficients, golden.coefficients)
    expectNear(model.intercept, golden.intercept)
  })
})

describe('cumulative', () => {
  it.each(read('cumulative'))('has the coefficients, thresholds and forecasts of statsmodels: $name', golden => {
    const model = fitted('ordinal', golden)
    if (model.form !== 'cumulative') throw new Error(model.form)
    expect(model.converged).toBe(true)
    expectNear(model.coefficients, golden.coefficients, 1e-5)
    expectNear(model.thresholds, golden.thresholds, 1e-5)
    const { data, cols } = linear.predict(model, tableOf(golden.X))
    const loss = golden.y.reduce((sum, c, i) => sum - Math.log(data[i * cols + c]), 0) / golden.y.length
    expectNear(loss, golden.meanLoss, 1e-9)
    expectNear([...data.subarray(0, 3 * cols)], golden.probabilities, 1e-5)
  })
})

describe.each(['strength', 'signs'])('%s', file => {
  it.each(read(file))('has the coefficients of scikit-learn and scipy: $name', golden => {
    const model = fitted(golden.task!, golden)
    if (model.form === 'multinomial') throw new Error(model.form)
    expect(model.converged).toBe(true)
    expectNear(model.coefficients, golden.coefficients)
    if (model.form === 'cumulative') expectNear(model.thresholds, golden.thresholds)
    else expectNear(model.intercept, golden.intercept)
    expect(model.coefficients.map(w => w === 0)).toEqual([golden.coefficients].flat(2).map(w => w === 0))
  })
})
