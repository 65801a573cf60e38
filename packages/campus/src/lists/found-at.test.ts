import { readFileSync } from 'node:fs'
import { createRandom, permutation } from '@headway/learn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoresOf } from '../../test/list-data.ts'
import { anyOrder } from './event-scores.ts'
import { foundAt } from './found-at.ts'

interface Golden {
  readonly lists: readonly { y: number[]; score: (number | null)[]; lengths: number[]; found: number[] }[]
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../golden/lists/lists.json', import.meta.url), 'utf8'))

const ones = (n: number) => new Float64Array(n).fill(1)
const found = (event: readonly number[], scores: readonly number[], lengths: readonly number[], weights = ones(event.length)) =>
  foundAt(scoresOf(event, scores), lengths)(weights).map(f => f.found)

/** Rows with an event and a score of few values, so that many tie; some unknown. */
const rows = fc.array(fc.record({ e: fc.integer({ min: 0, max: 1 }), s: fc.constantFrom(0, 1, 2, 3, NaN) }), {
  minLength: 1,
  maxLength: 12,
})
const seeded = { seed: 1, numRuns: 200 }

describe('foundAt', () => {
  it('finds what exact fractions over ties find', () => {
    for (const { y, score, lengths, found: expected } of golden.lists) {
      found(
        y,
        score.map(s => s ?? NaN),
        lengths,
      ).forEach((f, l) => {
        expect(f).toBeCloseTo(expected[l]!, 12)
      })
    }
  })

  it('is what random orders within ties find on average', () => {
    const event = [1, 0, 1, 1, 0, 0, 1]
    const scores = [2, 2, 2, 1, 1, NaN, NaN]
    for (const length of [1, 2, 4, 6]) {
      let sum = 0
      for (let b = 0; b < 4000; b++) {
        const chance = permutation(7, createRandom(b))
        const value = (i: number) => (Number.isNaN(scores[i]) ? -1 : scores[i]!)
        const list = [0, 1, 2, 3, 4, 5, 6].sort((i, j) => value(j) - value(i) || chance[i]! - chance[j]!).slice(0, length)
        sum += list.reduce((hits, i) => hits + event[i]!, 0)
      }
      expect(Math.abs(found(event, scores, [length])[0]! - sum / 4000)).toBeLessThan(0.05) // 3 standard errors of the simulation
    }
  })

  it('does not depend on the order of rows, and ties gain nothing by standing first', () => {
    fc.assert(
      fc.property(rows, fc.integer(), (drawn, seed) => {
        const lengths = [1, drawn.length]
        const order = [...permutation(drawn.length, createRandom(seed))].map(i => drawn[i]!)
        const [a, b] = [drawn, order].map(list =>
          found(
            list.map(r => r.e),
            list.map(r => r.s),
            lengths,
          ),
        )
        a!.forEach((f, l) => {
          expect(f).toBeCloseTo(b![l]!, 9)
        })
      }),
      seeded,
    )
    expect(found([1, 1, 0, 0], [5, 5, 5, 5], [2])).toEqual([1])
  })

  it('counts a weight of three as three copies of the row', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 12 }), (drawn, times) => {
        const copies = drawn.flatMap((r, i) => Array.from({ length: times[i]! }, () => r))
        fc.pre(copies.length > 0)
        const n = drawn.length
        const weighted = found(
          drawn.map(r => r.e),
          drawn.map(r => r.s),
          [1],
          Float64Array.from(times.slice(0, n)),
        )
        const copied = found(
          copies.map(r => r.e),
          copies.map(r => r.s),
          [copies.length / n], // the same share of the rows
        )
        expect(weighted[0]).toBeCloseTo(copied[0]!, 9)
      }),
      seeded,
    )
  })

  it('finds every event in a list of all, and the share of the list in any order', () => {
    fc.assert(
      fc.property(rows, drawn => {
        const event = drawn.map(r => r.e)
        const n = event.length
        const all = event.reduce((a, b) => a + b, 0)
        expect(
          found(
            event,
            drawn.map(r => r.s),
            [n],
          )[0],
        ).toBeCloseTo(all, 9)
        const any = anyOrder(
          scoresOf(
            event,
            drawn.map(r => r.s),
          ),
        )
        expect(foundAt(any, [1])(ones(n))[0]!.found).toBeCloseTo(all / n, 9)
      }),
      seeded,
    )
  })

  it('lists unknown scores last, all of them tied', () => {
    expect(found([1, 1, 0, 0], [NaN, NaN, -5, 0], [2, 3, 4])).toEqual([0, 1, 2])
  })

  it('averages what each repeat finds, not the scores', () => {
    const event = Uint8Array.from([1, 0, 0, 1])
    const rows4 = Int32Array.of(0, 1, 2, 3)
    const repeats = [
      { rows: rows4, scores: Float64Array.of(4, 3, 2, 1) }, // the first row: an event
      { rows: rows4, scores: Float64Array.of(1, 9, 3, 2) }, // the second: none
    ]
    expect(foundAt({ event, repeats }, [1])(ones(4))).toEqual([{ found: 0.5, recall: 0.25 }])
  })

  it('keeps the share of a list where repeats test terms of unlike size', () => {
    const event = Uint8Array.from([1, 1, 0, 0, 0, 0])
    const repeats = [
      { rows: Int32Array.of(0, 1), scores: Float64Array.of(2, 1) },
      { rows: Int32Array.of(0, 1, 2, 3, 4, 5), scores: Float64Array.of(6, 5, 4, 3, 2, 1) },
    ]
    const [half] = foundAt({ event, repeats }, [2])(ones(6)) // of 4 on average: 1 of 2, 3 of 6
    expect(half!.found).toBeCloseTo((1 + 2) / 2, 12)
    expect(half!.recall).toBeCloseTo((1 / 2 + 1) / 2, 12)
  })
})
