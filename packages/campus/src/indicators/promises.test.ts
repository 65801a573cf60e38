import { describe, expect, it } from 'vitest'
import { generateRecords } from '../generate/generate-records.ts'
import { cut } from '../moment/cut.ts'
import type { Records } from '../records/records.ts'
import { indicatorsFor } from './index.ts'

const { records } = generateRecords({ newStudents: 60, terms: 3, courses: 2, seed: 9 })
const kinds = records.resources.kinds
const moments = [-3, 0, 10, 56, 119]
const delays = { marking: 10, results: 14 }
const at = (day: number, of: Records = records) => cut(of, { kind: 'day', day }, delays).known

const all = indicatorsFor(kinds)

describe('the list of indicators', () => {
  it('has at least forty, each once, under a stable name', () => {
    expect(all.length).toBeGreaterThanOrEqual(40)
    expect(new Set(all.map(i => i.name)).size).toBe(all.length)
    expect(new Set(all.map(i => i.title)).size).toBe(all.length)
    for (const { name } of all) expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/)
  })

  it('has the simple rules of the field among them', () => {
    expect(all.flatMap(i => i.rule ?? [])).toEqual(
      expect.arrayContaining(['days since last activity', 'mean score so far', 'marks earned so far', 'last result']),
    )
  })
})

describe.each(all)('$name', indicator => {
  const values = moments.map(day => indicator.compute(at(day)))

  it('has one value per row, in its range, whole where it says so, null only where it says when', () => {
    values.forEach((column, m) => {
      expect(column).toHaveLength(at(moments[m]!).rows)
      for (const value of column) {
        if (Number.isNaN(value)) {
          expect(indicator.nullWhen).not.toBe('')
          continue
        }
        expect(Number.isFinite(value)).toBe(true)
        if (indicator.minimum !== undefined) expect(value).toBeGreaterThanOrEqual(indicator.minimum)
        if (indicator.maximum !== undefined) expect(value).toBeLessThanOrEqual(indicator.maximum)
        if (indicator.integer) expect(Number.isInteger(value)).toBe(true)
      }
    })
  })

  it('varies from student to student or moment to moment: it is computed', () => {
    expect(new Set(values.flatMap(column => [...column])).size).toBeGreaterThan(1)
  })

  it('leaves the input untouched, and says the same again', () => {
    const known = at(56)
    const before = JSON.stringify([...known.daily.amount, ...known.submissions.score, ...known.registered])
    const first = indicator.compute(known)
    expect(indicator.compute(known)).toEqual(first)
    expect(JSON.stringify([...known.daily.amount, ...known.submissions.score, ...known.registered])).toBe(before)
  })

  it('has words for people: a sentence of meaning, no jargon, the value at most once', () => {
    expect(indicator.meaning).toMatch(/^[A-Z1].*\.$/)
    for (const words of Object.values(indicator.words)) {
      expect(words).not.toMatch(/AUC|SHAP|percentile|quantile|z-score|NaN|null|feature|at risk/i)
      expect(words.split('{value}').length).toBeLessThanOrEqual(2)
      expect(words).toMatch(/^[a-z{]/)
    }
  })
})

describe('values of one student do not depend on the others, but for what is relative to the section', () => {
  it('leaving a student out changes nothing else', () => {
    const known = at(56)
    const one = known.enrolment[3]!
    const without = at(56, {
      ...records,
      enrolments: { ...records.enrolments, withdrawn: records.enrolments.withdrawn.map((w, i) => (i === one ? 1 : w)) },
    })
    const place = new Map(Array.from(without.enrolment, (e, r) => [e, r]))
    for (const indicator of all.filter(i => !/_rank$|section|_against_median$/.test(i.name) && i.name !== 'courses_alongside')) {
      const before = indicator.compute(known)
      const after = indicator.compute(without)
      known.enrolment.forEach((e, r) => {
        const at = place.get(e)
        if (at !== undefined) expect(after[at], indicator.name).toBe(before[r])
      })
    }
  })
})
