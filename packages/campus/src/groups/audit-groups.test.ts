import { readFileSync } from 'node:fs'
import { createRandom, permutation } from '@headway/learn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomRows, traitOf } from '../../test/audit-rows.ts'
import { auditForecasts, auditGroups, type GroupAudit } from './audit-groups.ts'
import type { Measure } from './compare-groups.ts'
import { holm } from './holm.ts'

type Side = { value: number; interval: number[]; difference: number[]; p: number }
interface Golden {
  readonly probability: number[]
  readonly happened: number[]
  readonly length: number
  readonly traits: Record<string, number[]>
  readonly lines: ({ column: string; group: number; n: number; positives: number; listed: number } & Record<Measure, Side>)[]
  readonly p: number[]
  readonly holm: number[]
}

/** Made by golden/make-groups.py with fairlearn, statsmodels and scipy. */
const { audits }: { audits: Golden[] } = JSON.parse(readFileSync(new URL('../../golden/groups.json', import.meta.url), 'utf8'))

const figuresOf = (audit: GroupAudit, column: string, group: number) => audit.traits.find(t => t.column === column)!.groups[group]!.figures!

describe.each(audits)(
  'auditGroups beside fairlearn, statsmodels and scipy',
  ({ probability, happened, length, traits, lines, p, holm: adjusted }) => {
    const rows = { happened, traits: Object.entries(traits).map(([name, of]) => traitOf(name, of)) }
    const audit = auditGroups(rows, Float64Array.from(probability), { event: 'x', length })!

    it.each(lines)('$column $group', line => {
      const got = figuresOf(audit, line.column, line.group)
      expect(got).toMatchObject({ n: line.n, positives: line.positives, listed: line.listed })
      for (const measure of ['missRate', 'wronglyListed', 'calibration'] as const) {
        expect(got[measure].value).toBeCloseTo(line[measure].value, 12)
        expect(got[measure].low).toBeCloseTo(line[measure].interval[0]!, 9)
        expect(got[measure].high).toBeCloseTo(line[measure].interval[1]!, 9)
        const compared = audit.comparisons.find(
          c => c.column === line.column && c.group === `${line.column}${line.group}` && c.measure === measure,
        )
        if (line.column === 'shape' && line.group === 1) expect(compared).toBeUndefined()
        else {
          expect(compared!.low).toBeCloseTo(line[measure].difference[0]!, 9)
          expect(compared!.high).toBeCloseTo(line[measure].difference[1]!, 9)
          expect(compared!.p).toBeCloseTo(line[measure].p, 9)
        }
      }
    })

    it('corrects for all comparisons as Holm does', () => {
      expect(audit.comparisons.length).toBe(p.length)
      expect(audit.comparisons.map(c => c.p)).toEqual(audit.comparisons.map(c => c.p).toSorted((a, b) => a - b))
      holm(p).forEach((value, i) => {
        expect(value).toBeCloseTo(adjusted[i]!, 12)
      })
      expect(audit.comparisons.map(c => c.holm)).toEqual(holm(audit.comparisons.map(c => c.p)))
      const sorted = adjusted.toSorted((a, b) => a - b)
      audit.comparisons
        .map(c => c.holm)
        .toSorted((a, b) => a - b)
        .forEach((value, i) => {
          expect(value).toBeCloseTo(sorted[i]!, 9)
        })
    })
  },
)

