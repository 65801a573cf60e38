import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildRecords, generateRecords, ouladCodebook } from '@headway/campus'
import { afterAll, expect, it } from 'vitest'
import { readRecords } from './read-records.ts'
import { writeRecords } from './write-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
let made = 0
const fresh = () => join(folder, String(made++))

const { records } = generateRecords({ newStudents: 20, terms: 3, courses: 2, seed: 5 })

async function stored(): Promise<string> {
  const at = fresh()
  await writeRecords(records, at)
  return at
}

it('comes back the same', async () => {
  const back = await readRecords(await stored())
  const { table } = back.enrolments // the same cells by the hash; its students are listed in the order of the rows
  expect(back).toEqual({ ...records, enrolments: { ...records.enrolments, table } })
})

it('comes back the same with nothing but the enrolments, from a folder whose name is a pattern', async () => {
  const codebook = ouladCodebook(['A'], ['2013J'])
  const empty = buildRecords({
    codebook,
    terms: [{ name: '2013J', start: 15_979 }],
    courses: ['A'],
    sections: [{ course: 0, term: 0, days: 100 }],
    enrolments: [{ code_module: 'A', code_presentation: '2013J', id_student: '1' }],
    registered: [NaN],
    withdrawn: [NaN],
    resourceKinds: [],
    resources: [],
    activity: [],
    assessments: [],
    submissions: [],
    synthetic: false,
  })
  const odd = join(folder, '{a,b}[*]')
  await writeRecords({ ...empty, assumptions: ['Nothing happened.'] }, odd)
  expect(await readRecords(odd)).toEqual({ ...empty, assumptions: ['Nothing happened.'] })
})

it('says which version it follows', async () => {
  const at = fresh()
  await writeRecords(records, at, { previous: 'abc' })
  expect(JSON.parse(readFileSync(join(at, 'datapackage.json'), 'utf8'))['headway:records']).toMatchObject({
    version: 1,
    hash: records.hash,
    previous: 'abc',
  })
})

it('never changes what stands there, and leaves no rest', async () => {
  const at = fresh()
  mkdirSync(at)
  await expect(writeRecords(records, at)).rejects.toThrow(expect.objectContaining({ code: 'cannot_write' }))
  const stop = new AbortController()
  const stopped = writeRecords(records, fresh(), { signal: stop.signal, progress: what => what === 'activity' && stop.abort() })
  await expect(stopped).rejects.toThrow(expect.objectContaining({ code: 'aborted' }))
  writeFileSync(join(folder, 'a-file'), '')
  await expect(writeRecords(records, join(folder, 'a-file', 'in-it'))).rejects.toThrow(expect.objectContaining({ code: 'cannot_write' }))
  expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([])
})

it.each(readdirSync(await stored()))('notices that %s was cut or is gone', async file => {
  const at = await stored()
  truncateSync(join(at, file), 40)
  await expect(readRecords(at)).rejects.toThrow(expect.objectContaining({ code: 'bad_dataset_file' }))
  rmSync(join(at, file))
  const code = file === 'datapackage.json' ? 'no_file' : 'bad_dataset_file'
  await expect(readRecords(at)).rejects.toThrow(expect.objectContaining({ code }))
})

it.each([
  { name: 'another calendar', change: (text: string) => text.replace(/"start": \d+/, '"start": 1') },
  { name: 'another hash', change: (text: string) => text.replace(/"hash": "./, '"hash": "x') },
  { name: 'another version', change: (text: string) => text.replace('"version": 1', '"version": 2') },
  { name: 'no assumptions', change: (text: string) => text.replace('"assumptions"', '"others"') },
  { name: 'no codebook', change: (text: string) => text.replace('"fields"', '"columns"') },
  { name: 'another codebook', change: (text: string) => text.replace('"title": "', '"title": "x') },
  { name: 'nothing of ours', change: () => '{"resources": []}' },
])('refuses a datapackage.json with $name', async ({ change }) => {
  const at = await stored()
  const file = join(at, 'datapackage.json')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, change(before))
  expect(readFileSync(file, 'utf8')).not.toBe(before)
  await expect(readRecords(at)).rejects.toThrow(expect.objectContaining({ code: 'bad_dataset_file' }))
})

it('notices files of two versions in one folder', async () => {
  const [at, other] = [await stored(), fresh()]
  await writeRecords(generateRecords({ newStudents: 20, terms: 3, courses: 2, seed: 6 }).records, other)
  writeFileSync(join(at, 'activity.parquet'), readFileSync(join(other, 'activity.parquet')))
  await expect(readRecords(at)).rejects.toThrow(/changed or damaged/)
})
