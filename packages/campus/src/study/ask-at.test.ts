import { numericColumn } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import type { Field } from '../codebook/codebook.ts'
import { generateRecords } from '../generate/generate-records.ts'
import { parseMoment } from '../moment/moment.ts'
import type { Records } from '../records/records.ts'
import { train } from '../train/train.ts'
import { askAt, type KeptColumn } from './ask-at.ts'

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
const ask = (keep: KeptColumn[]) =>
  askAt(leaky, { target: 'result=Fail,Withdrawn', moment: parseMoment('week 8'), delays: { marking: 14, results: 0 }, keep })

const kept = { column: 'left_on', reason: 'a trial', by: 'A' }

describe('askAt', () => {
  it('keeps a suspected column from the question and from every learner, with the evidence', () => {
    const { frame, suspects } = ask([])
    expect(suspects.map(s => [s.column, s.kept])).toEqual([['left_on', false]])
    expect(frame.question.indicators).not.toContain('left_on')
    expect(frame.sample.table.columns.map(c => c.name)).not.toContain('left_on')
  })

  it('lets it in when a person keeps it, and says so', () => {
    const { frame, suspects } = ask([kept])
    expect(suspects.map(s => [s.column, s.kept, s.keptBy])).toEqual([['left_on', true, { reason: 'a trial', by: 'A' }]])
    expect(frame.sample.table.columns.map(c => c.name)).toContain('left_on')
    const { report } = train(frame, {
      seed: 1,
      learner: 'linear',
      budget: { configurations: 1 },
      resamples: 20,
      honestyGap: false,
      suspects,
    })
    expect(report.suspects).toEqual(suspects)
  })

  it('asks who keeps it and why, and whether there is such a column', () => {
    expect(() => ask([{ ...kept, reason: ' ' }])).toThrow(/Whoever keeps the suspected column left_on must say who they are and why/)
    expect(() => ask([{ ...kept, by: '' }])).toThrow(/who they are and why/)
    expect(() => ask([{ ...kept, column: 'left' }])).toThrow(expect.objectContaining({ code: 'unknown_column' }))
  })
})
