import { readFileSync } from 'node:fs'
import { createRandom, wilsonInterval } from '@headway/learn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likeThis } from './like-this.ts'
import { countRows, type PastForecasts, pastForecastsShape } from './past-forecasts.ts'

interface Golden {
  readonly bands: readonly { n: number[]; k: number[]; tau2: number; wilson: [number, number] }[]
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../golden/lists/lists.json', import.meta.url), 'utf8'))

/** Forecasts that keep their word: the event happens with probability p. */
function drawn(m: number, seed = 1): { readonly p: number; readonly happened: number }[] {
  const random = createRandom(seed)
  const p = Array.from({ length: m }, () => Math.round(1e3 * random.next()) / 1e3).sort((a, b) => a - b)
  return p.map(q => ({ p: q, happened: Number(random.next() < q) }))
}

function past(m: number, seed = 1, termOf?: (i: number) => number): PastForecasts {
  const rows = drawn(m, seed).map((row, i) => ({ ...row, ...(termOf && { term: termOf(i) }) }))
  return { event: 'a fail', ...countRows(rows), students: m }
}

/** The .975 quantile of Student's t by degrees of freedom: tables. */
const T975 = [NaN, 12.7062047361747, 4.30265272974946, 3.18244630528371, 2.77644510519779, 2.57058183563632]

describe('likeThis', () => {
  const given = past(900)
  const rows900 = drawn(900)
  const say = likeThis(given)

  it('takes the narrowest band around the forecast that holds a hundred, by the plain definition', () => {
    for (const p of [0, 0.07, 0.3333, 0.5, 0.9, 1]) {
      const band = say(p).band!
      const distances = rows900.map(row => Math.abs(row.p - p)).sort((a, b) => a - b)
      const rows = rows900.filter(row => Math.abs(row.p - p) <= distances[99]!)
      expect(band).toMatchObject({ n: rows.length, from: rows[0]!.p, to: rows.at(-1)!.p })
      expect(band.mean).toBeCloseTo(rows.reduce((sum, row) => sum + row.p, 0) / rows.length, 12)
      expect(band.happened).toBe(rows.filter(row => row.happened).length)
      const { low, high } = wilsonInterval(band.happened, band.n)
      expect(band.low).toBeCloseTo(low, 12)
      expect(band.high).toBeCloseTo(high, 12)
      expect(band.n).toBeGreaterThanOrEqual(100)
    }
  })

  it('says it in one sentence', () => {
    const { enough, sentence, band } = say(0.93)
    expect(enough).toBe(true)
    expect(sentence).toBe(
      `Of 100 students like this, ${Math.round(100 * band!.share)} had a fail (${Math.round(100 * band!.low)} to ${Math.round(100 * band!.high)}, from ${band!.n}).`,
    )
  })

  it('is not enough to go on where neither outcome can be singled out, and says so with the remedy', () => {
    const unsure = say(0.5)
    expect(unsure).toMatchObject({ enough: false, reason: expect.stringContaining('neither outcome'), band: { n: expect.any(Number) } })
    expect(unsure.sentence).toMatch(/^Not enough to go on: .* Of 100 students like this.* Talk to the student/)
    expect([say(0.02).enough, say(0.98).enough]).toEqual([true, true])
  })

  it('is not enough to go on with fewer than a hundred past students', () => {
    const few = likeThis(past(99))(0.2)
    expect(few.enough).toBe(false)
    expect(few.band).toBeUndefined()
    expect(few.sentence).toBe(
      'Not enough to go on: only 99 past students have a forecast that was made without them, and 100 are needed. Add past students whose outcome is known, and train again.',
    )
    expect(likeThis(past(100))(0.5).band!.n).toBe(100)
  })

  it('is not enough to go on where the nearest hundred are not like this one', () => {
    const far = likeThis(past(160))(0.97)
    expect(far).toMatchObject({
      enough: false,
      reason: expect.stringMatching(
        /^the 100 past students nearest to a forecast of 97 % had forecasts from \d\d to 100 %, \d\d % on average$/,
      ),
    })
    expect(far.band).toBeUndefined()
    expect(far.sentence).not.toContain('students like this')
  })

  it('takes everybody whose forecast ties with the hundredth', () => {
    const tied = {
      event: 'x',
      p: [0.38],
      n: [412],
      happened: [157],
      students: 412,
    }
    expect(likeThis(tied)(0.4).band).toMatchObject({ n: 412, happened: 157, from: 0.38, to: 0.38 })
  })

  it('is wider by what terms differ beyond chance (DerSimonian and Laird), by t as the spread is known from few', () => {
    for (const { n, k, tau2, wilson } of golden.bands) {
      const total = n.reduce((a, b) => a + b, 0)
      const share = k.reduce((a, b) => a + b, 0) / total
      const rows = n.flatMap((size, t) => Array.from({ length: size }, (_, i) => ({ p: share, term: t, happened: Number(i < k[t]!) })))
      const { band } = likeThis({ event: 'x', ...countRows(rows), students: total })(share)
      expect(band!.betweenTerms ** 2).toBeCloseTo(tau2, 9)
      const spread = T975[n.length - 1]! ** 2 * tau2 * (1 + n.reduce((sum, size) => sum + (size / total) ** 2, 0))
      expect(band!.low).toBeCloseTo(Math.max(0, share - Math.sqrt((share - wilson[0]) ** 2 + spread)), 9)
      expect(band!.high).toBeCloseTo(Math.min(1, share + Math.sqrt((wilson[1] - share) ** 2 + spread)), 9)
    }
  })

  it('is no surer for several rows of one student', () => {
    const { low, high } = say(0.8).band!
    const shared = likeThis({ ...given, students: 450 })(0.8).band!
    expect(shared.low < low && shared.high > high).toBe(true)
  })

  it('holds the truth about as often as it says: the observed share of the next hundred', () => {
    let held = 0
    for (let seed = 0; seed < 200; seed++) {
      const { band } = likeThis(past(600, seed))(0.7)
      held += Number(band!.low <= 0.7 && 0.7 <= band!.high)
    }
    expect(wilsonInterval(held, 200).high).toBeGreaterThan(0.95)
  })

  it('stays within 0 and 1, for any forecast', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(30), (p, seed) => {
        const { band } = likeThis(past(800, seed, i => i % 3))(p)
        expect(0 <= band!.low && band!.low <= band!.share && band!.share <= band!.high && band!.high <= 1).toBe(true)
      }),
      { seed: 1, numRuns: 100 },
    )
  })
})

describe('pastForecastsShape', () => {
  const good = past(5)
  it.each<[string, object, RegExp | undefined]>([
    ['as it is', {}, undefined],
    ['an outcome too few', { happened: [1] }, /as many counts/],
    ['a count too few', { n: [1] }, /as many counts/],
    ['a term too few', { term: [1] }, /as many counts/],
    ['more events than rows', { happened: [0, 0, 0, 2, 0] }, /happened\[3\] must be at most 1/],
    ['a count of none', { n: [1, 1, 0, 1, 1] }, /\.n\[2\]/],
    ['out of order', { p: [0.5, 0.4, 0.6, 0.7, 0.8] }, /\.p\[1\] must not be below/],
    ['more students than rows', { students: 6 }, /students must be at most 5/],
    ['a forecast above 1', { p: [0.1, 0.2, 0.3, 0.4, 1.1] }, /from 0 to 1/],
    ['nobody', { p: [], happened: [], n: [] }, /1 or more items/],
  ])('%s', (_, changes, says) => {
    const wrong = pastForecastsShape({ ...good, ...changes })
    if (says) expect(wrong).toMatch(says)
    else expect(wrong).toBeUndefined()
  })
})
