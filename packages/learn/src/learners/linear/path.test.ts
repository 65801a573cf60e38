import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { partOf, taskOf, toyPart } from '../../../test/learner-data.ts'
import type { TaskKind } from '../../task.ts'
import { linear } from './linear.ts'
import type { LinearModel } from './model.ts'
import { linearPath } from './path.ts'

const ctx = { seed: 1 }
const kinds: TaskKind[] = ['binary', 'multiclass', 'ordinal', 'regression']

interface Golden {
  readonly name: string
  readonly X: number[][]
  readonly y: number[]
  readonly params: { readonly l1Ratio: number; readonly lambdas: number }
  readonly lambdas: number[]
  readonly coefficients: number[][]
}

const golden: Golden[] = JSON.parse(readFileSync(new URL('../../../golden/linear/path.json', import.meta.url), 'utf8'))

function coefficientsOf(model: LinearModel): readonly number[] {
  return model.form === 'multinomial' ? model.coefficients.flat() : model.coefficients
}

describe('linearPath', () => {
  it.each(golden)('has the lambdas and coefficients of scikit-learn’s path: $name', ({ X, y, params, lambdas, coefficients }) => {
    const path = linearPath(partOf(X, y, taskOf('regression')), { ...params, tolerance: 1e-12 }, ctx)
    lambdas.forEach((lambda, step) => {
      expect(Math.abs(path.lambdas[step] / lambda - 1)).toBeLessThan(1e-9)
      coefficientsOf(path.models[step]).forEach((w, j) => {
        expect(Math.abs(w - coefficients[step][j])).toBeLessThan(1e-8)
      })
    })
  })

  it.each(kinds)('begins for %s where all coefficients are 0, and just below they are not', kind => {
    for (const params of [
      {},
      { l1Ratio: 0.4 },
      { strength: { x0: 0.2, x1: 3 } },
      ...(kind === 'multiclass' ? [] : [{ signs: { x0: -1 } as const }]),
    ]) {
      const part = toyPart(kind, { rows: 80, columns: 4 })
      const { lambdas, models } = linearPath(part, { ...params, lambdas: 3 }, ctx)
      expect(coefficientsOf(models[0]).every(w => w === 0)).toBe(true)
      const below = linearPath(part, { ...params, lambdas: [lambdas[0] * (1 - 1e-4)], tolerance: 1e-12 }, ctx)
      expect(coefficientsOf(below.models[0]).some(w => w !== 0)).toBe(true)
      expect(coefficientsOf(models[2]).filter(w => w !== 0).length).toBeGreaterThan(1)
    }
  })

  it.each(kinds)('gives for %s the models that the learner finds from a cold start', kind => {
    for (const params of [{ l1Ratio: 1 }, { l1Ratio: 0.3, strength: { x2: 0.1 } }]) {
      const part = toyPart(kind, { rows: 80, columns: 5 })
      const { lambdas, models } = linearPath(part, { ...params, lambdas: 6, tolerance: 1e-11 }, ctx)
      lambdas.forEach((lambda, step) => {
        const cold = linear.fit(part, { ...params, lambda, tolerance: 1e-11 }, ctx)
        expect([cold.converged, models[step].converged]).toEqual([true, true])
        const warm = linear.predict(models[step], part.table)
        linear.predict(cold, part.table).data.forEach((v, i) => {
          expect(Math.abs(warm.data[i] - v)).toBeLessThan(1e-8)
        })
      })
    }
  })

  it('needs fewer iterations than cold starts', () => {
    const part = toyPart('binary', { rows: 80, columns: 5 })
    const { lambdas, models } = linearPath(part, { lambdas: 30 }, ctx)
    const cold = lambdas.map(lambda => linear.fit(part, { l1Ratio: 1, lambda }, ctx))
    const sum = (all: readonly LinearModel[]) => all.reduce((total, { iterations }) => total + iterations, 0)
    expect(sum(models)).toBeLessThan(0.8 * sum(cold))
  })

  it('spaces lambdas evenly in their logarithms, and sorts those it is given', () => {
    const part = toyPart('regression')
    const { lambdas } = linearPath(part, { lambdas: 4, span: 1e-2 }, ctx)
    for (const step of [1, 2, 3]) expect(lambdas[step] / lambdas[step - 1]).toBeCloseTo(1e-2 ** (1 / 3), 12)
    expect(linearPath(part, {}, ctx).lambdas).toHaveLength(50)
    expect(linearPath(part, { lambdas: [0, 0.5, 0.1], l1Ratio: 0 }, ctx).lambdas).toEqual([0.5, 0.1, 0])
  })

  it('is the lambda 0 alone where no column pulls', () => {
    for (const X of [
      [[], [], []],
      [[5], [5], [5]],
    ]) {
      const { lambdas, models } = linearPath(partOf(X, [1, 2, 6], taskOf('regression')), {}, ctx)
      expect(lambdas).toEqual([0])
      expect(models[0]).toMatchObject({ intercept: 3 })
    }
  })

  it('refuses a count without an absolute penalty, and lambdas below 0', () => {
    const refused = (params: object) =>
      expect(() => linearPath(toyPart('binary'), params, ctx)).toThrow(expect.objectContaining({ code: 'bad_param' }))
    refused({ l1Ratio: 0 })
    refused({ lambdas: 0 })
    for (const lambdas of [[], ['1'], 'x', null, undefined]) refused({ lambdas })
    refused({ lambdas: [0.1, -1] })
    refused({ span: 0 })
  })

  it('tells of every lambda, and stops when asked', () => {
    const seen: number[] = []
    linearPath(toyPart('binary'), { lambdas: 4 }, { seed: 1, progress: ({ done, total }) => seen.push(done, total) })
    expect(seen).toEqual([1, 4, 2, 4, 3, 4, 4, 4])
    let steps = 0
    const signal = {
      get aborted() {
        return steps > 1
      },
    }
    const stopped = () => linearPath(toyPart('binary'), {}, { seed: 1, signal, progress: () => steps++ })
    expect(stopped).toThrow(expect.objectContaining({ code: 'aborted' }))
    expect(steps).toBe(2)
  })
})
