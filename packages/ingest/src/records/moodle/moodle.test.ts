import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columnOf } from '@headway/learn'
import { afterAll, describe, expect, it } from 'vitest'
import {
  americanDates,
  englishDates,
  germanDates,
  germanHeader,
  gradeLines,
  gradesHeader,
  lines,
  logHeader,
  logLines,
  moodleFiles,
  writeFiles,
} from '../../../test/moodle-files.ts'
import { importRecords } from '../import-records.ts'
import { parseTerm } from '../mapping/calendar-term.ts'
import { type MoodleOptions, moodlePreset } from './moodle.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
let made = 0
const fresh = () => join(folder, String(made++))

const LOG = 'logs_stat1_20270210-1405.csv'
const GRADES = 'stat1 Grades.csv'
const options: MoodleOptions = {
  terms: [parseTerm('2026W=2026-10-01:120')],
  course: 'stat1',
  join: 'id-number',
  pass: 50,
  finals: ['Quiz: Final'],
}

async function read(files: Parameters<typeof writeFiles>[1] = {}, other: Partial<MoodleOptions> = {}) {
  const at = writeFiles(fresh(), { ...moodleFiles, ...files })
  return importRecords(at, { preset: await moodlePreset(at, { ...options, ...other }) })
}

describe('a log and a gradebook', () => {
  it('are records', async () => {
    const { records, refused, counts, preset } = await read()
    expect(preset).toBe('moodle')
    expect([records.courses, records.students, records.sections]).toEqual([
      ['stat1'],
      ['42', '43', '44'],
      [{ course: 0, term: 0, days: 120 }],
    ])
    expect(records.terms).toEqual([{ name: '2026W', start: Date.UTC(2026, 9, 1) / 86_400_000 }])
    const result = columnOf(records.enrolments.table, 'result')
    expect(result.kind === 'categorical' && Array.from(result.codes, code => result.levels[code] ?? null)).toEqual(['Pass', 'Fail', null])
    expect(records.resources.kinds).toEqual(['Assignment', 'Quiz', 'System'])
    expect([...records.activity.starts, ...records.activity.day]).toEqual([0, 3, 4, 4, -1, 6, 8, 51])
    expect(records.assessments).toEqual([
      { section: 0, kind: 'Assignment', due: NaN, weight: NaN, final: false },
      { section: 0, kind: 'Quiz', due: NaN, weight: NaN, final: false },
    ])
    expect([...records.submissions.day, ...records.submissions.score]).toEqual([8, 51, 70, 100])
    expect(counts.events).toBe(4)
    expect(refused.map(r => [r.file, r.code, r.rows])).toEqual([[LOG, 'no_enrolment', 2]])
  })

  it('gives an act to who acted, not to whom it was done, and none to a deleted user', async () => {
    const { refused } = await read()
    expect(refused[0]?.examples.map(({ got }) => got.split(' ')[2])).toEqual(expect.arrayContaining(['3', '99']))
  })

  it.each([
    { name: 'of Moodle itself', text: "The user with id '42' has had their attempt with id '6' marked as abandoned.", origin: 'cli' },
    { name: 'that begins with something else', text: "Failed. The user with id '42' viewed it.", origin: 'web' },
  ])('gives an act $name to nobody', async ({ text, origin }) => {
    const line = `"${englishDates[5]}",-,"Ann Able","Quiz: Week 1",Quiz,"Quiz attempt abandoned","${text}",${origin},`
    const { refused, counts } = await read({ [LOG]: lines(logHeader, [...logLines(englishDates), line]) })
    expect([counts.events, refused.map(r => [r.code, r.rows])]).toEqual([4, [['no_enrolment', 3]]])
  })

  it('takes what Moodle handed in when the time was up', async () => {
    const line = logLines(englishDates)[3]!.replace(',web,', ',cli,')
    const { records, counts } = await read({ [LOG]: lines(logHeader, [...logLines(englishDates).filter((_, i) => i !== 3), line]) })
    expect([counts.events, ...records.submissions.day]).toEqual([3, 8, 51])
  })

  it('keeps no name, address or network address, in records or in what is refused', async () => {
    const imported = await read()
    const text = JSON.stringify(imported)
    for (const personal of ['Able', 'Bunce', 'Dora', 'Teacher', 'example.com', '172.18', '10.0.0', 'Moodle HQ'])
      expect(text).not.toContain(personal)
  })

  it.each([
    { name: 'English', header: logHeader, dates: englishDates },
    { name: 'American', header: logHeader, dates: americanDates },
    { name: 'German', header: germanHeader, dates: germanDates },
    { name: 'English with a mark of UTF-8 and Windows line ends', header: `\ufeff${logHeader}`, dates: englishDates, end: '\r\n' },
  ])('reads $name days', async ({ header, dates, end }) => {
    const { records } = await read({ [LOG]: lines(header, logLines(dates), end) })
    expect(records.hash).toBe((await read()).records.hash)
  })

  const doubtful = ['1/10/26, 1:00', '2/10/26, 1:00', '3/10/26, 1:00', '4/10/26, 1:00', '5/10/26, 1:00', '6/10/26, 1:00'] as const

  it('asks where a day could be a month, and takes the answer', async () => {
    const files = { [LOG]: lines(logHeader, logLines(doubtful)) }
    await expect(read(files)).rejects.toMatchObject({ code: 'ambiguous_dates', message: expect.stringContaining('each of 6 can be') })
    expect([...(await read(files, { dates: 'day/month/year' })).records.activity.day]).toEqual([0, 1, 2, 3])
    const march = await read(files, { dates: 'month/day/year' })
    expect(march.records.activity.day[0]).toBe((Date.UTC(2026, 0, 10) - Date.UTC(2026, 9, 1)) / 86_400_000)
  })

  it.each([
    { name: 'two ways of writing', dates: [...englishDates.slice(0, 5), '12/13/26, 1:00'], said: 'two exports were mixed' },
    { name: 'dots and slashes', dates: [...englishDates.slice(0, 5), '13.12.26, 1:00'], said: 'several ways' },
    { name: 'words', dates: Array(6).fill('Friday, 2 October 2026'), said: 'none of 6 cells' },
  ])('refuses $name', async ({ dates, said }) => {
    const log = lines(logHeader, logLines(dates as unknown as typeof englishDates))
    await expect(read({ [LOG]: log })).rejects.toMatchObject({ code: 'ambiguous_dates', message: expect.stringContaining(said) })
  })

  it('refuses an answer that the file contradicts', async () => {
    await expect(read({}, { dates: 'month/day/year' })).rejects.toMatchObject({ code: 'ambiguous_dates' })
  })

  it('lists a row whose date is none', async () => {
    const { refused } = await read({
      [LOG]: lines(logHeader, logLines([...englishDates.slice(0, 5), '31/02/27, 1:00'] as unknown as typeof englishDates)),
    })
    expect(refused.map(r => [r.code, r.rows])).toEqual([
      ['no_enrolment', 1],
      ['wrong_type', 1],
    ])
  })
})

