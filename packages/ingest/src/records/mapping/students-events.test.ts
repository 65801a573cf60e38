import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columnOf } from '@headway/learn'
import { afterAll, describe, expect, it } from 'vitest'
import { writeFiles } from '../../../test/moodle-files.ts'
import { pairFiles } from '../../../test/pair-files.ts'
import { importRecords } from '../import-records.ts'
import { type StudentsEventsOptions, studentsEventsPreset } from './students-events.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
let made = 0

async function read(files: Readonly<Record<string, string>> = {}, options: StudentsEventsOptions = {}) {
  const at = writeFiles(join(folder, String(made++)), { ...pairFiles, ...files })
  return importRecords(at, { preset: await studentsEventsPreset(at, options) })
}
const changed = (file: string, from: string | RegExp, to: string) => ({ [file]: pairFiles[file]!.replaceAll(from, to) })

describe('students and events', () => {
  it('are records', async () => {
    const { records, refused, preset } = await read()
    expect([preset, refused]).toEqual(['students+events', []])
    expect(records.sections).toEqual([
      { course: 0, term: 0, days: 120 },
      { course: 0, term: 1, days: 125 },
      { course: 1, term: 1, days: 125 },
    ])
    const { enrolments, activity, codebook } = records
    expect([...enrolments.registered, ...enrolments.withdrawn]).toEqual([-11, -3, -11, NaN, 31, NaN, NaN, NaN])
    expect(codebook.fields.map(f => [f.name, f.role])).toEqual([
      ['course', 'course'],
      ['term', 'term'],
      ['student', 'student'],
      ['gender', 'indicator'],
      ['entry points', 'indicator'],
      ['result', 'target'],
    ])
    expect([[...activity.starts], [...activity.day], [...activity.amount]]).toEqual([
      [0, 2, 2, 3, 4],
      [-1, 2, 2, 151],
      [2, 1.5, 5, 1],
    ])
    expect(records.resources.kinds).toEqual(['forum', 'quiz'])
    expect(JSON.stringify(records)).not.toContain('example.com')
  })

  it('reads days of term, and events without an amount', async () => {
    const { records } = await read({ 'events.csv': 'student,course,term,day,what\n7,A,2025W,-1,forum\n7,A,2025W,-1,forum\n' })
    expect([[...records.activity.day], [...records.activity.amount]]).toEqual([[-1], [2]])
  })

  it('places an event without course or term at the only enrolment that fits, and lists those of students with several', async () => {
    const { records, refused } = await read({ 'events.csv': 'student,term,time,what\n7,2026W,2026-10-05,quiz\n9,2026W,2026-10-06,quiz\n' })
    expect([[...records.activity.day], refused]).toEqual([[4, 5], []])
    const unclear = await read({ 'events.csv': 'student,time,what\n7,2026-10-05,quiz\n8,2025-10-06,quiz\n' })
    expect([...unclear.records.activity.day]).toEqual([5])
    expect(unclear.refused).toMatchObject([{ file: 'events.csv', code: 'no_enrolment', rows: 1 }])
  })

  it('may have dates that nobody filled in, and no event at all', async () => {
    const students = pairFiles['students.csv']!.replaceAll(/,20\d\d-\d\d-\d\d/g, ',')
    const { records, refused } = await read({ 'students.csv': students, 'events.csv': 'student,course,term,time,what,amount\n' })
    expect([[...records.enrolments.registered], records.activity.day.length, refused]).toEqual([[NaN, NaN, NaN, NaN], 0, []])
  })

  it('takes terms that are given instead of those of the file', async () => {
    const terms = [
      { name: '2025W', start: '2025-10-01', days: 120 },
      { name: '2026W', start: '2026-10-03', days: 125 },
    ]
    expect([...(await read({}, { terms })).records.activity.day]).toEqual([-1, 2, 0, 149])
  })

  it.each([
    {
      name: 'a date that is none',
      files: changed('events.csv', '2026-10-03', '2026-02-30'),
      file: 'events.csv',
      code: 'wrong_type',
      rows: 2,
    },
    {
      name: 'a registration that is none',
      files: changed('students.csv', '2026-09-20', 'soon'),
      file: 'students.csv',
      code: 'wrong_type',
      rows: 1,
    },
    {
      name: 'a term without a start',
      files: { 'terms.csv': 'term,start,days\n2026W,2026-10-01,125\n' },
      file: 'students.csv',
      code: 'no_section',
      rows: 2,
    },
    { name: 'an event of nobody', files: changed('events.csv', /^9,/gm, ','), file: 'events.csv', code: 'no_enrolment', rows: 1 },
  ])('lists $name', async ({ files, file, code, rows }) => {
    const { refused } = await read(files)
    expect(refused).toEqual(expect.arrayContaining([expect.objectContaining({ file, code, rows })]))
  })

  it.each([
    { name: 'no result', files: changed('students.csv', 'result', 'outcome of it'), code: 'wrong_columns', said: '--guess-mapping' },
    {
      name: 'a column of events more',
      files: changed('events.csv', 'what', 'page'),
      code: 'wrong_columns',
      said: 'has the columns student, what',
    },
    { name: 'a day and a time', files: { 'events.csv': 'student,course,term,time,day,what\n' }, code: 'wrong_columns', said: 'either' },
    {
      name: 'a calendar that is none',
      files: { 'terms.csv': 'term,start,days\n2025W,October,120\n' },
      code: 'no_calendar',
      said: 'line 2',
    },
    {
      name: 'a term given twice',
      files: { 'terms.csv': `${pairFiles['terms.csv']!.trimEnd()}\n2026W,2026-11-01,100\n` },
      code: 'no_calendar',
      said: '2026W: the term is given twice, starting on 2026-10-01 and 2026-11-01',
    },
    {
      name: 'days that can be months',
      files: changed('events.csv', /\d{4}-\d\d-\d\d[^,]*/g, '3/4/26'),
      code: 'ambiguous_dates',
      said: '--dates',
    },
  ])('refuses $name', async ({ files, code, said }) => {
    await expect(read(files)).rejects.toMatchObject({ code, message: expect.stringContaining(said) })
  })

  it('has outcomes as the codes of its target', async () => {
    const { records } = await read()
    const result = columnOf(records.enrolments.table, 'result')
    expect(result.kind === 'categorical' && Array.from(result.codes, code => result.levels[code])).toEqual([
      'left',
      'passed',
      'failed',
      'passed',
    ])
  })
})
