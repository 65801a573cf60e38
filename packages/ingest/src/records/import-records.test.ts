import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildRecords, ouladCodebook } from '@headway/campus'
import { columnOf } from '@headway/learn'
import { afterAll, describe, expect, it } from 'vitest'
import { clicksAsParquet, clicksPath, ouladFiles, writeOulad } from '../../test/oulad-files.ts'
import { importRecords } from './import-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
let made = 0
const fresh = () => join(folder, String(made++))

const read = (other: Parameters<typeof writeOulad>[1] = {}, options: Parameters<typeof importRecords>[1] = { preset: 'oulad' }) =>
  importRecords(writeOulad(fresh(), other), options)
const withLine = (name: string, line: string) => ({ [name]: `${ouladFiles[name]}${line}\n` })

/** The same by hand. */
function expectedRecords() {
  const info = (code_presentation: string, id_student: string, rest: readonly string[]) => {
    const names = ['gender', 'region', 'highest_education', 'imd_band', 'age_band', 'num_of_prev_attempts', 'studied_credits', 'disability']
    const cells = Object.fromEntries([...names, 'final_result'].map((name, j) => [name, rest[j]!]))
    return { code_module: 'AAA', code_presentation, id_student, ...cells }
  }
  return buildRecords({
    codebook: ouladCodebook(['AAA'], ['2013J', '2014B']),
    terms: [
      { name: '2013J', start: Date.UTC(2013, 9, 1) / 86_400_000 },
      { name: '2014B', start: Date.UTC(2014, 1, 1) / 86_400_000 },
    ],
    courses: ['AAA'],
    sections: [
      { course: 0, term: 0, days: 268 },
      { course: 0, term: 1, days: 240 },
    ],
    enrolments: [
      info('2013J', '8', ['F', 'Wales', 'HE Qualification', '10-20%', '0-35', '0', '60', 'N', 'Withdrawn']),
      info('2013J', '9', ['M', 'Ireland', 'No Formal quals', '', '55<=', '0', '120', 'Y', 'Pass']),
      info('2014B', '8', ['F', 'Wales', 'HE Qualification', '10-20%', '0-35', '1', '60', 'N', 'Fail']),
    ],
    registered: [-30, NaN, 3],
    withdrawn: [50, NaN, NaN],
    resourceKinds: ['forumng', 'quiz'],
    resources: [0, 1, 0],
    activity: [
      { enrolment: 0, day: -3, resource: 0, amount: 2 },
      { enrolment: 1, day: 4, resource: 0, amount: 1 },
      { enrolment: 1, day: 4, resource: 1, amount: 6 },
      { enrolment: 1, day: 300, resource: 0, amount: 7 },
    ],
    assessments: [
      { section: 0, kind: 'TMA', due: 19, weight: 10, final: false },
      { section: 0, kind: 'Exam', due: NaN, weight: 100, final: true },
      { section: 1, kind: 'CMA', due: 30, weight: 0, final: false },
    ],
    submissions: [
      { enrolment: 0, assessment: 0, day: -1, score: 60, banked: true },
      { enrolment: 1, assessment: 0, day: 18, score: 78 },
      { enrolment: 1, assessment: 1, day: 230, score: 66 },
      { enrolment: 2, assessment: 2, day: 30, score: NaN },
    ],
    synthetic: false,
  })
}

