import { describe, expect, it } from 'vitest'
import { generateRecords } from '../generate/generate-records.ts'
import { cut, outcomeKnown } from './cut.ts'
import { datasetAt } from './dataset-at.ts'

const { records } = generateRecords({ newStudents: 60, terms: 3, courses: 2, seed: 7 })
const none = { marking: 0, results: 0 }
const at = (day: number) => ({ kind: 'day', day }) as const

describe('cut', () => {
  it('leaves out who is not registered yet and who has gone before the day, and says so', () => {
    const { known, exclusions } = cut(records, at(30), none)
    const { registered, withdrawn } = records.enrolments
    const gone = withdrawn.filter(w => w < 30).length
    expect(exclusions).toEqual([{ reason: 'withdrawn before the moment', rows: gone }])
    expect(known.rows).toBe(withdrawn.length - gone)
    expect([...known.enrolment].every(i => registered[i]! <= 30 && !(withdrawn[i]! < 30))).toBe(true)
  })

  it('keeps those who withdraw on the day itself', () => {
    const i = records.enrolments.withdrawn.findIndex(w => w > 10)
    const day = records.enrolments.withdrawn[i]!
    expect([...cut(records, at(day), none).known.enrolment]).toContain(i)
    expect([...cut(records, at(day + 1), none).known.enrolment]).not.toContain(i)
  })

  it('knows a score only when the marking delay has passed, the submission at once', () => {
    const i = [...records.enrolments.student.keys()].find(e => records.submissions.starts[e + 1]! > records.submissions.starts[e]!)!
    const s = records.submissions.starts[i]!
    const day = records.submissions.day[s]!
    const first = (marking: number) => {
      const { known } = cut(records, at(day + 3), { marking, results: 0 })
      const r = known.enrolment.indexOf(i)
      return {
        made: known.submissions.starts[r + 1]! - known.submissions.starts[r]!,
        score: known.submissions.score[known.submissions.starts[r]!]!,
      }
    }
    expect(first(3)).toEqual({ made: 1, score: records.submissions.score[s] })
    expect(first(4)).toEqual({ made: 1, score: NaN })
  })

  it('never sees a final examination, handed in and marked or not', () => {
    const seen = (of: typeof records) => cut(of, at(100), none).known.submissions.assessment
    const first = seen(records)[0]!
    expect(seen(records)).toContain(first)
    const assessments = records.assessments.map((a, i) => (i === first ? { ...a, final: true } : a))
    const without = seen({ ...records, assessments })
    expect(without).not.toContain(first)
    expect([...without]).toEqual([...seen(records)].filter(a => a !== first))
  })

  it('knows the outcome of an earlier term from its end and the delay on', () => {
    const { known } = cut(records, at(0), none)
    const r = [...known.enrolment.keys()].find(row => known.earlier.starts[row + 1]! > known.earlier.starts[row]!)!
    const outcome = (results: number) => cut(records, at(0), { marking: 0, results }).known.earlier.outcome[known.earlier.starts[r]!]!
    expect(outcome(62)).toBeGreaterThanOrEqual(0) // terms are 182 days apart and 120 long
    expect(outcome(63)).toBe(-1)
  })

  it('refuses a moment at which nobody is enrolled, with the reasons', () => {
    expect(() => cut(records, at(121), none)).toThrow(/Nobody is enrolled at day 121: \d+ the term is over/)
  })
})

describe('datasetAt', () => {
  it('is a flat dataset with the outcome last and the day it is out beside', () => {
    const { dataset, today, outcomeKnown: out, enrolment } = datasetAt(records, at(28), { marking: 7, results: 14 })
    expect(dataset.codebook.fields.at(-1)!.name).toBe('result')
    expect(dataset.table.columns.map(c => c.name)).toEqual(dataset.codebook.fields.map(f => f.name))
    expect(out[0]! - today[0]!).toBe(120 + 14 - 28)
    expect(out).toEqual(outcomeKnown(records, enrolment, { marking: 7, results: 14 }))
    expect(dataset.synthetic).toBe(true)
  })

  it('has another hash at another moment', () => {
    const hash = (day: number) => datasetAt(records, at(day), none).dataset.hash
    expect(hash(28)).not.toBe(hash(35))
    expect(hash(28)).toBe(hash(28))
  })
})
