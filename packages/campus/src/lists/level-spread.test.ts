import { describe, expect, it } from 'vitest'
import { levelSpread } from './level-spread.ts'
import { countRows } from './past-forecasts.ts'

/** `events` of 100 rows in each term, with forecast .5 where none is given. */
function rowsOf(events: readonly number[], p: readonly number[] = []) {
  return events.flatMap((k, term) => Array.from({ length: 100 }, (_, i) => ({ p: p[term] ?? 0.5, term, happened: Number(i < k) })))
}

function past(events: readonly number[], students = 100 * events.length) {
  return { event: 'x', ...countRows(rowsOf(events)), students }
}

describe('levelSpread', () => {
  it('is the moment estimate, worked out by hand', () => {
    // shifts −.8 and .8, weights 25: Q = 32, (32 − 1) / (50 − 25)
    const { terms, spread } = levelSpread(past([30, 70]))
    expect(terms).toBe(2)
    expect(spread ** 2).toBeCloseTo(31 / 25, 12)
  })

  it('is 0 where chance explains all, where one term is known, and where none is', () => {
    expect(levelSpread(past([49, 51])).spread).toBe(0)
    expect(levelSpread(past([30]))).toEqual({ terms: 1, spread: 0 })
    const { term: _, ...none } = past([30, 70])
    expect(levelSpread(none)).toEqual({ terms: 1, spread: 0 })
  })

  it('is 0 where terms differ as their forecasts say', () => {
    const rows = rowsOf([30, 70], [0.3, 0.7])
    expect(levelSpread({ event: 'x', ...countRows(rows), students: 200 }).spread).toBe(0)
  })

  it('is less sure of terms whose rows are of few students', () => {
    expect(levelSpread(past([30, 70], 50)).spread).toBeLessThan(levelSpread(past([30, 70])).spread)
  })

  it('leaves out a term whose forecasts are all certain', () => {
    const certain = Array.from({ length: 100 }, () => ({ p: 1, term: 2, happened: 1 }))
    expect(levelSpread({ event: 'x', ...countRows([...rowsOf([30, 70]), ...certain]), students: 300 })).toEqual(levelSpread(past([30, 70])))
  })
})