describe('OULAD', () => {
  it('is the records that one would write by hand', async () => {
    const { records, refused, counts, preset } = await read()
    expect({ ...records, assumptions: [] }).toEqual(expectedRecords())
    expect(records.assumptions).toEqual([expect.stringContaining('1 February')])
    expect([refused, preset]).toEqual([[], 'oulad'])
    expect(counts).toEqual({
      enrolments: 3,
      students: 2,
      notRegistered: 1,
      withdrawn: 1,
      withoutEvents: 1,
      eventRows: 5,
      events: 4,
      eventsBeforeTerm: 1,
      eventsAfterEnd: 1,
      submissions: 4,
      submissionsBeforeTerm: 1,
      submissionsAfterEnd: 0,
      banked: 1,
    })
  })

  it('has no column of dates of registration: leaving is the outcome itself', async () => {
    const { records } = await read()
    expect(records.codebook.fields.filter(f => f.name.startsWith('date'))).toEqual([])
    expect(() => columnOf(records.enrolments.table, 'date_unregistration')).toThrow()
  })

  it.each([
    { name: 'question marks for what is missing', other: { 'studentInfo.csv': ouladFiles['studentInfo.csv']!.replace('"",', '"?",') } },
    { name: 'other line ends', other: { 'vle.csv': ouladFiles['vle.csv']!.replaceAll('\n', '\r\n') } },
    { name: 'line ends of the first computers', other: { 'studentVle.csv': ouladFiles['studentVle.csv']!.replaceAll('\n', '\r') } },
    { name: 'mixed line ends', other: { 'studentVle.csv': ouladFiles['studentVle.csv']!.replace('\n', '\r\n') } },
    { name: 'mixed line ends after quotes', other: { 'vle.csv': ouladFiles['vle.csv']!.replaceAll('\n', '\r\n').replace('\r\n', '\n') } },
    { name: 'blank lines', other: { 'studentAssessment.csv': `${ouladFiles['studentAssessment.csv']!.replace('\n21', '\n\n21')}\n\n` } },
    { name: 'semicolons', other: { 'courses.csv': ouladFiles['courses.csv']!.replaceAll(',', ';') } },
    { name: 'UTF-16', other: { 'vle.csv': Buffer.from(`\ufeff${ouladFiles['vle.csv']}`, 'utf16le') } },
    { name: 'UTF-8 with its mark', other: { 'studentVle.csv': `\ufeff${ouladFiles['studentVle.csv']}` } },
    {
      name: 'columns in another order',
      other: { 'courses.csv': 'module_presentation_length,code_presentation,code_module\n268,2013J,AAA\n240,2014B,AAA\n' },
    },
  ])('reads $name', async ({ other }) => {
    const { records, refused } = await read(other)
    expect([records.hash, refused]).toEqual([expectedRecords().hash, []])
  })

  it('reads the clicks as Parquet, in a folder whose name is a pattern', async () => {
    const at = writeOulad(join(folder, "[it's *]"), await clicksAsParquet())
    const { records, refused } = await importRecords(at)
    expect([records.hash, refused]).toEqual([expectedRecords().hash, []])
  })

  it('reads one of two copies of the clicks and says which', async () => {
    const { records, notes } = await read({ ...(await clicksAsParquet()), 'studentVle.csv': ouladFiles['studentVle.csv'] })
    expect(records.hash).toBe(expectedRecords().hash)
    expect(notes[0]).toMatch(/^studentVle\.csv was read; studentVle_parquet\/.* was left alone/)
  })

  it('reads windows-1252 and says so', async () => {
    const { records, notes } = await read({ 'vle.csv': Buffer.from(ouladFiles['vle.csv']!.replace('quiz', 'café'), 'latin1') })
    expect(records.resources.kinds).toEqual(['café', 'forumng'])
    expect(notes[0]).toContain('vle.csv is not UTF-8')
  })

  it('notes a term with one outcome only, and keeps it', async () => {
    const { notes, counts } = await read({ 'studentInfo.csv': ouladFiles['studentInfo.csv']!.replace('"Pass"', '"Withdrawn"') })
    expect(notes).toEqual(['In 2013J every recorded outcome is Withdrawn.', 'In 2014B every recorded outcome is Fail.'])
    expect(counts.enrolments).toBe(3)
  })

  it('takes an enrolment once that stands there twice', async () => {
    const twice = ouladFiles['studentInfo.csv']!.split('\n')[1]!
    const { records, notes } = await read(withLine('studentInfo.csv', twice))
    expect(records.hash).toBe(expectedRecords().hash)
    expect(notes[0]).toContain('1 enrolments stand in the files twice')
  })
})

