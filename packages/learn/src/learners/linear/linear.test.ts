import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partOf, tableOf, taskOf, toyPart } from '../../../test/learner-data.ts'
import type { TaskKind } from '../../task.ts'
import { linear } from './linear.ts'

const ctx = { seed: 1 }
const rows = fc.array(
  fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), fc.constantFrom(0, 1, 2, 3)),
  { minLength: 12, maxLength: 30 },
)

describe('linear', () => {
  it('meets the optimality conditions of its own objective, in the units of the table', () => {
    fc.assert(
      fc.property(
        rows,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (data, lambda, l1Ratio) => {
          const y = data.map(r => r[2] % 2)
          fc.pre(new Set(y).size === 2)
          const X = data.map(([a, b]) => [a, b * 10 + 40])
          const weights = data.map(r => 1 + r[2])
          const part = partOf(X, y, taskOf('binary'), weights)
          const model = linear.fit(part, { lambda, l1Ratio, tolerance: 1e-12 }, ctx)
          const p = linear.predict(model, part.table)
          const total = weights.reduce((sum, w) => sum + w, 0)
          const pull = (x: (i: number) => number) =>
            y.reduce((sum, yi, i) => sum + (weights[i] / total) * (p.data[2 * i + 1] - yi) * x(i), 0)
          expect(pull(() => 1)).toBeCloseTo(0, 8)
          if (model.form !== 'logistic') throw new Error(model.form)
          model.coefficients.forEach((w, j) => {
            const smooth = pull(i => X[i][j]) + lambda * (1 - l1Ratio) * w
            if (w === 0) expect(Math.abs(smooth)).toBeLessThanOrEqual(lambda * l1Ratio + 1e-6)
            else expect(smooth + lambda * l1Ratio * Math.sign(w)).toBeCloseTo(0, 6)
          })
        },
      ),
      { seed: 7, numRuns: 60 },
    )
  })

  it('models an ordinal task of two classes as a binary one', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0.01, max: 1, noNaN: true }), (data, lambda) => {
        const y = data.map(r => r[2] % 2)
        fc.pre(new Set(y).size === 2)
        const X = data.map(r => [r[0], r[1]])
        const a = linear.predict(linear.fit(partOf(X, y, taskOf('binary')), { lambda }, ctx), tableOf(X))
        const b = linear.predict(linear.fit(partOf(X, y, taskOf('ordinal', 2)), { lambda }, ctx), tableOf(X))
        a.data.forEach((v, i) => {
          expect(b.data[i]).toBeCloseTo(v, 6)
        })
      }),
      { seed: 8, numRuns: 30 },
    )
  })

  it('forecasts a higher class for a higher score', () => {
    const part = toyPart('ordinal', { rows: 80, classes: 5 })
    const model = linear.fit(part, {}, ctx)
    const { data } = linear.predict(model, tableOf([-2, -1, 0, 1, 2].map(x => [x, -x, 0])))
    const mean = (i: number) => [0, 1, 2, 3, 4].reduce((sum, c) => sum + c * data[i * 5 + c], 0)
    expect([0, 1, 2, 3].every(i => mean(i) < mean(i + 1))).toBe(true)
  })

  it('takes the link that an ordinal task asks for', () => {
    const part = toyPart('ordinal')
    expect(linear.fit(part, {}, ctx).form).toBe('cumulative')
    expect(linear.fit(part, { link: 'multinomial' }, ctx).form).toBe('multinomial')
  })

  it('keeps a constant column at zero and a repeated one finite', () => {
    for (const kind of ['binary', 'multiclass', 'ordinal', 'regression'] as TaskKind[]) {
      for (const lambda of [0, 0.1]) {
        const toy = toyPart(kind, { rows: 90, columns: 2, classes: kind === 'binary' ? 2 : 3 })
        const [a, b] = toy.table.columns
        const X = Array.from(toy.y, (_, i) => {
          const [x0, x1] = [a, b].map(c => (c.kind === 'numeric' ? c.values[i] : 0))
          return [x0, 5, x1, x0]
        })
        const model = linear.fit(partOf(X, toy.y, toy.task), { lambda }, ctx)
        const coefficients = model.form === 'multinomial' ? model.coefficients : [model.coefficients]
        for (const row of coefficients) {
          expect(row[1]).toBe(0)
          expect(row.every(Number.isFinite)).toBe(true)
          expect(row[3]).toBeCloseTo(row[0], 4)
        }
      }
    }
  })

  it.each<[TaskKind, object]>([
    ['binary', {}],
    ['multiclass', {}],
    ['ordinal', {}],
    ['ordinal', { link: 'multinomial' }],
  ])('says of separated %s classes without a penalty (%o) that it did not converge, and stays finite', (kind, params) => {
    const k = kind === 'binary' ? 2 : 3
    const X = Array.from({ length: 12 }, (_, i) => [i, (i * 7) % 5])
    const y = X.map(([x]) => Math.floor((x * k) / 12))
    const model = linear.fit(partOf(X, y, taskOf(kind, k)), { ...params, lambda: 0 }, ctx)
    expect(model.converged).toBe(false)
    const { data, cols } = linear.predict(model, tableOf(X))
    expect(data.every(Number.isFinite)).toBe(true)
    y.forEach((c, i) => {
      expect(data[i * cols + c]).toBeGreaterThan(0.4)
    })
  })

  it('stops at quasi-separated classes too', () => {
    const X = [[0], [0], [0], [0], [1], [1], [1]]
    const model = linear.fit(partOf(X, [0, 1, 0, 1, 1, 1, 1], taskOf('binary')), { lambda: 0 }, ctx)
    expect(model.converged).toBe(false)
    expect(linear.predict(model, tableOf([[0], [1]])).data.map(p => Math.round(p * 1e6) / 1e6)).toEqual(Float64Array.of(0.5, 0.5, 0, 1))
  })

  it.each<[TaskKind, number]>([
    ['multiclass', 3],
    ['binary', 2],
    ['ordinal', 3],
  ])('converges on %s rows whatever the units of the columns and the penalty', (kind, k) => {
    const toy = toyPart(kind, { rows: 90, columns: 40, classes: k })
    const units = toy.table.columns.map((_, j) => 10 ** ((j % 9) - 4))
    const X = Array.from(toy.y, (_, i) => toy.table.columns.map((c, j) => (c.kind === 'numeric' ? units[j] * (c.values[i] + 3) : 0)))
    const part = partOf(X, toy.y, toy.task)
    for (const lambda of [1e-3, 0.1, 1e3]) {
      for (const l1Ratio of [0, 0.5]) expect(linear.fit(part, { lambda, l1Ratio }, ctx).converged, `${lambda} ${l1Ratio}`).toBe(true)
    }
  })

  it('gives a class without rows a small probability wherever it was trained', () => {
    const X = Array.from({ length: 40 }, (_, i) => [(i % 10) - 4.5, (i * 7) % 11])
    const noisy = X.map(([x], i) => (x + (i % 3) * 2 > 1 ? 1 : 0) + (x - (i % 4) > 0 ? 1 : 0)) // 0, 1, 2
    for (const [link, classes] of [
      ['cumulative', [2, 3, 6]],
      ['multinomial', [2, 3, 6]],
      ['cumulative', [0, 5, 7]],
    ] as const) {
      const part = partOf(
        X,
        noisy.map(c => classes[c]),
        taskOf('ordinal', 8),
      )
      const { data } = linear.predict(linear.fit(part, { link }, ctx), part.table)
      for (let i = 0; i < X.length; i++) {
        for (let c = 0; c < 8; c++) {
          if ((classes as readonly number[]).includes(c)) continue
          expect(data[i * 8 + c]).toBeGreaterThan(0)
          expect(data[i * 8 + c]).toBeLessThanOrEqual(0.5 / 41 + 1e-12)
        }
      }
    }
  })

  it('fits intercepts alone to the shares of the classes', () => {
    const y = [0, 0, 0, 1, 2, 2]
    for (const kind of ['multiclass', 'ordinal'] as TaskKind[]) {
      const part = partOf(
        y.map(() => []),
        y,
        taskOf(kind, 3),
      )
      const p = linear.predict(linear.fit(part, {}, ctx), part.table)
      expect([...p.data.subarray(0, 3)].map(v => v.toFixed(6))).toEqual(['0.500000', '0.166667', '0.333333'])
    }
  })

  it('calls `progress` and stops between iterations', () => {
    let calls = 0
    const signal = {
      get aborted() {
        return calls > 2
      },
    }
    const stopped = () => linear.fit(toyPart('ordinal'), { tolerance: 1e-14 }, { seed: 1, signal, progress: () => calls++ })
    expect(stopped).toThrow(expect.objectContaining({ code: 'aborted' }))
    expect(calls).toBe(3)
  })

  it.each([
    [{ lambda: -1 }, 'bad_param', /lambda must lie in/],
    [{ lambda: NaN }, 'bad_param', /lambda must lie in/],
    [{ lambda: Infinity }, 'bad_param', /lambda must lie in/],
    [{ l1Ratio: 2 }, 'bad_param', /l1Ratio must lie in \[0, 1\], got 2/],
    [{ tolerance: 0 }, 'bad_param', /tolerance must lie in/],
    [{ maxIterations: 0.5 }, 'bad_param', /maxIterations must be a whole number/],
    [{ link: 'probit' as 'cumulative' }, 'bad_param', /link must be cumulative or multinomial, got probit/],
  ])('refuses %o', (params, code, message) => {
    expect(() => linear.fit(toyPart('ordinal'), params, ctx)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
  })

  it.each<TaskKind>(['binary', 'multiclass', 'ordinal'])('refuses %s rows of one class', kind => {
    const part = partOf([[1], [2], [3]], [1, 1, 1], taskOf(kind))
    expect(() => linear.fit(part, {}, ctx)).toThrow(
      expect.objectContaining({ code: 'too_few_rows', message: expect.stringContaining('1') }),
    )
  })

  it('refuses numbers whose squares are not finite', () => {
    const part = partOf([[1e200], [-1e200], [3]], [0, 1, 0], taskOf('binary'))
    expect(() => linear.fit(part, {}, ctx)).toThrow(expect.objectContaining({ code: 'not_finite', message: expect.stringContaining('x0') }))
  })

  it('refuses no rows', () => {
    expect(() => linear.fit(partOf([], [], taskOf('regression')), {}, ctx)).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
  })
})
