import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateRecords, isoDate, type Records, recordsHash } from '@headway/campus'
import { writeRecords } from '@headway/ingest'
import { type Column, categoricalColumn, columnOf } from '@headway/learn'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../test/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-running-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { records } = generateRecords({ newStudents: 60, terms: 3, courses: 2, seed: 8 })
const date = isoDate(records.terms[2]!.start + 30)
const predict = (models: string, dataset: string, ...more: string[]) => runCommand('predict', at(models), '--dataset', at(dataset), ...more)

const train = (out: string, target: string) =>
  runCommand(
    'train',
    '--dataset',
    at('data'),
    '--moment',
    'week 2',
    '--target',
    target,
    '--learner',
    'linear',
    '--budget',
    '1',
    '--quick',
    '--out',
    at(out),
  )

/** The folder of models with one more file in it. */
function withFile(name: string, file: string, text: string): string {
  mkdirSync(at(name), { recursive: true })
  copyFileSync(at('models/week-2.model.json'), at(`${name}/week-2.model.json`))
  writeFileSync(at(`${name}/${file}`), text)
  return name
}

/** New groups and, in every other row, a new name for the first course. */
function otherCodes({ enrolments, codebook, ...rest }: Records): Records {
  const renamed = { course: ['C9', 'C2'], group: ['A', 'Z'] } as const
  const code = (value: string) => ({ value, label: value })
  const change = (column: Column) => {
    const levels = column.name === 'course' ? renamed.course : column.name === 'group' ? renamed.group : undefined
    return levels && column.kind === 'categorical' ? categoricalColumn(column.name, column.codes, levels, column) : column
  }
  const fields = codebook.fields.map(f =>
    f.name === 'course' || f.name === 'group' ? { ...f, scale: { kind: 'nominal' as const, codes: renamed[f.name].map(code) } } : f,
  )
  const table = { ...enrolments.table, columns: enrolments.table.columns.map(change) }
  const renamedRecords = { ...rest, codebook: { ...codebook, fields }, courses: [...renamed.course], enrolments: { ...enrolments, table } }
  return { ...renamedRecords, hash: recordsHash(renamedRecords) }
}

beforeAll(async () => {
  await writeRecords(records, at('data'))
  await writeRecords(otherCodes(records), at('renamed'))
  await train('models', 'result=Fail,Withdrawn')
  await train('others', 'result=Withdrawn')
})

describe('forecasts of a running term that cannot be made', () => {
  it.each([
    [
      'a date after every term',
      () => predict('models', 'data', '--moment', '2030-01-01'),
      /Nothing runs on 2030-01-01: .*Give a date in a term.*\[no_rows\]/,
    ],
    ['a date before every term', () => predict('models', 'data', '--moment', '2001-01-01'), /Nothing runs on 2001-01-01/],
    ['a date that is none', () => predict('models', 'data', '--moment', '2014-02-30'), /Give the day as a date: .*got 2014-02-30/],
    ['no dataset', () => predict('models', 'nowhere', '--moment', date), /nowhere/],
    ['a folder that is no dataset', () => predict('models', 'models', '--moment', date), /models/],
    ['a file beside the dataset', () => predict('models', 'data', 'a.csv', '--moment', date), /exactly one folder of models, got 2/],
    ['a list of nobody', () => predict('models', 'data', '--moment', date, '--list', '0'), /--list must be a whole number from 1/],
    ['one refit', () => predict('models', 'data', '--moment', date, '--refits', '1'), /--refits must be a whole number from 2/],
    [
      'a foreign file among the models',
      () => predict(withFile('foreign', 'week-4.model.json', '{"kind":"something"}'), 'data', '--moment', date),
      /foreign.week-4\.model\.json: .*\[bad_bundle\]/,
    ],
    [
      'a model cut in the middle',
      () =>
        predict(
          withFile('half', 'week-4.model.json', readFileSync(at('models/week-2.model.json'), 'utf8').slice(0, 5000)),
          'data',
          '--moment',
          date,
        ),
      /half.week-4\.model\.json: .*\[bad_bundle\]/,
    ],
    [
      'models of different questions',
      () => predict(withFile('mixed', 'other.model.json', readFileSync(at('others/week-2.model.json'), 'utf8')), 'data', '--moment', date),
      /ask different questions: .*Result Withdrawn.*\|.*Result Fail or Withdrawn.*\[bad_question\]/,
    ],
    [
      'two models of one moment',
      () => predict(withFile('twice', 'again.model.json', readFileSync(at('models/week-2.model.json'), 'utf8')), 'data', '--moment', date),
      /Two models forecast at week 2.*\[bad_question\]/,
    ],
  ])('%s', async (_, run, message) => {
    const { code, out, err } = await run()
    expect(code).toBeGreaterThan(0)
    expect(err).toMatch(message)
    expect(out).toBe('')
  })

  it('keeps an older file of forecasts when the new ones cannot be made', async () => {
    writeFileSync(at('kept.csv'), 'old')
    await predict('models', 'data', '--moment', '2030-01-01', '--out', at('kept.csv'))
    expect(readFileSync(at('kept.csv'), 'utf8')).toBe('old')
    expect(existsSync(at('models/week-2.model.json'))).toBe(true)
  })
})

describe('a dataset whose codes differ', () => {
  it('has a forecast or a reason for everybody, with what is new in the remarks', async () => {
    const { code, out, err } = await predict('models', 'renamed', '--moment', date, '--json')
    expect(code).toBe(0)
    const n = columnOf(records.enrolments.table, 'term')
    const running = n.kind === 'categorical' ? n.codes.filter(c => n.levels[c] === 'T3').length : 0
    const lines = out.split('\n').map(line => JSON.parse(line))
    expect(lines).toHaveLength(running)
    const unknown = lines.filter(l => l.unknown?.includes('course'))
    expect(err).toContain(`note: week 2: Course "C9" was never seen in training, so it is taken as unknown: ${unknown.length} enrolments`)
    expect(err).not.toContain('Group') // protected: this model was not given it
    expect(unknown.every(l => l.course === 'C9')).toBe(true)
  })

  it('says what could be filled in: attributes, not indicators that nobody can know yet', async () => {
    const { out } = await predict('models', 'renamed', '--moment', date)
    const [header, first] = out.split('\n') as [string, string]
    const cell = first.split(',')[header.split(',').indexOf('unknown')]!
    expect(cell.split('; ').every(name => ['course', 'group', 'entry_score', ''].includes(name))).toBe(true)
  })
})

it('ignores files that are no models beside them', async () => {
  const { code } = await predict(withFile('beside', 'study.html', '<html>'), 'data', '--moment', date)
  expect(code).toBe(0)
})
