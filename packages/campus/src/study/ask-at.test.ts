import { numericColumn } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import type { Field } from '../codebook/codebook.ts'
import { generateRecords } from '../generate/generate-records.ts'
import { parseMoment } from '../moment/moment.ts'
import type { Records } from '../records/records.ts'
import { askAt } from './ask-at.ts'

const { records } = generateRecords({ newStudents: 250, terms: 3, courses: 3, seed: 21 })
const left: Field = { name: 'left_on', title: 'Left on', scale: { kind: 'quantity' }, role: 'indicator', actionable: false }
const leaky: Records = {
  ...records,
  codebook: { ...records.codebook, fields: [left, ...records.codebook.fields] },
  enrolments: {
    ...records.enrolments,
    table: {
      ...records.enrolments.table,
      columns: [numericColumn('left_on', records.enrolments.withdrawn), ...records.enrolments.table.columns],
    },
  },
}
const ask = (keep: string[]) =>
  askAt(leaky, { target: 'result=Fail,Withdrawn', moment: parseMoment('week 8'), delays: { marking: 14, results: 0 }, keep })

describe('askAt', () => {
  it('keeps a suspected column from the question and from every learner, with the evidence', () => {
    const { frame, suspects } = ask([])
    expect(suspects.map(s => [s.column, s.kept])).toEqual([['left_on', false]])
    expect(frame.question.indicators).not.toContain('left_on')
    expect(frame.sample.table.columns.map(c => c.name)).not.toContain('left_on')
  })

  it('lets it in when a person keeps it, and says so', () => {
    const { frame, suspects } = ask(['left_on'])
    expect(suspects.map(s => [s.column, s.kept])).toEqual([['left_on', true]])
    expect(frame.sample.table.columns.map(c => c.name)).toContain('left_on')
  })
})
