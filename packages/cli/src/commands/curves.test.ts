import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeModel, type TitledCurve } from '@headway/campus'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand } from '../../test/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-curves-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const asked = ['--learner', 'additive', '--quick']
const model = at('model.json')
const signed = ['--by', 'A. Analyst', '--reason', 'few students lie there']

beforeAll(async () => {
  await runCommand('generate', '--rows', '120', '--seed', '4', '--out', at('students.csv'))
  await runCommand('train', at('students.csv'), '--target', 'GRADE<=1', ...asked, '--out', model)
  await runCommand('generate', '--rows', '120', '--codebook', 'uci697', '--out', at('others.csv'))
  await runCommand('train', at('others.csv'), '--target', 'Target', ...asked, '--out', at('classes.json'))
}, 60_000)

/** By row of the file: the value of its GPA, and the probability of the event. */
async function forecastsOf(file: string) {
  const lines = (await runCommand('predict', file, at('students.csv'), '--json')).out.split('\n').map(line => JSON.parse(line))
  const [head, ...rows] = readFileSync(at('students.csv'), 'utf8').trim().split('\n')
  const gpa = head!.split(',').indexOf('CUML_GPA')
  return rows.map((row, i) => ({ gpa: Number(row.split(',')[gpa]), probability: lines[i].eventProbability as number }))
}

it('prints every curve as a table, in the words of the codebook', async () => {
  const { code, out } = await runCommand('curves', model)
  const curves: TitledCurve[] = JSON.parse((await runCommand('curves', model, '--json')).out)
  expect([code, out.match(/^.+: adds to the log-odds of Output Grade Fail or DD$/gm)]).toEqual([
    0,
    curves.map(({ title, column }) => `${title} (${column}): adds to the log-odds of Output Grade Fail or DD`),
  ])
  const [bin] = curves.find(c => c.column === 'CUML_GPA')!.bins
  const figures = `${bin!.value.toFixed(3)} +${bin!.low.toFixed(3)} to ${bin!.high.toFixed(3)} +${(100 * bin!.share).toFixed(1)} %`
  expect(out).toMatch(new RegExp(`^  0  ${bin!.holds} +${figures}$`, 'm'))
})

it('prints one column by name or title, and one class', async () => {
  const [curve, ...others]: TitledCurve[] = JSON.parse((await runCommand('curves', model, '--column', 'Cumulative GPA', '--json')).out)
  expect([curve!.column, others]).toEqual(['CUML_GPA', []])
  const graduate = await runCommand('curves', at('classes.json'), '--output', 'Graduate')
  expect(new Set(graduate.out.match(/adds to the .+$/gm))).toEqual(new Set(['adds to the log-odds of Graduate against other classes']))
})

it('flattens: the file loads again, and no forecast changes but of students in the bins named', async () => {
  const original = readFileSync(model, 'utf8')
  const edit = ['--column', 'CUML_GPA', '--flatten', '0..2', ...signed]
  const { code, out } = await runCommand('curves', model, ...edit, '--out', at('flat.json'))
  const said = 'The curve of Cumulative GPA was flattened over bins 0 to 2 by A. Analyst, because few students lie there.'
  expect([code, out]).toEqual([0, expect.stringContaining(said)])
  expect(out).toMatch(/\n\nedited model in .*flat\.json$/)
  expect(readFileSync(model, 'utf8')).toBe(original)
  expect(decodeModel(readFileSync(at('flat.json'), 'utf8')).report.limits[0]).toBe(`${said} All figures are of the model before this edit.`)
  expect((await runCommand('report', at('flat.json'))).out).toContain(said)
  const [before, after] = [await forecastsOf(model), await forecastsOf(at('flat.json'))]
  const moved = before.filter((b, i) => Math.abs(b.probability - after[i]!.probability) > 1e-12)
  expect(new Set(moved.map(b => b.gpa))).toEqual(new Set([1, 2, 3]))
  expect(moved).toHaveLength(before.filter(b => b.gpa <= 3).length)
})

it('smooths and sets, one edit on another, and prints the edited curve as data', async () => {
  const smooth = await runCommand('curves', model, '--column', 'CUML_GPA', '--smooth', '3', ...signed, '--out', at('twice.json'), '--json')
  expect(JSON.parse(smooth.out)).toMatchObject([{ column: 'CUML_GPA', edits: [expect.stringMatching(/smoothed over 3 bins at a time/)] }])
  const set = ['--column', 'Cumulative GPA', '--set', '4=-0.25', ...signed, '--out', at('twice.json')]
  expect((await runCommand('curves', at('twice.json'), ...set)).code).toBe(0)
  const [curve]: TitledCurve[] = JSON.parse((await runCommand('curves', at('twice.json'), '--column', 'CUML_GPA', '--json')).out)
  expect(curve!.edits).toEqual([expect.stringMatching(/smoothed/), expect.stringMatching(/set to -0.25 in bin 4 by A. Analyst/)])
})