describe('other columns are refused with what was expected and found', () => {
  it.each([
    { name: 'a log of the whole site', file: LOG, content: lines(`Course,${logHeader}`, []) },
    { name: 'a log in another language', file: LOG, content: lines(logHeader.replace('Time', 'Hora'), ['x,x,x,x,x,x,x,x,x']) },
    {
      name: 'a gradebook with a field of the institution',
      file: GRADES,
      content: lines(gradesHeader.replace('Department', '"Tutor group"'), gradeLines),
    },
    { name: 'a gradebook without ID numbers', file: GRADES, content: lines(gradesHeader.replace('"ID number"', '"Username"'), gradeLines) },
  ])('$name', async ({ file, content }) => {
    await expect(read({ [file]: content })).rejects.toMatchObject({
      code: 'wrong_columns',
      message: expect.stringMatching(/expected a (log|gradebook) of Moodle \(columns .* has .*--guess-mapping/),
    })
  })

  it('two logs', async () => {
    await expect(read({ 'again.csv': moodleFiles[LOG]! })).rejects.toMatchObject({
      code: 'wrong_columns',
      message: expect.stringContaining('Keep one'),
    })
  })
})

describe('what the files do not say is asked for', () => {
  it.each([
    { name: 'the terms', other: { terms: [] }, code: 'no_calendar', said: '--term' },
    { name: 'the join', other: { join: undefined }, code: 'bad_mapping', said: '--join id-number' },
    { name: 'the pass mark', other: { pass: undefined }, code: 'bad_mapping', said: '--pass' },
    { name: 'the course', other: { course: undefined }, code: 'no_calendar', said: '--course' },
    { name: 'a total that is there', other: { total: 'Total (Real)' }, code: 'bad_mapping', said: 'Course total (Real)' },
  ])('$name', async ({ other, code, said }) => {
    const at = writeFiles(fresh(), moodleFiles)
    const asked = { ...options, ...other } as MoodleOptions
    await expect(moodlePreset(at, asked)).rejects.toMatchObject({ code, message: expect.stringContaining(said) })
  })

  const numbered = { [GRADES]: lines(gradesHeader, gradeLines).replace(',42,', ',M-1,').replace(',43,', ',M-2,').replace(',44,', ',M-4,') }
  const users = {
    'users.csv': 'id,username,email,idnumber\n42,ann,ann@example.com,M-1\n43,bob,bob@example.com,M-2\n44,cem,cem@example.com,M-3\n',
  }

  it('refuses ID numbers that are not those of the log', async () => {
    await expect(read(numbered)).rejects.toMatchObject({ code: 'bad_mapping', message: expect.stringContaining('--users') })
  })

  it('finds users in a list of them, and lists who is not in it', async () => {
    const { records, refused } = await read({ ...numbered, ...users }, { join: { users: 'users.csv' } })
    expect(records.students).toEqual(['42', '43'])
    expect(refused[0]).toMatchObject({ file: GRADES, code: 'missing_key', rows: 1, examples: [{ line: 4, got: 'M-4' }] })
  })

  it('refuses a list in which a number stands for two', async () => {
    const twice = { 'users.csv': `${users['users.csv']}45,dan,dan@example.com,M-1\n` }
    await expect(read({ ...numbered, ...twice }, { join: { users: 'users.csv' } })).rejects.toMatchObject({ code: 'bad_mapping' })
  })

  it('takes results from a file of their own', async () => {
    const results = { 'results.csv': '"ID number",Result\n42,Good\n43,Left\n' }
    const { records } = await read(results, { results: 'results.csv', pass: undefined } as unknown as Partial<MoodleOptions>)
    const result = columnOf(records.enrolments.table, 'result')
    expect(result.kind === 'categorical' && Array.from(result.codes, code => result.levels[code] ?? null)).toEqual(['Good', 'Left', null])
  })
})

describe('what stands in the files twice', () => {
  const own = (...rows: string[]) => ({ 'results.csv': ['"ID number",Result', '42,Good', '43,Left', ...rows, ''].join('\n') })
  const byFile = { results: 'results.csv', pass: undefined } as unknown as Partial<MoodleOptions>

  it.each([
    { name: 'a result', files: own('42,Good'), refused: 0 },
    { name: 'a result that contradicts the first', files: own('42,Left'), refused: 1 },
    { name: 'a row of the gradebook', files: { ...own(), [GRADES]: lines(gradesHeader, [...gradeLines, gradeLines[0]!]) }, refused: 0 },
  ])('counts once: $name', async ({ files, refused }) => {
    const once = await read(own(), byFile)
    const twice = await read(files, byFile)
    expect(twice.records.hash).toBe(once.records.hash)
    expect(twice.refused.length - once.refused.length).toBe(refused)
    expect(twice.counts.eventRows).toBe(once.counts.eventRows)
  })
})

describe('results', () => {
  it('are none in a gradebook from before the end of its term', async () => {
    const early = lines(gradesHeader, gradeLines).replaceAll(/\d+$/gm, String(Date.UTC(2026, 11, 1) / 1000))
    const { records } = await read({ [GRADES]: early })
    const result = columnOf(records.enrolments.table, 'result')
    expect(result.kind === 'categorical' && [...result.codes]).toEqual([-1, -1, -1])
  })

  it('refuses a letter as a total, with its line', async () => {
    const { refused, counts } = await read({ [GRADES]: lines(gradesHeader, gradeLines).replace('49.99', 'B+') })
    expect(refused.find(r => r.code === 'wrong_type')).toMatchObject({ file: GRADES, examples: [{ line: 3, got: 'B+' }] })
    expect(counts.enrolments).toBe(2)
  })

  it('never shows the final examination', async () => {
    const final = logLines(englishDates)[3]!.replace('Quiz: Week 1', 'Quiz: Final').replaceAll("'43'", "'42'")
    const { records } = await read({ [LOG]: lines(logHeader, [...logLines(englishDates), final]) })
    expect(records.assessments.filter(a => a.final)).toHaveLength(1)
  })
})

describe('several terms', () => {
  it('stand in folders of terms and courses', async () => {
    const at = fresh()
    for (const place of ['2026W/stat1', '2026W/stat2', '2027S/stat1'])
      writeFiles(
        join(at, place),
        place.startsWith('2027') ? { ...moodleFiles, [LOG]: moodleFiles[LOG]!.replaceAll('/26,', '/27,') } : moodleFiles,
      )
    const { course: _, ...others } = options
    const terms = [...options.terms, parseTerm('2027S=2027-03-01:100')]
    const { records, refused } = await importRecords(at, { preset: await moodlePreset(at, { ...others, terms }) })
    expect([records.terms.map(t => t.name), records.courses, records.sections.length]).toEqual([['2026W', '2027S'], ['stat1', 'stat2'], 3])
    expect(records.enrolments.table.rows).toBe(9)
    expect(records.activity.day.length).toBe(12)
    expect(records.submissions.day.length).toBe(6)
    expect(refused.map(r => [r.file, r.code, r.rows])).toEqual([['logs', 'no_enrolment', 6]])
    const result = columnOf(records.enrolments.table, 'result')
    expect(result.kind === 'categorical' && [...result.codes].filter(code => code >= 0)).toHaveLength(4) // the gradebook of 2027S is too early
  })

  it('name the file of a line that cannot be taken, and of a row without a user', async () => {
    const at = fresh()
    for (const place of ['2026W/stat1', '2026W/stat2']) writeFiles(join(at, place), moodleFiles)
    const cut = {
      [LOG]: `${moodleFiles[LOG]}"1/12/26, 9:00",Ann`,
      [GRADES]: moodleFiles[GRADES]!.replace(',44,', ',,').replace('49.99', 'B+'),
    }
    writeFiles(join(at, '2026W/stat2'), cut)
    const { course: _, ...others } = options
    const { refused, counts } = await importRecords(at, { preset: await moodlePreset(at, others) })
    expect(refused).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ file: `2026W/stat2/${LOG}`, code: 'bad_line', rows: 1 }),
        expect.objectContaining({ file: `2026W/stat2/${GRADES}`, code: 'missing_key', examples: [{ line: 4, got: 'nothing' }] }),
        expect.objectContaining({ file: `2026W/stat2/${GRADES}`, code: 'wrong_type', examples: [{ line: 3, got: 'B+' }] }),
      ]),
    )
    expect(counts.enrolments).toBe(4)
  })

  it('in a folder whose name is a pattern, in windows-1252', async () => {
    const at = join(folder, "[it's *]")
    for (const [i, place] of ['2026W/stat1', '2026W/stat2'].entries()) {
      const grades = Buffer.from(moodleFiles[GRADES]!.replace('Moodle HQ', 'Zürich').replace(/56\.00,(?=\d{10})/, `5${i}.00,`), 'latin1')
      writeFiles(join(at, place), { ...moodleFiles, [GRADES]: grades })
    }
    const { course: _, ...others } = options
    const { records, notes } = await importRecords(at, { preset: await moodlePreset(at, { ...others, pass: 50.5 }) })
    const result = columnOf(records.enrolments.table, 'result')
    expect(result.kind === 'categorical' && Array.from(result.codes, code => result.levels[code] ?? null)).toEqual([
      'Fail',
      'Fail',
      null,
      'Pass',
      'Fail',
      null,
    ])
    expect(notes.filter(n => n.includes('windows-1252'))).toHaveLength(2)
  })

  it('of one course, in folders of terms', async () => {
    const at = fresh()
    writeFiles(join(at, '2026W'), moodleFiles)
    const { records } = await importRecords(at, { preset: await moodlePreset(at, options) })
    expect(records.hash).toBe((await read()).records.hash)
  })
})