describe('what is refused is listed, and the rest is taken', () => {
  const info = ouladFiles['studentInfo.csv']!.split('\n')[1]!
  const cases = [
    { file: 'studentVle.csv', line: 'AAA,2013J,77,501,4,1', code: 'no_enrolment', got: 'AAA 2013J 77 501 4 1' },
    { file: 'studentVle.csv', line: 'AAA,2014B,9,503,4,1', code: 'no_enrolment', got: 'AAA 2014B 9 503 4 1' },
    { file: 'studentVle.csv', line: 'AAA,2013J,9,599,4,1', code: 'no_resource', got: 'AAA 2013J 9 599 4 1' },
    { file: 'studentVle.csv', line: 'AAA,2013J,9,501,today,1', code: 'wrong_type', got: 'AAA 2013J 9 501 today 1' },
    { file: 'studentVle.csv', line: 'AAA,2013J,9,501,4.5,1', code: 'wrong_type', got: 'AAA 2013J 9 501 4.5 1' },
    { file: 'studentVle.csv', line: 'AAA,2013J,9,501,99999,1', code: 'wrong_type', got: 'AAA 2013J 9 501 99999 1' },
    { file: 'studentVle.csv', line: 'AAA,2013J,9,501,4,0', code: 'wrong_type', got: 'AAA 2013J 9 501 4 0' },
    { file: 'studentVle.csv', line: 'AAA,2013J,9,501,4,inf', code: 'wrong_type', got: 'AAA 2013J 9 501 4 inf' },
    { file: 'studentVle.csv', line: 'AAA,2013J,9,50', code: 'bad_line', got: 'AAA,2013J,9,50' },
    { file: 'studentAssessment.csv', line: '11,77,4,0,50', code: 'no_enrolment', got: '11 77 4 50' },
    { file: 'studentAssessment.csv', line: '99,9,4,0,50', code: 'no_assessment', got: '99 9 4 50' },
    { file: 'studentAssessment.csv', line: '11,9,4,0,101', code: 'out_of_range', got: '11 9 4 101' },
    { file: 'studentAssessment.csv', line: '11,9,4,0,good', code: 'out_of_range', got: '11 9 4 good' },
    { file: 'studentAssessment.csv', line: '11,9,,0,50', code: 'wrong_type', got: '11 9 50' },
    { file: 'studentAssessment.csv', line: '11,9', code: 'bad_line', got: '11,9' },
    {
      file: 'studentInfo.csv',
      line: info.replace('"Fail"', '"Pass"'),
      code: 'duplicate_key',
      at: 5,
      got: expect.stringContaining('final_result'),
    },
    { file: 'studentInfo.csv', line: info.replace('"8"', '"7"').replace('Wales', 'Mars'), code: 'unknown_code', got: 'Mars' },
    { file: 'studentInfo.csv', line: info.replace('"8"', '""'), code: 'missing_key', got: 'an empty cell' },
    { file: 'studentInfo.csv', line: info.replace('"8"', '"7"').replace('AAA', 'ZZZ'), code: 'no_section', got: 'ZZZ 2014B' },
    { file: 'studentRegistration.csv', line: 'AAA,2013J,9,5,', code: 'duplicate_key', got: 'AAA 2013J 9' },
    { file: 'studentRegistration.csv', line: 'AAA,2013J,77,5,', code: 'no_enrolment', got: 'AAA 2013J 77' },
    { file: 'assessments.csv', line: 'AAA,2013J,11,TMA,50,5', code: 'duplicate_key', got: '11' },
    { file: 'assessments.csv', line: 'AAA,2015J,13,TMA,50,5', code: 'no_section', got: 'AAA 2015J' },
    { file: 'assessments.csv', line: 'AAA,2013J,13,TMA,soon,5', code: 'wrong_type', got: 'soon' },
    { file: 'courses.csv', line: 'AAA,2014B,250', code: 'duplicate_key', got: 'AAA 2014B' },
    { file: 'courses.csv', line: 'BBB,2014B,long', code: 'wrong_type', got: 'long' },
    { file: 'vle.csv', line: '501,AAA,2013J,wiki,,', code: 'duplicate_key', got: '501 wiki' },
  ]

  it('row by row, with the line in small files', async () => {
    const other: Record<string, string> = {}
    const asked = cases.map(({ file, line, code, got }) => {
      other[file] = `${other[file] ?? ouladFiles[file]}${line}\n`
      const at = other[file].split('\n').length - 1
      return [file, code, file === 'studentVle.csv' && code !== 'bad_line' ? undefined : at, got]
    })
    const { records, refused } = await read(other)
    const told = refused.flatMap(({ file, code, examples }) => examples.map(({ line, got }) => [file, code, line, got]))
    expect(told).toEqual(expect.arrayContaining(asked))
    expect([told.length, refused.reduce((sum, r) => sum + r.rows, 0)]).toEqual([cases.length, cases.length])
    expect(refused.filter(({ expected, remedy }) => expected === '' || remedy === '')).toEqual([])
    expect(records.hash).toBe(expectedRecords().hash)
  })

  it('counts lines below a broken one', async () => {
    const rows = ouladFiles['studentAssessment.csv']!.split('\n')
    const broken = [rows[0], '11,9', ...rows.slice(1, -1), '99,9,4,0,50', ''].join('\n')
    const { refused } = await read({ 'studentAssessment.csv': broken })
    expect(refused.map(r => [r.code, r.examples[0]!.line])).toEqual([
      ['bad_line', 2],
      ['no_assessment', 7],
    ])
  })

  it('counts thousands and shows a few', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => `AAA,2013J,77,501,${i % 200},1`).join('\n')
    const { refused, counts } = await read(withLine('studentVle.csv', many))
    expect(refused).toEqual([expect.objectContaining({ code: 'no_enrolment', rows: 5000 })])
    expect(refused[0]!.examples).toHaveLength(20)
    expect([counts.eventRows, counts.events]).toEqual([5005, 4])
  })

  it('refuses an unusable date of registration with its enrolment', async () => {
    const { refused, counts } = await read({
      'studentRegistration.csv': ouladFiles['studentRegistration.csv']!.replace('"-30"', '"early"'),
    })
    expect(refused.map(r => [r.file, r.code, r.column])).toContainEqual(['studentInfo.csv', 'wrong_type', 'registered'])
    expect(counts.enrolments).toBe(2)
  })
})