describe('auditGroups', () => {
  const rows = randomRows(
    600,
    [
      [5, 4, 1],
      [1, 1],
    ],
    3,
  )
  const audit = auditGroups(rows, rows.probability, { event: 'failed', length: 100 })!

  it('known error: false-negative rates with group size in place of group positives', () => {
    const happened = Array.from({ length: 200 }, (_, i) => Number(i % 100 < 20))
    const probability = Float64Array.from(happened, (y, i) => (y === 1 && i < 110 ? 0.9 : 0.1))
    const { traits } = auditGroups(
      {
        happened,
        traits: [
          traitOf(
            'A',
            happened.map((_, i) => Number(i >= 100)),
          ),
        ],
      },
      probability,
      { event: 'x', length: 30 },
    )!
    expect(traits[0]!.groups.map(g => [g.figures!.n, g.figures!.positives, g.figures!.missed])).toEqual([
      [100, 20, 0],
      [100, 20, 10],
    ])
    expect(traits[0]!.groups.map(g => g.figures!.missRate.value)).toEqual([0, 0.5])
  })

  it('lists everyone: nobody is missed, and all without the event are wrongly listed', () => {
    const everyone = auditGroups(rows, rows.probability, { event: 'x', length: 600 })!
    const all = [everyone.all, ...everyone.traits.flatMap(t => t.groups.map(g => g.figures!))]
    expect(all.map(f => [f.missRate.value, f.wronglyListed.value])).toEqual(all.map(() => [0, 1]))
    for (const f of all) expect(f.passedAnyway!.value).toBeCloseTo(1 - f.positives / f.n, 12)
  })

  it('lists nobody: all are missed', () => {
    const nobody = auditGroups(rows, rows.probability, { event: 'x', length: 0 })!
    expect(nobody.all).toMatchObject({ listed: 0, missRate: { value: 1 }, wronglyListed: { value: 0 } })
    expect(nobody.all.passedAnyway).toBeUndefined()
  })

  it('lists a tenth where nobody says how many', () => {
    expect(auditGroups(rows, rows.probability, { event: 'x' })!.list.length).toBe(60)
  })

  it('relabels without changing a number, whatever the order of rows', () => {
    const order = permutation(600, createRandom(9))
    const moved = {
      happened: order.map(i => rows.happened[i]!),
      traits: rows.traits.map(t => ({ ...t, groups: t.groups.map(g => `${g}!`), of: t.of.map((_, k) => t.of[order[k]!]!) })),
    }
    const again = auditGroups(
      moved,
      Float64Array.from(order, i => rows.probability[i]!),
      { event: 'failed', length: 100 },
    )!
    const rounded = (value: unknown) =>
      JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'number' ? Number(v.toFixed(9)) : v)).replaceAll('!', ''))
    const ranked = (a: GroupAudit) => ({
      ...a,
      comparisons: a.comparisons.toSorted((x, y) => `${x.group}${x.measure}`.localeCompare(`${y.group}${y.measure}`)),
    })
    expect(rounded(ranked(again))).toEqual(rounded(ranked(audit)))
  })

  it('gives the pooled counts where groups are merged, and the total where all are added', () => {
    const [first, ...others] = rows.traits
    const merged = { ...rows, traits: [{ ...first!, groups: ['A0', 'A1 or A2'], of: first!.of.map(g => Math.min(g, 1)) }, ...others] }
    const pooled = auditGroups(merged, rows.probability, { event: 'failed', length: 100 })!
    for (const count of ['n', 'positives', 'listed', 'missed'] as const) {
      expect(figuresOf(pooled, 'A', 1)[count]).toBeCloseTo(figuresOf(audit, 'A', 1)[count] + figuresOf(audit, 'A', 2)[count], 9)
      expect(figuresOf(pooled, 'A', 0)[count] + figuresOf(pooled, 'A', 1)[count]).toBeCloseTo(pooled.all[count], 9)
    }
  })

  it('counts students, not rows, in intervals and in suppression', () => {
    const twice = (values: ArrayLike<number>) => Array.from({ length: 1200 }, (_, i) => values[i >> 1]!)
    const doubled = {
      happened: twice(rows.happened),
      traits: rows.traits.map(t => ({ ...t, of: Int32Array.from(twice(t.of)) })),
    }
    const students = Int32Array.from({ length: 1200 }, (_, i) => i >> 1)
    const p = Float64Array.from(twice(rows.probability))
    const grouped = auditGroups({ ...doubled, students }, p, { event: 'failed', length: 200 })!
    const plain = auditGroups(doubled, p, { event: 'failed', length: 200 })!
    expect(grouped.severalRows).toBe(true)
    for (const measure of ['missRate', 'wronglyListed'] as const) {
      expect(grouped.all[measure].low).toBeCloseTo(audit.all[measure].low, 9)
      expect(plain.all[measure].low).toBeGreaterThan(audit.all[measure].low)
    }
    expect(grouped.all.calibration.high).toBeCloseTo(audit.all.calibration.high, 9)
    expect(plain.all.calibration.high).toBeLessThan(audit.all.calibration.high)
    expect(grouped.comparisons.find(c => c.measure === 'missRate')!.p).toBeGreaterThan(
      plain.comparisons.find(c => c.measure === 'missRate')!.p,
    )

    const six = {
      happened: Array.from({ length: 400 }, (_, i) => i & 1),
      traits: [
        traitOf(
          'A',
          Array.from({ length: 400 }, (_, i) => (i < 100 ? 0 : i < 250 ? 1 : 2)),
        ),
      ],
    }
    const oneStudent = Int32Array.from({ length: 400 }, (_, i) => (i < 100 ? i % 18 : i))
    const half = new Float64Array(400).fill(0.5)
    const shown = (a: GroupAudit) => a.traits[0]!.groups.map(g => g.figures !== undefined)
    expect(shown(auditGroups(six, half, { event: 'x', length: 100 })!)).toEqual([true, true, true])
    expect(shown(auditGroups({ ...six, students: oneStudent }, half, { event: 'x', length: 100 })!)).toEqual([false, false, true])
  })

  it('is as wide as a bootstrap over students says, or wider', () => {
    const random = createRandom(4)
    const students = Int32Array.from({ length: 600 }, () => random.int(250))
    const worry = Float64Array.from({ length: 250 }, () => random.next())
    const probability = Float64Array.from(students, s => 0.8 * worry[s]! + 0.2 * random.next())
    const happened = probability.map((_, i) => Number(random.next() < worry[students[i]!]!))
    const trait = traitOf(
      'A',
      Array.from(students, s => s % 2),
    )
    const { all, list } = auditGroups({ happened, students, traits: [trait] }, probability, { event: 'x', length: 120 })!
    const cut = probability.toSorted()[600 - list.length]!
    const rowsOf = Array.from({ length: 250 }, (_, s) => Array.from(students.keys()).filter(i => students[i] === s))
    const rates = Array.from({ length: 2000 }, () => {
      const drawn = Array.from({ length: 250 }, () => rowsOf[random.int(250)]!)
        .flat()
        .filter(i => happened[i] === 1)
      return drawn.filter(i => probability[i]! < cut).length / drawn.length
    }).sort((a, b) => a - b)
    const width = rates[1949]! - rates[49]!
    expect((all.missRate.high - all.missRate.low) / width).toBeGreaterThan(0.97)
    expect((all.missRate.high - all.missRate.low) / width).toBeLessThan(1.4)
  })

  it('draws a curve from all missed to none, through the list length, of every group that is shown', () => {
    const { lengths, all, lines } = audit.curve!
    expect([lengths[0], lengths.at(-1), lengths.includes(100)]).toEqual([0, 600, true])
    expect([all[0], all.at(-1), all[lengths.indexOf(100)]]).toEqual([1, 0, audit.all.missRate.value])
    expect(lines.map(l => l.group)).toEqual(['A0', 'A1', 'A2', 'B0', 'B1'])
    for (const { missRates } of lines) expect(missRates.every((r, l) => l === 0 || r! <= missRates[l - 1]! + 1e-12)).toBe(true)
    for (const { column, group, missRates } of lines)
      expect(missRates[lengths.indexOf(100)]).toBeCloseTo(figuresOf(audit, column, Number(group[1])).missRate.value, 12)
  })

  it('draws the curve at fewer lengths where many would tell how groups combine', () => {
    const step = (i: number) => Math.floor(i / 24)
    const n = 480
    const p = Float64Array.from({ length: n }, (_, i) => 1 - i / n)
    const happened = p.map((_, i) => Number(i % 12 < 6))
    const first = traitOf(
      'A',
      Array.from(p, (_, i) => step(i) % 2),
    )
    const second = traitOf(
      'B',
      Array.from(p, (_, i) => (i < 4 ? 1 : step(i) % 2)),
    )
    const lengths = (traits: Parameters<typeof auditGroups>[0]['traits']) =>
      auditGroups({ happened, traits }, p, { event: 'x', length: 48 })!.curve!.lengths.length
    expect(lengths([first])).toBeGreaterThan(20)
    expect(lengths([first, second])).toBeLessThan(20)
  })

  it('says how many comparisons there were, and what remains', () => {
    expect(audit.multiplicity).toMatch(/^12 comparisons of a group with everyone else\. By chance alone 0\.6 would have p below 0\.05;/)
    expect(audit.sentence).toMatch(
      /^A list of 100 of 600 students misses \d+ % of those who had the event \(a list so short must miss at least \d+ %\)\. /,
    )
  })

  it('is nothing where too few had the event, or had it not, or no column tells rows apart', () => {
    const few = Float64Array.from(rows.happened, (_, i) => Number(i < 9))
    expect(auditGroups({ ...rows, happened: few }, rows.probability, { event: 'x' })).toBeUndefined()
    expect(auditGroups({ ...rows, happened: few.map(y => 1 - y) }, rows.probability, { event: 'x' })).toBeUndefined()
    expect(auditGroups({ ...rows, traits: [] }, rows.probability, { event: 'x' })).toBeUndefined()
    expect(auditGroups({ happened: [], traits: [] }, new Float64Array(0), { event: 'x', length: 0 })).toBeUndefined()
    expect(auditForecasts(rows, [], { event: 'x' })).toBeUndefined()
  })

  it.each([
    ['wrong_length', rows.probability.slice(1), {}],
    ['out_of_range', rows.probability.map((p, i) => (i === 5 ? NaN : p)), {}],
    ['out_of_range', rows.probability, { length: 601 }],
    ['out_of_range', rows.probability, { length: 1.5 }],
  ] as const)('refuses %s', (code, probability, options) => {
    expect(() => auditGroups(rows, Float64Array.from(probability), { event: 'x', ...options })).toThrow(expect.objectContaining({ code }))
  })

  it('refuses outcomes that are none, and rows in no group: a remainder could be worked out', () => {
    const [first] = rows.traits
    const wrong = [
      { ...rows, happened: Float64Array.from(rows.happened, (y, i) => (i === 3 ? NaN : y)) },
      { ...rows, traits: [{ ...first!, of: first!.of.map((g, i) => (i === 7 ? -1 : g)) }] },
    ]
    for (const given of wrong)
      expect(() => auditGroups(given, rows.probability, { event: 'x' })).toThrow(expect.objectContaining({ code: 'out_of_range' }))
  })

  it('never says that a group differs more often than the level allows, where none does', () => {
    let alarms = 0
    for (let seed = 0; seed < 100; seed++) {
      const r = randomRows(
        400,
        [
          [1, 1],
          [1, 1, 1],
        ],
        seed,
      )
      if (auditGroups(r, r.probability, { event: 'x' })!.comparisons.some(c => c.holm < 0.05)) alarms++
    }
    expect(alarms).toBeLessThanOrEqual(10)
  })

  it('keeps shares in [0, 1] and intervals around them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 120 }), (seed, length) => {
        const r = randomRows(120, [[3, 2, 1]], seed)
        const a = auditGroups(r, r.probability, { event: 'x', length })
        for (const f of a?.traits.flatMap(t => t.groups.flatMap(g => g.figures ?? [])) ?? []) {
          for (const { value, low, high } of [f.missRate, f.wronglyListed, ...(f.passedAnyway ? [f.passedAnyway] : [])])
            expect(0 <= low && low <= value + 1e-12 && value - 1e-12 <= high && high <= 1).toBe(true)
          expect(f.calibration.low <= f.calibration.value && f.calibration.value <= f.calibration.high).toBe(true)
        }
      }),
      { seed: 1, numRuns: 60 },
    )
  })
})
