import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { englishDates, lines, logLines, writeFiles } from '../../../test/moodle-files.ts'
import { pairFiles } from '../../../test/pair-files.ts'
import { importRecords } from '../import-records.ts'
import { readRecords, readVersion } from '../read-records.ts'
import { writeRecords } from '../write-records.ts'
import { parseTerm } from './calendar-term.ts'
import { guessMapping } from './guess-mapping.ts'
import { mappedPreset } from './mapped-preset.ts'
import { decodeMapping } from './mapping.ts'
import { studentsEventsPreset } from './students-events.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
let made = 0
const fresh = () => join(folder, String(made++))

/** The pair under other names, with submissions. */
const files = {
  'Enrolled.csv': pairFiles['students.csv']!.replace('student,course,term', 'Matriculation No,moduleCode,Semester')
    .replace('registered', 'registration date')
    .replace('withdrawn', 'left on')
    .replace('result', 'Final Grade'),
  'clickstream.csv': pairFiles['events.csv']!.replace(
    'student,course,term,time,what,amount',
    'user_id,module,semester,timestamp,page,clicks',
  ),
  'handed in.csv':
    'student id,module,semester,assessment,date,score\n7,A,2025W,Essay,5.10.2025,61.5\n8,A,2025W,Essay,15.10.2025 11:00,\n7,A,2026W,Exam,20.10.2026,40\n',
}
const terms = [parseTerm('2025W=2025-10-01:120'), parseTerm('2026W=2026-10-01:125')]
const confirmed = (mapping: object) => JSON.parse(JSON.stringify({ ...mapping, confirmed: true }))

describe('a guessed mapping', () => {
  it('says which column is what and why', async () => {
    const { mapping, guesses } = await guessMapping(writeFiles(fresh(), files), { terms })
    expect(mapping.confirmed).toBe(false)
    expect(mapping.students).toMatchObject({
      file: 'Enrolled.csv',
      student: 'Matriculation No',
      course: 'moduleCode',
      term: 'Semester',
      registered: 'registration date',
      withdrawn: 'left on',
      dates: 'year-month-day',
    })
    expect(mapping.events).toMatchObject({
      file: 'clickstream.csv',
      student: 'user_id',
      time: 'timestamp',
      what: 'page',
      amount: 'clicks',
      dates: 'year-month-day',
    })
    expect(mapping.submissions).toMatchObject({
      file: 'handed in.csv',
      assessment: 'assessment',
      time: 'date',
      score: 'score',
      dates: 'day.month.year',
    })
    expect(guesses).toContainEqual({ what: 'students.result', file: 'Enrolled.csv', guess: 'Final Grade', why: 'by its name' })
    expect(guesses).toContainEqual(expect.objectContaining({ what: 'students (left out)', guess: 'email' }))
  })

  it('imports nothing until it is confirmed', async () => {
    const { mapping } = await guessMapping(writeFiles(fresh(), files), { terms })
    expect(() => decodeMapping(JSON.parse(JSON.stringify(mapping)), 'mapping.json')).toThrow(/nobody has confirmed it/)
  })

  it('leaves open what the files do not decide', async () => {
    const open = {
      ...files,
      'clickstream.csv': 'user_id,timestamp,page\n9,3/4/26,forum\n',
      'Enrolled.csv': 'id,Semester,score at entry\n9,2026W,4\n',
    }
    const { mapping, guesses } = await guessMapping(writeFiles(fresh(), open))
    expect(mapping).toMatchObject({ course: '', calendar: [{ name: '2026W', start: '', days: 0 }], events: { dates: null } })
    expect(guesses).toContainEqual({
      what: 'events.dates',
      file: 'clickstream.csv',
      guess: '',
      why: 'each of 1 can be day/month and month/day',
    })
    expect(() => decodeMapping(confirmed(mapping), 'mapping.json')).toThrow(/course must be a text/)
    expect(() => decodeMapping(confirmed({ ...mapping, course: 'A' }), 'mapping.json')).toThrow(/calendar must list terms/)
    expect(() => decodeMapping(confirmed({ ...mapping, course: 'A', calendar: terms }), 'mapping.json')).toThrow(/events.dates must say/)
  })

  it('of a folder without files is refused', async () => {
    await expect(guessMapping(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'no_file' })
  })
})

