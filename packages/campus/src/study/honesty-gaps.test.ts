import { categoricalColumn, crossValidate, fixed, planLaterIntake, type Recipe } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { askedAt, records } from '../../test/small-study.ts'
import { generateRecords } from '../generate/generate-records.ts'
import type { Records } from '../records/records.ts'
import { estimatesOf } from '../report/estimates.ts'
import { honestyGaps } from './honesty-gaps.ts'

const recipe: Recipe = { steps: [], learner: { kind: 'boosting', params: { rounds: 40, maxLeaves: 4, minRows: 10 } } }
const { question, frame } = askedAt('week 8')
const options = { seed: 1, resamples: 50 }
const gaps = honestyGaps({ records, question, recipe }, { ...options, overSampling: false })
const claimOf = (id: string) => gaps.mistakes.find(m => m.id === id)!.claimed['rocAuc']!

describe('honestyGaps', () => {
  it('stands beside the figure of a later term', () => {
    const plan = planLaterIntake({ terms: frame.terms!, groups: frame.sample.groups! })
    const own = crossValidate(frame.sample, plan, fixed(recipe), { seed: 1 })
    expect(gaps.honest).toEqual(estimatesOf(own, { ...options, only: ['rocAuc', 'averagePrecision'] }))
    expect(gaps.moment).toBe('week 8')
  })

  it('finds that each use of withdrawal claims more', () => {
    const { records: many } = generateRecords({ newStudents: 250, terms: 3, courses: 3, seed: 5 })
    const { honest, mistakes } = honestyGaps({ records: many, question, recipe }, { ...options, overSampling: false })
    const claims = new Map(mistakes.map(m => [m.id, m.claimed['rocAuc']!.value]))
    for (const id of ['withdrawn kept', 'withdrawal date', 'all together'] as const)
      expect(claims.get(id)! - honest['rocAuc']!.value).toBeGreaterThan(0.02)
  })

  it('tells what the other courses of a student give away, within the test term', () => {
    const alone = honestyGaps({ records: withStudents(i => i), question, recipe }, { ...options, overSampling: false })
    expect(alone.mistakes.map(m => m.id)).not.toContain('same students')
    const line = honestyGaps({ records: withStudents(i => i >> 1), question, recipe }, { ...options, overSampling: false }).mistakes.find(
      m => m.id === 'same students',
    )!
    const n = gaps.honest['rocAuc']!.n
    expect([line.claimed['rocAuc']!.n, line.beside!.figures['rocAuc']!.n]).toEqual([n, n])
    expect(line.claimed['rocAuc']!.estimand).toContain('bootstrap over rows')
    expect(line.beside!.figures['rocAuc']!.estimand).toContain('bootstrap over groups')
    expect(line.claimed['rocAuc']!.value).not.toBe(line.beside!.figures['rocAuc']!.value)
  })

  it('keeps the withdrawn for the mistake alone', () => {
    const gone = frame.dataset.table.rows
    expect(claimOf('withdrawn kept').n).toBeGreaterThan(gaps.honest['rocAuc']!.n)
    expect(claimOf('withdrawal date').n).toBe(gaps.honest['rocAuc']!.n)
    expect(claimOf('random rows').n).toBe(gone)
    expect(claimOf('all together').n).toBeGreaterThan(gone)
  })

  it('leaves out what the records cannot show', () => {
    const { enrolments } = records
    const undated = { ...records, enrolments: { ...enrolments, withdrawn: new Float64Array(enrolments.withdrawn.length).fill(NaN) } }
    const ids = honestyGaps({ records: undated, question, recipe }, { ...options, overSampling: false }).mistakes.map(m => m.id)
    expect(ids).not.toContain('withdrawn kept')
    expect(ids).not.toContain('withdrawal date')
    expect(ids).toContain('random rows')
  })

  it('over-samples where asked, beside the same learner judged honestly', () => {
    const line = honestyGaps({ records, question, recipe }, { ...options, overSampling: true }).mistakes.find(m => m.id === 'over-sampled')!
    expect(line.claimed['rocAuc']!.value).toBeGreaterThan(line.beside!.figures['rocAuc']!.value)
    expect(line.claimed['rocAuc']!.n).toBeGreaterThan(frame.sample.y.length)
  })

  it('refuses what it cannot judge, and stops when told', () => {
    const { at: _, ...timeless } = question
    const oneTerm = generateRecords({ newStudents: 60, terms: 1, courses: 2, seed: 11 }).records
    expect(() => honestyGaps({ records, question: timeless, recipe }, options)).toThrow(/need a prediction moment/)
    expect(() => honestyGaps({ records: oneTerm, question, recipe }, options)).toThrow(/two terms or more/)
    expect(() => honestyGaps({ records, question, recipe }, options, { signal: AbortSignal.abort() })).toThrow(
      expect.objectContaining({ code: 'aborted' }),
    )
  })
})

/** The records with other students: one per number that is given for the enrolment's place. */
function withStudents(numberOf: (enrolment: number) => number): Records {
  const { table } = records.enrolments
  const levels = Array.from({ length: table.rows }, (_, i) => `s${i}`)
  const columns = table.columns.map(c =>
    c.name === 'student'
      ? categoricalColumn(
          c.name,
          Int32Array.from({ length: table.rows }, (_, i) => numberOf(i)),
          levels,
        )
      : c,
  )
  return { ...records, enrolments: { ...records.enrolments, table: { ...table, columns } } }
}
