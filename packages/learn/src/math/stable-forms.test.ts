import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bothSigmoids, logit, logSumExp, sigmoid, softmaxInPlace, softplus } from './index.ts'

const score = fc.double({ min: -700, max: 700, noNaN: true })
const scores = fc.array(score, { minLength: 1, maxLength: 9 })

describe('sigmoid', () => {
  it('agrees with the definition and mirrors itself', () => {
    fc.assert(
      fc.property(score, t => {
        expect(sigmoid(t)).toBeCloseTo(1 / (1 + Math.exp(-t)), 14)
        expect(sigmoid(t) + sigmoid(-t)).toBeCloseTo(1, 14)
      }),
      { seed: 1 },
    )
  })

  it.each([
    [-Infinity, 0],
    [-1000, 0],
    [0, 0.5],
    [1000, 1],
    [Infinity, 1],
  ])('of %d is %d', (t, p) => {
    expect(sigmoid(t)).toBe(p)
  })

  it('keeps its lower tail', () => {
    expect(sigmoid(-40) / Math.exp(-40)).toBeCloseTo(1, 12)
  })
})

it('bothSigmoids gives the two of opposite scores, bit for bit', () => {
  const into = new Float64Array(4).fill(7)
  const look = (t: number) => {
    bothSigmoids(t, into, 1)
    expect([...into]).toEqual([7, sigmoid(-t), sigmoid(t), 7])
  }
  fc.assert(fc.property(fc.double(), look), { seed: 4, numRuns: 1000 })
  fc.assert(fc.property(score, look), { seed: 5, numRuns: 1000 })
  ;[0, -0, Infinity, -Infinity, NaN].forEach(look)
})

describe('softplus', () => {
  it('is −log of the sigmoid of the opposite', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 30, noNaN: true }), t => {
        expect(softplus(t)).toBeCloseTo(-Math.log(sigmoid(-t)), 9)
      }),
      { seed: 2 },
    )
  })

  it.each([
    [1000, 1000],
    [-1000, 0],
    [0, Math.LN2],
  ])('of %d is %d', (t, value) => {
    expect(softplus(t)).toBe(value)
  })
})

describe('logit', () => {
  it('is the inverse of the sigmoid', () => {
    fc.assert(
      fc.property(fc.double({ min: -500, max: 15, noNaN: true }), t => {
        expect(logit(sigmoid(t))).toBeCloseTo(t, 8)
      }),
      { seed: 3 },
    )
  })

  it.each([
    [0, -Infinity],
    [0.5, 0],
    [1, Infinity],
  ])('of %d is %d', (p, t) => {
    expect(logit(p)).toBeCloseTo(t, 15)
  })
})

describe('logSumExp', () => {
  it('agrees with the definition where that does not overflow', () => {
    fc.assert(
      fc.property(scores, values => {
        const plain = Math.log(values.reduce((sum, v) => sum + Math.exp(v), 0))
        if (Number.isFinite(plain)) expect(logSumExp(values)).toBeCloseTo(plain, 10)
      }),
      { seed: 4 },
    )
  })

  it('moves with its values, however large', () => {
    expect(logSumExp([10_000, 10_000])).toBe(10_000 + Math.LN2)
    expect(logSumExp([-10_000, -10_000])).toBe(-10_000 + Math.LN2)
  })

  it('of nothing is −Infinity, and looks only at the asked range', () => {
    expect(logSumExp([])).toBe(-Infinity)
    expect(logSumExp([99, 0, 0, 99], 1, 2)).toBe(Math.LN2)
  })
})

describe('softmaxInPlace', () => {
  it('makes probabilities in the ratio of the exponentials and returns the log of their sum', () => {
    fc.assert(
      fc.property(scores, values => {
        const p = Float64Array.from(values)
        const total = softmaxInPlace(p)
        expect(total).toBeCloseTo(logSumExp(values), 12)
        expect(p.reduce((sum, v) => sum + v, 0)).toBeCloseTo(1, 12)
        values.forEach((v, c) => {
          expect(p[c]).toBeCloseTo(Math.exp(v - total), 12)
        })
      }),
      { seed: 5 },
    )
  })

  it('changes only the asked range', () => {
    const p = Float64Array.of(7, 0, 0, 7)
    softmaxInPlace(p, 1, 2)
    expect([...p]).toEqual([7, 0.5, 0.5, 7])
  })
})
