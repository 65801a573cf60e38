import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateRecords, isoDate, type RunningLine } from '@headway/campus'
import { writeRecords } from '@headway/ingest'
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
    const { code, out } = await trainAll('--report', at('study.html'))
    expect(code).toBe(0)
    expect(out).toContain('at week 6 of the term, with scores known 14 days after submission')
    expect(out).toMatch(/ROC AUC +week 2 +week 6/)
    expect(existsSync(at('models/week-2.model.json')) && existsSync(at('models/week-6.model.json'))).toBe(true)
    const page = readFileSync(at('study.html'), 'utf8')
    expect(page).toContain('How early is early enough')
    expect(page).toContain('Synthetic records.')
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