it('edits the curve of one class, or of all', async () => {
  const [first]: TitledCurve[] = JSON.parse((await runCommand('curves', at('classes.json'), '--json')).out)
  const column = first!.column
  const edit = ['--column', column, '--set', '0=0.5', ...signed, '--out', at('edited.json')]
  const edits = async (...more: string[]) => {
    await runCommand('curves', at('classes.json'), ...edit, ...more)
    const curves: TitledCurve[] = JSON.parse((await runCommand('curves', at('edited.json'), '--column', column, '--json')).out)
    return curves.map(curve => [curve.output, curve.edits.length])
  }
  expect(await edits('--output', 'Enrolled')).toEqual([
    ['Dropout', 0],
    ['Enrolled', 1],
    ['Graduate', 0],
  ])
  expect((await edits()).map(([, n]) => n)).toEqual([1, 1, 1])
})

const gpa = ['--column', 'CUML_GPA']
const flat = [...gpa, '--flatten', '0..2']

it.each([
  { name: 'no model', args: [], code: 2, says: /exactly one model, got 0/ },
  { name: 'two models', args: [model, model], code: 2, says: /exactly one model, got 2/ },
  {
    name: 'bins that are none',
    args: [model, ...gpa, '--flatten', '2-4', ...signed],
    code: 2,
    says: /two dots between, as 3\.\.5, got 2-4/,
  },
  { name: 'half a range', args: [model, ...gpa, '--flatten', '2..', ...signed], code: 2, says: /got 2\.\.\./ },
  {
    name: 'a window that is none',
    args: [model, ...gpa, '--smooth', 'a bit', ...signed],
    code: 2,
    says: /--smooth must be a whole number/,
  },
  { name: 'a bin without a value', args: [model, ...gpa, '--set', '3', ...signed], code: 2, says: /as 4=-0.2, got 3/ },
  { name: 'a value that is none', args: [model, ...gpa, '--set', '3=high', ...signed], code: 2, says: /got 3=high/ },
  {
    name: 'two edits',
    args: [model, ...flat, '--smooth', '3', ...signed],
    code: 2,
    says: /one edit at a time, got --flatten and --smooth/,
  },
  { name: 'no column', args: [model, '--smooth', '3', ...signed], code: 2, says: /--column <name>/ },
  { name: 'nobody', args: [model, ...flat, '--reason', 'noise'], code: 2, says: /who makes the edit: --by <name>/ },
  { name: 'a blank name', args: [model, ...flat, '--by', ' ', '--reason', 'noise'], code: 2, says: /--by <name>/ },
  { name: 'no reason', args: [model, ...flat, '--by', 'A. Analyst'], code: 2, says: /--reason <text>/ },
  { name: 'a reason for nothing', args: [model, ...gpa, '--reason', 'noise'], code: 2, says: /--reason belongs to an edit/ },
  { name: 'nowhere to write', args: [model, ...flat, ...signed], code: 2, says: /--out <edited\.json>/, written: false },
  { name: 'an output without an edit', args: [model, ...gpa], code: 2, says: /--out belongs to an edit/ },
  { name: 'a column without a curve', args: [model, '--column', 'MARK', '--smooth', '3', ...signed], code: 1, says: /\[unknown_column\]/ },
  { name: 'an even window', args: [model, ...gpa, '--smooth', '4', ...signed], code: 1, says: /odd.*\[bad_param\]/ },
  { name: 'bins that are not there', args: [model, ...gpa, '--flatten', '3..70', ...signed], code: 1, says: /\[bad_param\]/ },
  { name: 'a class where there is none', args: [model, ...flat, '--output', 'Fail', ...signed], code: 1, says: /\[bad_question\]/ },
  { name: 'a class that is not there', args: [at('classes.json'), '--output', 'Best'], code: 1, says: /\[unknown_code\]/, written: false },
])('refuses $name, and writes nothing', async ({ args, code, says, written = true }) => {
  const { code: got, err } = await runCommand('curves', ...args, ...(written ? ['--out', at('never.json')] : []))
  expect([got, err, existsSync(at('never.json'))]).toEqual([code, expect.stringMatching(says), false])
})

it('refuses a model without curves, and says how to get one', async () => {
  await runCommand('train', at('students.csv'), '--target', 'GRADE<=1', '--learner', 'baseline', '--quick', '--out', at('prior.json'))
  const { code, err } = await runCommand('curves', at('prior.json'))
  expect([code, err]).toEqual([1, expect.stringMatching(/learner is baseline\. Train with --learner additive.*\[bad_question\]/)])
})