describe('a confirmed mapping', () => {
  it('imports what the same files with plain names would give', async () => {
    const { 'handed in.csv': _, ...pair } = files
    const at = writeFiles(fresh(), pair)
    const { mapping } = await guessMapping(at, { terms })
    const mapped = await importRecords(at, { preset: mappedPreset(decodeMapping(confirmed(mapping), 'mapping.json')) })
    const plain = writeFiles(fresh(), pairFiles)
    const { records } = await importRecords(plain, { preset: await studentsEventsPreset(plain) })
    expect(mapped.records.activity).toEqual(records.activity)
    expect(mapped.records.enrolments.registered).toEqual(records.enrolments.registered)
    expect(mapped.records.enrolments.withdrawn).toEqual(records.enrolments.withdrawn)
    expect(mapped.refused).toEqual([])
  })

  it('imports submissions, final examinations apart', async () => {
    const at = writeFiles(fresh(), files)
    const { mapping } = await guessMapping(at, { terms })
    const told = { ...mapping, submissions: { ...mapping.submissions, finals: ['Exam'] } }
    const { records, refused } = await importRecords(at, { preset: mappedPreset(decodeMapping(confirmed(told), 'mapping.json')) })
    expect(records.assessments.map(a => [a.section, a.kind, a.final])).toEqual([
      [0, 'assessment', false],
      [1, 'assessment', true],
    ])
    expect([[...records.submissions.day], [...records.submissions.score], refused]).toEqual([[4, 14, 19], [61.5, NaN, 40], []])
  })

  it('is kept with the dataset and can be used again', async () => {
    const at = writeFiles(fresh(), files)
    const mapping = decodeMapping(confirmed((await guessMapping(at, { terms })).mapping), 'mapping.json')
    const imported = await importRecords(at, { preset: mappedPreset(mapping) })
    const out = fresh()
    await writeRecords(imported.records, out, { ...(imported.mapping && { mapping: imported.mapping }) })
    expect((await readVersion(out)).mapping).toEqual(mapping)
    expect((await readRecords(out)).hash).toBe(imported.records.hash)
  })

  it('finds students in the descriptions of Moodle in another language', async () => {
    const header =
      'Hora,"Nombre completo del usuario","Usuario afectado","Contexto del evento",Componente,"Nombre evento",Descripción,Origen,"Dirección IP"'
    const at = writeFiles(fresh(), {
      'log.csv': lines(header, logLines(englishDates)),
      'people.csv': 'id,semester,result\n42,2026W,ok\n43,2026W,out\n',
    })
    const { mapping, guesses } = await guessMapping(at, { terms: terms.slice(1) })
    expect(mapping.events).toMatchObject({ file: 'log.csv', student: 'Descripción', pattern: "^The user with id '(\\d+)'", time: '' })
    expect(guesses).toContainEqual({ what: 'events.time', file: 'log.csv', guess: '', why: 'no column looks like it' })
    const told = { ...mapping, course: 'A', events: { ...mapping.events, time: 'Hora', what: 'Componente', dates: 'day/month/year' } }
    const { records, refused } = await importRecords(at, { preset: mappedPreset(decodeMapping(confirmed(told), 'mapping.json')) })
    expect([[...records.activity.day], refused.map(r => [r.code, r.rows])]).toEqual([[-1, 6, 8, 51], [['no_enrolment', 2]]])
  })

  it('takes no file with other columns', async () => {
    const at = writeFiles(fresh(), files)
    const mapping = decodeMapping(confirmed((await guessMapping(at, { terms })).mapping), 'mapping.json')
    writeFiles(at, { 'clickstream.csv': files['clickstream.csv'].replace('clicks', 'taps') })
    await expect(importRecords(at, { preset: mappedPreset(mapping) })).rejects.toMatchObject({ code: 'wrong_columns' })
  })

  it('keeps no column twice: the date of leaving is no attribute', async () => {
    const { mapping } = await guessMapping(writeFiles(fresh(), files), { terms })
    const { withdrawn: _, ...students } = mapping.students
    const attribute = await guessMapping(
      writeFiles(fresh(), { ...files, 'Enrolled.csv': files['Enrolled.csv'].replace('left on', 'bye') }),
      { terms },
    )
    const told = {
      ...mapping,
      students: {
        ...students,
        columns: attribute.mapping.students.columns,
        withdrawn: 'bye',
        codebook: attribute.mapping.students.codebook,
      },
    }
    expect(() => decodeMapping(confirmed(told), 'mapping.json')).toThrow(/names the column bye, which is something else already/)
  })

  it.each([
    { name: 'another version', change: { version: 2 } },
    {
      name: 'a pattern without a group',
      change: { events: { file: 'e.csv', columns: ['a', 'b'], student: 'a', pattern: 'id', time: 'b', dates: 'year-month-day' } },
    },
    {
      name: 'a pattern that is none',
      change: { events: { file: 'e.csv', columns: ['a', 'b'], student: 'a', pattern: '((', time: 'b', dates: 'year-month-day' } },
    },
    {
      name: 'a pattern that the database reads otherwise',
      change: { events: { file: 'e.csv', columns: ['a', 'b'], student: 'a', pattern: '(?=x)(y)', time: 'b', dates: 'year-month-day' } },
    },
    {
      name: 'a column that is not there',
      change: { events: { file: 'e.csv', columns: ['a', 'b'], student: 'a', time: 'c', dates: 'year-month-day' } },
    },
    {
      name: 'a file elsewhere',
      change: { events: { file: '../e.csv', columns: ['a', 'b'], student: 'a', time: 'b', dates: 'year-month-day' } },
    },
    { name: 'the course twice', change: { course: 'A' } },
    { name: 'no calendar', change: { calendar: 'soon' } },
    { name: 'a term that never starts', change: { calendar: [{ name: '2026W', start: '2026-02-30', days: 120 }] } },
    { name: 'a term that never ends', change: { calendar: [{ name: '2026W', start: '2026-10-01', days: '120' }] } },
    { name: 'no students', change: { students: undefined } },
    { name: 'a list', change: [] },
  ])('that is not well formed is refused: $name', async ({ change }) => {
    const { mapping } = await guessMapping(writeFiles(fresh(), files), { terms })
    const json = Array.isArray(change) ? change : confirmed({ ...mapping, ...change })
    expect(() => decodeMapping(json, 'mapping.json')).toThrow(expect.objectContaining({ code: 'bad_mapping' }))
  })
})