describe('what cannot be imported', () => {
  const fails = (code: string, message: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(message) })

  it.each([
    { name: 'a missing file', other: { 'vle.csv': undefined }, error: fails('no_file', /^vle\.csv: .* needs this file/) },
    { name: 'missing clicks', other: { 'studentVle.csv': undefined }, error: fails('no_file', /studentVle\.csv.*studentVle_parquet/) },
    {
      name: 'other columns',
      other: { 'vle.csv': 'id,name\n1,a\n' },
      error: fails(
        'wrong_columns',
        /^vle\.csv: .*has the columns id_site, .*this file has id, name \(lacks id_site, .* and has id, name besides\)/,
      ),
    },
    {
      name: 'a column too many',
      other: { 'courses.csv': 'code_module,code_presentation,module_presentation_length,extra\nAAA,2013J,268,1\n' },
      error: fails('wrong_columns', /courses\.csv: .*\(has extra besides\)/),
    },
    { name: 'a term without a start', other: withLine('courses.csv', 'AAA,2014X,200'), error: fails('no_calendar', /2014X/) },
    { name: 'an empty file', other: { 'studentInfo.csv': '' }, error: fails('empty_file', /studentInfo\.csv/) },
    {
      name: 'a header alone',
      other: { 'studentInfo.csv': ouladFiles['studentInfo.csv']!.split('\n')[0]! },
      error: fails('no_usable_rows', /no enrolment/),
    },
    {
      name: 'UTF-16 without its mark',
      other: { 'vle.csv': Buffer.from(ouladFiles['vle.csv']!, 'utf16le') },
      error: fails('binary_file', /NUL/),
    },
    {
      name: 'more broken lines than can be listed',
      other: withLine('studentVle.csv', 'x,y\n'.repeat(30_000)),
      error: fails('damaged_file', /studentVle\.csv: .* are no rows of 6 cells/),
    },
    { name: 'an archive', other: { 'vle.csv': Buffer.from([0x50, 0x4b, 3, 4, 20]) }, error: fails('zip_file', /vle\.csv/) },
    { name: 'a web page', other: { 'vle.csv': '<!doctype html><title>Log in</title>' }, error: fails('html_file', /vle\.csv/) },
  ])('$name', async ({ other, error }) => {
    await expect(read(other)).rejects.toThrow(error)
  })

  it('says of every preset why it is not the one', async () => {
    await expect(read({ 'vle.csv': undefined }, {})).rejects.toThrow(fails('no_preset', /not oulad: vle\.csv/))
    await expect(read({}, { preset: 'nope' })).rejects.toThrow(fails('no_preset', /Known: oulad/))
    await expect(importRecords(join(folder, 'nowhere'))).rejects.toThrow(fails('no_file', /no such folder/))
  })

  it.each([
    { name: 'cut', damage: (bytes: Buffer) => bytes.subarray(0, bytes.length / 2) },
    { name: 'changed', damage: (bytes: Buffer) => bytes.fill(0x7f, 4, 60) },
  ])('a Parquet file that was $name', async ({ damage }) => {
    const clicks = await clicksAsParquet()
    const at = writeOulad(fresh(), { ...clicks, [clicksPath]: damage(clicks[clicksPath]!) })
    await expect(importRecords(at)).rejects.toThrow(fails('damaged_file', /parquet/))
  })

  it('stops when told, before and in the middle', async () => {
    const at = writeOulad(fresh())
    await expect(importRecords(at, { signal: AbortSignal.abort() })).rejects.toThrow(fails('aborted', /stopped/))
    const stop = new AbortController()
    const inTheMiddle = importRecords(at, { signal: stop.signal, progress: what => what.startsWith('studentVle') && stop.abort() })
    await expect(inTheMiddle).rejects.toThrow(fails('aborted', /stopped/))
  })
})

it('says how far it is', async () => {
  const said = new Set<string>()
  await read({}, { progress: (what, done, total) => void said.add(`${what} ${done <= total}`) })
  expect([...said].sort()).toEqual(
    Object.keys(ouladFiles)
      .map(name => `${name} true`)
      .sort(),
  )
})
