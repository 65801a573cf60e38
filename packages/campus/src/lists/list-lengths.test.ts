import { readFileSync } from 'node:fs'
import { resampler, wilsonInterval } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { drawn, lister, scoresOf } from '../../test/list-data.ts'
import { anyOrder } from './event-scores.ts'
import { listLengths } from './list-lengths.ts'

interface Golden {
  readonly lists: readonly { y: number[]; score: (number | null)[]; lengths: number[]; precision: [number, number][] }[]
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../golden/lists/lists.json', import.meta.url), 'utf8'))

const { event, scores } = drawn(200, 3)
const model = lister('model', scoresOf(event, scores()))
const chance = lister('prior', anyOrder(model.scores))
const options = { event: 'G below 2', seed: 1, resamples: 200 }

describe('listLengths', () => {
  const table = listLengths([chance, model], { ...options, lengths: [13, 40] })!

  it('lists the shares that every table has, and the lengths given, each once', () => {
    expect(table.lengths.map(l => l.listed)).toEqual([4, 10, 13, 20, 40, 60])
    expect(table.lengths.map(l => l.share)).toEqual([0.02, 0.05, 0.065, 0.1, 0.2, 0.3])
  })

  it('gives found, recall and precision that are one number seen three ways', () => {
    const events = event.reduce((a, b) => a + b, 0)
    for (const { listed, lines } of table.lengths) {
      for (const { found, recall, precision } of lines) {
        expect(recall.value).toBeCloseTo(found.value / events, 12)
        expect(precision.value).toBeCloseTo(found.value / listed, 12)
        for (const { value, low, high } of [found, recall, precision]) expect(low <= value && value <= high).toBe(true)
      }
    }
  })

  it('never says that a list finds more than it holds, or more than all', () => {
    for (const { listed, lines } of table.lengths) {
      for (const { found, recall, precision } of lines) {
        expect(found.high).toBeLessThanOrEqual(listed)
        expect(recall.high).toBeLessThanOrEqual(1)
        expect(precision.high).toBeLessThanOrEqual(1)
      }
    }
  })

  it('finds by chance what chance finds: the list times the share of events', () => {
    for (const { listed, lines } of table.lengths) expect(lines[0]!.found.value).toBeCloseTo((listed * table.events) / 200, 9)
  })

  it('bootstraps as the plain definition does: rows drawn anew, sorted anew', () => {
    const draw = resampler(Int32Array.from(event.keys()), 200, undefined, 1)
    const p = model.scores.repeats[0]!.scores
    const drawnFound = Array.from({ length: 200 }, (_, b) => {
      const rows = [...draw(b)].flatMap((times, i) => Array.from({ length: times }, () => i))
      const list = rows.sort((i, j) => p[j]! - p[i]!).slice(0, 20)
      return list.reduce((sum, i) => sum + event[i]!, 0)
    }).sort((a, b) => a - b)
    const { value, low, high } = table.lengths[3]!.lines[1]!.found
    const wilson = wilsonInterval(value, 20)
    const below = drawnFound[4]! + 0.975 * (drawnFound[5]! - drawnFound[4]!) // type 7 quantiles of 200
    const above = drawnFound[194]! + 0.025 * (drawnFound[195]! - drawnFound[194]!)
    expect(low).toBeCloseTo(Math.min(below, 20 * wilson.low), 9)
    expect(high).toBeCloseTo(Math.max(above, 20 * wilson.high), 9)
  })

  it("is never surer of precision than Wilson's interval, and just as sure of a list that finds all it lists", () => {
    for (const { y, score, lengths, precision } of golden.lists) {
      const given = lister(
        'x',
        scoresOf(
          y,
          score.map(s => s ?? NaN),
        ),
      )
      const of = listLengths([given], { ...options, lengths })!
      lengths.forEach((length, l) => {
        const line = of.lengths.find(({ listed }) => listed === length)!.lines[0]!
        expect(line.precision.low).toBeLessThanOrEqual(precision[l]![0] + 1e-12)
        expect(line.precision.high).toBeGreaterThanOrEqual(precision[l]![1] - 1e-12)
      })
    }
  })

  it('is not sure of a list of four that finds four', () => {
    const { found, precision } = listLengths([lister('model', scoresOf(event, event))], options)!.lengths[0]!.lines[0]!
    expect(precision).toMatchObject({ value: 1, high: 1 })
    expect(precision.low).toBeCloseTo(wilsonInterval(4, 4).low, 12)
    expect(found.low).toBeCloseTo(4 * precision.low, 12)
  })

  it('is no surer for having several rows of one student', () => {
    const twice = (list: readonly number[]) => list.flatMap(x => [x, x])
    const students = event.flatMap((_, i) => [i, i])
    const doubled = listLengths([lister('model', scoresOf(twice(event), twice(scores()), students))], { ...options, lengths: [] })!
    const line = doubled.lengths.find(l => l.listed === 40)!.lines[0]!
    const single = table.lengths.find(l => l.listed === 20)!.lines[1]!
    for (const figure of ['recall', 'precision'] as const) {
      expect(line[figure].low).toBeCloseTo(single[figure].low, 9)
      expect(line[figure].high).toBeCloseTo(single[figure].high, 9)
    }
    expect(doubled.lengths[0]!.sentence).toContain('of 400 enrolments')
  })

  it('says it in one sentence', () => {
    const small = listLengths([lister('model', scoresOf([1, 1, 0, 0, 1, 0, 0, 0, 0, 0], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]))], options)!
    expect(small.lengths.at(-1)!.sentence).toMatch(
      /^Listing 3 of 10 students finds 2 of the 3 with G below 2 \(\d to \d\); 1 would be listed without need\.$/,
    )
  })

  it('says nothing where nobody had the event, or all did', () => {
    expect(listLengths([lister('model', scoresOf([0, 0], [1, 2]))], options)).toBeUndefined()
    expect(listLengths([lister('model', scoresOf([1, 1], [1, 2]))], options)).toBeUndefined()
  })

  it('never lists more than there are, nor none', () => {
    const two = listLengths([lister('model', scoresOf([0, 1], [1, 2]))], { ...options, lengths: [50, 0] })!
    expect(two.lengths.map(l => l.listed)).toEqual([1, 2])
  })
})
