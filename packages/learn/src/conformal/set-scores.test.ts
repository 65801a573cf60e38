import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrix } from '../matrix.ts'
import { newShares, setScores, trueScores } from './set-scores.ts'

const chances = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 8 }).map(parts => {
  const sum = parts.reduce((a, b) => a + b, 0)
  return parts.map(part => (sum === 0 ? 1 / parts.length : part / sum))
})
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('draws', () => {
  it('of the fit and of new rows are not the same under one seed, and differ by row', () => {
    const sure = matrix(3, 1, [1, 1, 1]) // one class: the score is the draw
    const fit = trueScores('adaptive', new Float64Array(3), sure, 5)
    expect(new Set([...fit, ...newShares(3, true, 5)]).size).toBe(6)
    expect([...trueScores('adaptive', new Float64Array(3), sure, undefined), ...newShares(3, false, 5)]).toEqual([0, 0, 0, 0, 0, 0])
  })
})

describe('setScores', () => {
  it('by hand', () => {
    const p = [0.125, 0.25, 0, 0.375, 0.25]
    expect(setScores('lac', p, 0)).toEqual([0.875, 0.75, 1, 0.625, 0.75])
    expect(setScores('adaptive', p, 1)).toEqual([1, 0.625, 1, 0.375, 0.875])
    expect(setScores('adaptive', p, 0)).toEqual([0.875, 0.375, 1, 0, 0.625])
    expect(setScores('contiguous', p, 1)).toEqual([1, 0.875, 0.625, 0.375, 0.625]) // 3, 4, then 2, 1, 0
    expect(setScores('contiguous', p, 0.5)).toEqual([0.9375, 0.75, 0.625, 0.1875, 0.5])
  })

  it('adaptive: what is likelier (or as likely and lower) comes before, by the definition', () => {
    fc.assert(
      fc.property(chances, share, (p, u) => {
        setScores('adaptive', p, u).forEach((score, c) => {
          const before = p.filter((q, d) => q > p[c] || (q === p[c] && d < c)).reduce((a, b) => a + b, 0)
          expect(score).toBeCloseTo(before + u * p[c], 12)
        })
      }),
      { seed: 1 },
    )
  })

  it('contiguous: sets never have a gap, whatever the bound', () => {
    fc.assert(
      fc.property(chances, share, (p, u) => {
        const scores = setScores('contiguous', p, u)
        for (const bound of scores) {
          for (const set of [scores.flatMap((s, c) => (s <= bound ? [c] : [])), scores.flatMap((s, c) => (s < bound ? [c] : []))]) {
            expect(set).toEqual(set.map((_, j) => set[0] + j))
          }
        }
      }),
      { seed: 1 },
    )
  })

  it('contiguous: starts at the likeliest class and takes the likelier neighbour, the lower of two alike', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 8 }), parts => {
        const sum = parts.reduce((a, b) => a + b, 0)
        const p = parts.map(part => part / sum)
        const scores = setScores('contiguous', p, 1)
        const entered = [...p.keys()].sort((a, b) => scores[a] - scores[b])
        expect(entered[0]).toBe(p.indexOf(Math.max(...p)))
        for (let m = 1; m < p.length; m++) {
          const before = entered.slice(0, m)
          const neighbours = [Math.min(...before) - 1, Math.max(...before) + 1].filter(c => p[c] !== undefined)
          const likelier = Math.max(...neighbours.map(c => p[c]))
          expect(entered[m]).toBe(neighbours.find(c => p[c] === likelier))
        }
      }),
      { seed: 1 },
    )
  })
})
