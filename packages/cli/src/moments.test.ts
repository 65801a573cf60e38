import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeModel, generateRecords, isoDate, type RunningLine, recordsHash } from '@headway/campus'
import { writeRecords } from '@headway/ingest'
import { numericColumn } from '@headway/learn'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../test/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-moments-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { records } = generateRecords({ newStudents: 80, terms: 3, courses: 2, seed: 3 })
const last = records.terms.length - 1
const running = Array.from(records.enrolments.section).filter(s => records.sections[s]!.term === last).length
const dayOfLast = (day: number) => isoDate(records.terms[last]!.start + day)

const ask = ['--target', 'result=Fail,Withdrawn', '--learner', 'linear', '--budget', '1', '--quick']
const trainAll = (...more: string[]) =>
  runCommand('train', '--dataset', at('data'), '--moment', 'week 2', '--moment', 'week 6', ...ask, '--out', at('models'), ...more)

beforeAll(() => writeRecords(records, at('data')))

describe('several moments from one dataset', () => {
  it('trains a model for each, with one page about all', async () => {
    const { code, out } = await trainAll('--report', at('study.html'), '--forecasts', at('held-out'))
    expect(code).toBe(0)
    expect(out).toContain('at week 6 of the term, with scores known 14 days after submission')
    expect(out).toMatch(/ROC AUC +week 2 +week 6/)
    expect(existsSync(at('models/week-2.model.json')) && existsSync(at('models/week-6.model.json'))).toBe(true)
    const page = readFileSync(at('study.html'), 'utf8')
    expect(page).toContain('How early is early enough')
    expect(page).toContain('Synthetic records.')
    const [head, ...lines] = readFileSync(at('held-out/week-6.forecasts.csv'), 'utf8').trimEnd().split('\n')
    expect(head).toBe('student,course,term,fold,outcome,p(not Result Fail or Withdrawn),p(Result Fail or Withdrawn)')
    const { report } = decodeModel(readFileSync(at('models/week-6.model.json'), 'utf8'))
    expect(lines).toHaveLength(report.entries.find(e => e.id === 'model')!.metrics['rocAuc']!.n)
    expect(lines.every(line => line.includes(`,${records.terms[last]!.name},`))).toBe(true)
  })

  it('sets protected columns beside at the main moment alone, and not in a first look', async () => {
    const slow = ask.filter(a => a !== '--quick')
    const args = ['--dataset', at('data'), '--moment', 'week 2', '--moment', 'week 6', ...slow, '--refits', '0', '--out', at('beside')]
    const { out } = await runCommand('train', ...args, '--main', 'week 2')
    expect(out).toMatch(/\nProtected columns as inputs \(Group\): ROC AUC .* without\./)
    const [two, six] = ['week-2', 'week-6'].map(name => JSON.parse(readFileSync(at(`beside/${name}.model.json`), 'utf8')).body.report)
    expect([two.beside?.columns, six.beside]).toEqual([['Group'], undefined])
    expect((await trainAll()).out).not.toContain('Protected columns as inputs')
  })

  it('leaves a suspected column out until somebody says why it stays, and keeps both in the report', async () => {
    const left = { name: 'left_on', title: 'Left on', scale: { kind: 'quantity' }, role: 'indicator', actionable: false } as const
    const many = generateRecords({ newStudents: 250, terms: 3, courses: 3, seed: 21 }).records
    const { codebook, enrolments } = many
    const leaky = {
      ...many,
      codebook: { ...codebook, fields: [left, ...codebook.fields] },
      enrolments: {
        ...enrolments,
        table: { ...enrolments.table, columns: [numericColumn('left_on', enrolments.withdrawn), ...enrolments.table.columns] },
      },
    }
    await writeRecords({ ...leaky, hash: recordsHash(leaky) }, at('leaky'))
    const args = ['train', '--dataset', at('leaky'), '--moment', 'week 8', ...ask, '--out', at('kept')]
    const without = await runCommand(...args)
    expect(without.err).toContain('To keep it: --keep-suspect "left_on=<reason>" --by <name>')
    expect(without.out).toMatch(/suspected: left_on \(.*\), left out/)
    const kept = await runCommand(...args, '--keep-suspect', 'left_on=a trial = no more', '--by', 'A. Analyst')
    expect(kept.out).toMatch(/suspected: left_on \(.*\), kept by A\. Analyst: a trial = no more/)
    expect(decodeModel(readFileSync(at('kept/week-8.model.json'), 'utf8')).report.suspects).toMatchObject([
      { column: 'left_on', kept: true, keptBy: { reason: 'a trial = no more', by: 'A. Analyst' } },
    ])
  })

  it('forecasts the running term: every enrolment has a forecast or a reason', async () => {
    const { code, out, err } = await runCommand('predict', at('models'), '--dataset', at('data'), '--moment', dayOfLast(30))
    expect(code).toBe(0)
    const lines = out.split('\n')
    expect(lines[0]).toBe(
      'student,course,term,as of,rank,of,forecast,p(not Result Fail or Withdrawn),p(Result Fail or Withdrawn),unknown,no forecast because',
    )
    expect(lines).toHaveLength(running + 1)
    expect(
      lines.slice(1).every(line => /,week 2,\d+,\d+,(not )?Result Fail or Withdrawn,0\.\d+,0\.\d+,,$|,,,,,,,[a-z ]+$/.test(line)),
    ).toBe(true)
    expect(err).toContain(`${running} enrolments`)
    expect(err).toContain('forecast as of week 2')
  })

  it('says in plain words why, what became of others like this, and how firm a place on the list is', async () => {
    const args = ['predict', at('models'), '--dataset', at('data'), '--moment', dayOfLast(30)]
    const { code, out, err } = await runCommand(...args, '--reasons', '--words', '--refits', '3', '--list', '7', '--json')
    expect(code).toBe(0)
    const lines: RunningLine[] = out.split('\n').map(line => JSON.parse(line))
    const [first] = lines
    expect(first).toMatchObject({
      rank: 1,
      moment: 'week 2',
      stability: { refits: 3 },
      reasons: expect.any(Array),
      likeThis: expect.any(Object),
    })
    expect(lines.reduce((sum, l) => sum + (l.stability?.times ?? 0), 0)).toBe(3 * 7)
    expect(err).toMatch(/T3, as of week 2: a list of 7 of \d+/)
    const csv = (await runCommand(...args, '--reasons', '--words', '--refits', '3', '--list', '7')).out.split('\n')
    expect(csv[0]).toMatch(/,unknown,reasons,in words,stability,no forecast because$/)
    expect(csv[1]).toContain(first!.likeThis!.sentence)
    expect(csv[1]).toContain(`,on the list in ${first!.stability!.times} of 3 refits,`)
    const background = first!.reasons!.filter(r => r.kind === 'background')
    expect(background.length).toBeGreaterThan(0)
    for (const { title, value } of background) expect(csv[1]).not.toContain(`${title}: ${value}`)
  })

  it('reports on the whole folder, beginning with the moment asked for', async () => {
    const { code, out } = await runCommand('report', at('models'), '--main', 'week 2')
    expect(code).toBe(0)
    expect(out).toContain('\nAt week 2: ')
  })

  it.each([
    ['a moment that is none', ['train', '--dataset', 'x', '--moment', 'soon', ...ask, '--out', 'y'], /soon is no prediction moment/],
    ['no moment', ['train', '--dataset', 'x', ...ask, '--out', 'y'], /Say when to forecast: --moment "week 8"/],
    ['a file beside the dataset', ['train', 'a.csv', '--dataset', 'x', '--moment', 'week 2', ...ask, '--out', 'y'], /not both: got a.csv/],
    [
      'another main moment',
      ['train', '--dataset', 'x', '--moment', 'week 2', '--main', 'week 3', ...ask, '--out', 'y'],
      /must be one of the moments \(week 2\)/,
    ],
    [
      'a kept column without a reason',
      ['train', '--dataset', 'x', '--moment', 'week 2', ...ask, '--out', 'y', '--keep-suspect', 'a', '--by', 'A'],
      /Say why a is kept, and who says so: --keep-suspect "a=<reason>" --by <name>/,
    ],
    [
      'a kept column and nobody who keeps it',
      ['train', '--dataset', 'x', '--moment', 'week 2', ...ask, '--out', 'y', '--keep-suspect', 'a=b'],
      /Say why a is kept, and who says so/,
    ],
    ['no date to forecast on', ['predict', 'x', '--dataset', 'y', '--moment', 'week 2'], /Give the day as a date/],
    ['no folder of models', ['predict', at('nowhere'), '--dataset', at('data'), '--moment', dayOfLast(3)], /is no folder of models/],
    ['a folder without models', ['predict', at('data'), '--dataset', at('data'), '--moment', dayOfLast(3)], /There is no model in/],
    ['no dataset', ['train', '--dataset', at('nowhere'), '--moment', 'week 2', ...ask, '--out', at('other')], /nowhere/],
  ])('refuses %s', async (_, args, message) => {
    const { code, err } = await runCommand(...args)
    expect(code).toBeGreaterThan(0)
    expect(err).toMatch(message)
  })
})
