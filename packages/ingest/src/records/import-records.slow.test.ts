import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cut, parseMoment } from '@headway/campus'
import { columnOf } from '@headway/learn'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ImportedRecords, importRecords } from './import-records.ts'

const data = join(process.env['HEADWAY_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'), 'oulad')

describe.skipIf(!existsSync(data))('all of OULAD', () => {
  let imported: ImportedRecords
  beforeAll(async () => {
    imported = await importRecords(data)
  })

  it('has the counts of its data sheet, and nothing is refused', () => {
    expect([imported.refused, imported.notes]).toEqual([[], []])
    expect(imported.counts).toEqual({
      enrolments: 32_593,
      students: 28_785,
      notRegistered: 45,
      withdrawn: 10_072,
      withoutEvents: 3_365,
      eventRows: 10_655_280,
      events: 8_459_320,
      eventsBeforeTerm: 600_241,
      eventsAfterEnd: 0,
      submissions: 173_912,
      submissionsBeforeTerm: 2_057,
      submissionsAfterEnd: 85,
      banked: 1_909,
    })
  })

  it('keeps the dates of withdrawal apart from the outcome: 93 lack one, 9 have one and failed', () => {
    const { table, withdrawn } = imported.records.enrolments
    const outcome = columnOf(table, 'final_result')
    if (outcome.kind !== 'categorical') throw new Error('an outcome is a category')
    const count = (level: string, dated: boolean) =>
      withdrawn.filter((day, i) => outcome.levels[outcome.codes[i]!] === level && Number.isNaN(day) !== dated).length
    expect([count('Withdrawn', false), count('Fail', true), count('Withdrawn', true)]).toEqual([93, 9, 10_063])
  })

  it('reads the band without its percent sign as the band it is', () => {
    const band = columnOf(imported.records.enrolments.table, 'imd_band')
    if (band.kind !== 'categorical') throw new Error('a band is a category')
    expect([band.codes.filter(code => code === 1).length, band.codes.filter(code => code < 0).length]).toEqual([3_516, 1_111])
  })

  it.each([
    { week: 0, rows: 10_234 },
    { week: 2, rows: 9_333 },
    { week: 4, rows: 9_214 },
    { week: 8, rows: 8_879 },
    { week: 12, rows: 8_571 },
  ])('has $rows enrolments of 2014J in the population at week $week', ({ week, rows }) => {
    const { records } = imported
    const { known } = cut(records, parseMoment(`week ${week}`), { marking: 14, results: 14 })
    const last = records.terms.findIndex(t => t.name === '2014J')
    expect(known.term.filter(term => term === last).length).toBe(rows)
  })
})
