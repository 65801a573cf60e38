import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Io } from './command.ts'
import { processIo } from './io.ts'
import { commands, main } from './main.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-cli-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Real files, with what would be printed kept. */
async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    ...processIo(),
    out: text => out.push(text),
    err: text => err.push(text),
    progress: () => {},
  }
  const code = await main(args, io)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const asked = ['--target', 'GRADE', '--learner', 'baseline', '--quick']

describe('headway', () => {
  beforeAll(async () => {
    await run('generate', '--rows', '80', '--seed', '4', '--out', at('students.csv'), '--truth', at('truth.json'))
    await run('train', at('students.csv'), ...asked, '--out', at('model.json'), '--report', at('report.html'))
  }, 60_000)

  it('generates the rows it was asked for, with their truth, and the same again', async () => {
    const text = readFileSync(at('students.csv'), 'utf8')
    expect(text.trim().split('\n')).toHaveLength(81)
    expect(JSON.parse(readFileSync(at('truth.json'), 'utf8')).probabilities).toHaveLength(80)
    await run('generate', '--rows', '80', '--seed', '4', '--out', at('again.csv'))
    expect(readFileSync(at('again.csv'), 'utf8')).toBe(text)
  })

  it('generates for another codebook, in more than one piece, and says so as data', async () => {
    const { out } = await run('generate', '--rows', '4001', '--codebook', 'uci697', '--out', at('many.csv'), '--json')
    expect(JSON.parse(out)).toEqual({ file: at('many.csv'), codebook: 'uci697', rows: 4001, seed: 1, synthetic: true })
    const lines = readFileSync(at('many.csv'), 'utf8').trim().split('\n')
    expect([lines.length, lines.every(line => line.split(',').length === 37)]).toEqual([4002, true])
  })

  it('keeps what a search finds, and gives the same model from it', async () => {
    const options = ['--target', 'GRADE', '--quick', '--budget', '2', '--keep', at('search.jsonl'), '--leaderboard']
    const first = await run('train', at('students.csv'), ...options, '--out', at('first.json'))
    const kept = readFileSync(at('search.jsonl'), 'utf8')
    expect(first.err.match(/^search: .+: \d\.\d{4}, behind 0\.0000 \(0\.0000 to 0\.0000\)(, \d+\.\d s)?$/gm)).toHaveLength(1)
    expect([first.code, kept.split('\n').length > 2]).toEqual([0, true])
    await run('train', at('students.csv'), ...options, '--out', at('second.json'))
    expect(readFileSync(at('second.json'), 'utf8')).toBe(readFileSync(at('first.json'), 'utf8'))
    expect(readFileSync(at('search.jsonl'), 'utf8')).toBe(kept) // nothing was searched again
    const other = await run('train', at('students.csv'), ...options, '--without', 'COURSE ID', '--out', at('other.json'))
    expect([other.code, readFileSync(at('search.jsonl'), 'utf8').length > kept.length]).toEqual([0, true])
  }, 60_000)

  it('profiles a file and saves its codebook', async () => {
    const { out, code } = await run('profile', at('students.csv'), '--save', at('datapackage.json'))
    expect(code).toBe(0)
    expect(out).toMatch(/80 rows, 33 columns/)
    expect(out).toMatch(/GENDER +nominal +indicator +protected/)
    expect(JSON.parse((await run('profile', at('students.csv'), '--codebook', at('datapackage.json'), '--json')).out).rows).toBe(80)
  })

  it('writes a model and its report', () => {
    expect(JSON.parse(readFileSync(at('model.json'), 'utf8')).format).toBe('headway-bundle')
    const page = readFileSync(at('report.html'), 'utf8')
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toMatch(/Synthetic records/)
    expect(page).not.toMatch(/<script|https?:\/\//)
  })

  it('trains the same bytes again', async () => {
    await run('train', at('students.csv'), ...asked, '--out', at('again.json'))
    expect(readFileSync(at('again.json'))).toEqual(readFileSync(at('model.json')))
  })

  it('forecasts every row, as CSV and as JSON', async () => {
    const { out, code } = await run('predict', at('model.json'), at('students.csv'))
    expect(code).toBe(0)
    expect(out.split('\n')).toHaveLength(81)
    expect(out.split('\n')[0]).toBe('line,forecast,meaning,p(Fail),p(DD),p(DC),p(CC),p(CB),p(BB),p(BA),p(AA),unknown')
    const lines = (await run('predict', at('model.json'), at('students.csv'), '--json', '--reasons')).out
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines[0]).toMatchObject({ line: 2, label: expect.any(String), reasons: expect.any(Array) })
    const inWords = (await run('predict', at('model.json'), at('students.csv'), '--words')).out.split('\n')
    expect(inWords[0]).toMatch(/,unknown,in words$/)
    expect(inWords[1]).toMatch(/Not enough to go on: only 80 past students have a forecast that was made without them, and 100 are needed/)
  })

  it('lists rows it cannot read, forecasts the others, and exits with 1', async () => {
    const [head, first, second] = readFileSync(at('students.csv'), 'utf8').split('\n') as [string, string, string]
    writeFileSync(at('bad.csv'), [head, first, second.replace(/^(SYN\d+),./, '$1,9')].join('\n'))
    const { code, out, err } = await run('predict', at('model.json'), at('bad.csv'))
    expect([code, out.split('\n').length]).toEqual([1, 2])
    expect(err).toMatch(/bad.csv, line 3: AGE has no code 9/)
  })

  it('prints the report again, as text and as data', async () => {
    expect((await run('report', at('model.json'))).out).toMatch(/behind the model/)
    expect(JSON.parse((await run('report', at('model.json'), '--json')).out).data.rows).toBe(80)
  })

  it('evaluates without writing anything', async () => {
    const { out } = await run('evaluate', at('students.csv'), ...asked, '--json')
    expect(JSON.parse(out).entries.map((e: { id: string }) => e.id)).toContain('model')
  })

  it('measures the honesty gap as data, each figure with its interval', async () => {
    const { out } = await run('evaluate', at('students.csv'), '--target', 'GRADE<=1', '--naive', '--quick', '--json')
    const { honest, naive, baseline, rowsBefore, rowsAfter, learner, recipe, naiveOnRealRows } = JSON.parse(out)
    for (const side of [honest, naive, baseline]) {
      expect(side).toMatchObject({
        accuracy: { value: expect.any(Number), low: expect.any(Number), high: expect.any(Number) },
        logLoss: {},
      })
    }
    expect([learner, rowsBefore, rowsAfter > 1000, naiveOnRealRows.n]).toEqual(['boosting', 80, true, 80])
    expect(recipe).toMatch(/SMOTE/)
  })

  it.each([
    { name: 'no command', args: [], code: 2, says: /^$/ },
    { name: 'an unknown command', args: ['fly'], code: 2, says: /no command fly. Known: generate/ },
    { name: 'no target', args: ['train', 'x.csv', '--out', 'm.json'], code: 2, says: /--target <column>/ },
    { name: 'no output', args: ['train', 'x.csv', '--target', 'GRADE'], code: 2, says: /--out <model.json>/ },
    {
      name: 'a later intake where no term is recorded',
      args: ['evaluate', at('students.csv'), ...asked, '--plan', 'later-intake'],
      code: 1,
      says: /no column says which term/,
    },
    {
      name: 'a plan that does not exist',
      args: ['evaluate', at('students.csv'), ...asked, '--plan', 'random'],
      code: 2,
      says: /--plan must be one of later-intake, whole-courses, whole-students, folds, got random/,
    },
    {
      name: 'a plan and folds',
      args: ['evaluate', at('students.csv'), ...asked, '--plan', 'folds', '--folds', 'f.json'],
      code: 2,
      says: /--plan or --folds, not both/,
    },
    { name: 'a file that is not there', args: ['profile', 'nowhere.csv'], code: 1, says: /nowhere.csv.*\[no_file\]/ },
    {
      name: 'a model that is not there',
      args: ['report', 'nowhere.json'],
      code: 1,
      says: /nowhere.json: there is no such file.*\[no_file\]/,
    },
    {
      name: 'a codebook that is not there',
      args: ['generate', '--out', at('x.csv'), '--codebook', 'uci1'],
      code: 2,
      says: /uci1 could not be read/,
    },
    {
      name: 'folds that are none',
      args: ['evaluate', at('students.csv'), ...asked, '--folds', at('truth.json')],
      code: 2,
      says: /must hold \{ "repeats"/,
    },
    {
      name: 'a column that is not there',
      args: ['evaluate', at('students.csv'), '--target', 'MARK'],
      code: 1,
      says: /has no column MARK.*\[unknown_column\]/,
    },
    {
      name: 'a learner that is not there',
      args: ['evaluate', at('students.csv'), '--target', 'GRADE', '--learner', 'oracle'],
      code: 1,
      says: /\[bad_question\]/,
    },
    {
      name: 'no thread at all',
      args: ['train', at('students.csv'), ...asked, '--threads', '0', '--out', at('none.json')],
      code: 2,
      says: /--threads must be a whole number from 1 to 64, got 0/,
    },
    { name: 'a file that is no model', args: ['predict', at('truth.json'), at('students.csv')], code: 1, says: /\[bad_bundle\]/ },
  ])('refuses $name', async ({ args, code, says }) => {
    const { code: got, err } = await run(...args)
    expect([got, err]).toEqual([code, expect.stringMatching(says)])
  })

  it('ends at once when it is interrupted in the middle of a training', async () => {
    const args = ['evaluate', at('students.csv'), '--target', 'GRADE', '--naive']
    const child = spawn(process.execPath, [fileURLToPath(new URL('./bin.ts', import.meta.url)), ...args], { stdio: 'ignore' })
    setTimeout(() => child.kill('SIGINT'), 2000)
    expect(await once(child, 'exit')).toEqual([null, 'SIGINT'])
  })

  it.each(commands.map(c => c.name))('%s --help says its usage', async name => {
    expect(await run(name, '--help')).toMatchObject({ code: 0, out: expect.stringMatching(`headway ${name}`) })
  })
})
