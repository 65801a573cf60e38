import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRecords } from '@headway/ingest'
import { afterAll, expect, it } from 'vitest'
import { runCommand } from '../../test/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-import-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const files: Readonly<Record<string, string>> = {
  courses: 'code_module,code_presentation,module_presentation_length\nAAA,2013J,268\n',
  assessments: 'code_module,code_presentation,id_assessment,assessment_type,date,weight\nAAA,2013J,11,TMA,19,10\n',
  vle: 'id_site,code_module,code_presentation,activity_type,week_from,week_to\n501,AAA,2013J,quiz,,\n',
  studentInfo: `code_module,code_presentation,id_student,gender,region,highest_education,imd_band,age_band,num_of_prev_attempts,studied_credits,disability,final_result
AAA,2013J,8,F,Wales,HE Qualification,10-20,0-35,1,60,N,Fail
AAA,2013J,9,M,Wales,HE Qualification,?,0-35,0,60,N,Pass
`,
  studentRegistration: 'code_module,code_presentation,id_student,date_registration,date_unregistration\nAAA,2013J,8,-9,\nAAA,2013J,9,-9,\n',
  studentAssessment: 'id_assessment,id_student,date_submitted,is_banked,score\n11,8,18,0,78\n',
  studentVle: 'code_module,code_presentation,id_student,id_site,date,sum_click\nAAA,2013J,8,501,1,2\nAAA,2013J,8,501,1,3\n',
}

function write(name: string, more: Readonly<Record<string, string>> = {}): string {
  mkdirSync(at(name))
  for (const [file, text] of Object.entries({ ...files, ...more })) writeFileSync(join(at(name), `${file}.csv`), text)
  return at(name)
}

it('makes a dataset and says what is in it and what was assumed', async () => {
  const { code, out, err } = await runCommand('import', write('plain'), '--out', at('first'))
  expect(code).toBe(0)
  expect(out).toMatch(/\(oulad\), hash [0-9a-f]{12}\n/)
  expect(out).toMatch(/rows of events +2\n/)
  expect(out).toMatch(/added up by enrolment, day and resource +1\n/)
  expect(err).toBe('assumed: Presentations B start on 1 February and J on 1 October of their year; the files do not say.')
  expect((await readRecords(at('first'))).students).toEqual(['8', '9'])
})

it('lists what was refused, keeps the rest and exits with 1; a new version names the one before', async () => {
  const weekLater = write('later', { studentVle: `${files['studentVle']}AAA,2013J,77,501,9,1\nAAA,2013J,9,501,9,1\n` })
  const { code, out } = await runCommand(
    'import',
    weekLater,
    '--out',
    at('second'),
    '--previous',
    at('first'),
    '--preset',
    'oulad',
    '--json',
  )
  const said = JSON.parse(out)
  expect([code, said.counts.events, said.preset]).toEqual([1, 2, 'oulad'])
  expect(said.refused).toEqual([expect.objectContaining({ file: 'studentVle.csv', code: 'no_enrolment', rows: 1 })])
  const first = await readRecords(at('first'))
  expect([said.previous, said.hash]).toEqual([first.hash, (await readRecords(at('second'))).hash])
  expect(said.hash).not.toBe(first.hash)
  const again = await runCommand('import', weekLater, '--out', at('third'))
  expect(again.err).toContain('refused: studentVle.csv: 1 row; expected a student enrolled in the course and term.')
  expect(readFileSync(join(at('third'), 'datapackage.json'), 'utf8')).not.toContain('previous')
})

it.each([
  { name: 'no --out', args: [at('plain')], code: 2, says: /--out <dataset>/ },
  { name: 'no folder', args: ['--out', at('x')], code: 2, says: /exactly one folder of files/ },
  {
    name: 'a dataset that stands there',
    args: [at('plain'), '--out', at('first')],
    code: 1,
    says: /stands there already.*\[cannot_write\]/,
  },
  {
    name: 'an unknown preset',
    args: [at('plain'), '--out', at('x'), '--preset', 'no'],
    code: 1,
    says: /no preset called no.*\[no_preset\]/,
  },
  { name: 'other files', args: [folder, '--out', at('x')], code: 1, says: /not oulad: courses\.csv.*\[no_preset\]/ },
  { name: 'no such version', args: [at('plain'), '--out', at('x'), '--previous', at('nope')], code: 1, says: /no dataset at.*\[no_file\]/ },
])('refuses $name', async ({ args, code, says }) => {
  const result = await runCommand('import', ...args)
  expect(result.code).toBe(code)
  expect(result.err).toMatch(says)
  expect(existsSync(at('x'))).toBe(false)
})
