import { describe, expect, it } from 'vitest'
import { generateRecords } from './generate-records.ts'

const { records, truth } = generateRecords({ newStudents: 400, seed: 2 })

describe('generated records', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(generateRecords({ newStudents: 20, seed: 2 }).records.hash).toBe(generateRecords({ newStudents: 20, seed: 2 }).records.hash)
    expect(generateRecords({ newStudents: 20, seed: 2 }).records.hash).not.toBe(generateRecords({ newStudents: 20, seed: 3 }).records.hash)
  })

  it('hold the truth: outcomes come about as often as it says', () => {
    const column = records.enrolments.table.columns.at(-1)!
    const adverse = column.kind === 'categorical' ? Array.from(column.codes, code => Number(code > 0)) : []
    const expected = truth.adverse.reduce((a, b) => a + b, 0)
    const spread = Math.sqrt(truth.adverse.reduce((sum, p) => sum + p * (1 - p), 0))
    expect(Math.abs(adverse.reduce((a, b) => a + b, 0) - expected)).toBeLessThan(4 * spread)
  })

  it('have a returning student in two terms, a late registration and a banked submission', () => {
    expect(new Set(records.enrolments.student).size).toBeLessThan(records.enrolments.student.length)
    expect(records.enrolments.registered.some(day => day > 0)).toBe(true)
    expect(records.submissions.banked.some(b => b === 1)).toBe(true)
  })

  it('are sorted, and nothing happens before registration or after withdrawal', () => {
    const { activity, enrolments } = records
    for (let i = 0; i < enrolments.student.length; i++) {
      const own = activity.day.subarray(activity.starts[i], activity.starts[i + 1])
      expect(own).toEqual(own.toSorted())
      if (own.length > 0) {
        expect(own[0]! >= enrolments.registered[i]!).toBe(true)
        expect(enrolments.withdrawn[i]! <= own.at(-1)!).toBe(false)
      }
    }
  })
})
