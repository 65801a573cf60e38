import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '@headway/learn'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { runCommand } from '../test/run-command.ts'
import { watchWorkers } from '../test/watch-workers.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-shares-'))
const at = (name: string) => join(folder, name)
const asked = ['--target', 'PASSED=y', '--learner', 'linear', '--refits', '0']

const workers = watchWorkers()

beforeAll(() => {
  const random = createRandom(1)
  const rows = Array.from({ length: 320 }, () => {
    const hours = random.int(40)
    return `${hours},${random.int(7)},${random.next() < hours / 60 ? 'y' : 'n'}\n`
  })
  writeFileSync(at('students.csv'), `HOURS,MEETINGS,PASSED\n${rows.join('')}`)
  writeFileSync(at('few.csv'), `HOURS,MEETINGS,PASSED\n${rows.slice(0, 60).join('')}`)
})
beforeEach(() => {
  workers.started = 0
})
afterEach(() => expect.poll(() => workers.alive).toBe(0))
afterAll(() => {
  workers.stop()
  rmSync(folder, { recursive: true, force: true })
})

const train = (file: string, threads: string, name: string, ...more: string[]) =>
  runCommand('train', at(file), ...asked, '--threads', threads, '--out', at(`${name}.json`), '--report', at(`${name}.html`), ...more)

it('threads search part by part, to the bytes of one', async () => {
  expect((await train('students.csv', '3', 'three')).code).toBe(0)
  expect(workers.started).toBe(3)
  expect((await train('students.csv', '1', 'one')).code).toBe(0)
  expect(workers.started).toBe(3)
  for (const file of ['json', 'html']) expect(readFileSync(at(`three.${file}`), 'utf8')).toBe(readFileSync(at(`one.${file}`), 'utf8'))
})

it('evaluate shares its work as well', async () => {
  const evaluated = (threads: string) => runCommand('evaluate', at('students.csv'), ...asked, '--threads', threads, '--json')
  const two = await evaluated('2')
  expect([two.code, workers.started]).toEqual([0, 2])
  expect(two.out).toBe((await evaluated('1')).out)
})

it('little work is done by one', async () => {
  expect((await train('few.csv', '4', 'few', '--budget', '1')).code).toBe(0)
  expect(workers.started).toBe(0)
})

it('no more threads are started than there are searches', async () => {
  const many = Array.from({ length: 40 }, () => readFileSync(at('students.csv'), 'utf8').split('\n').slice(1).join('\n')).join('')
  writeFileSync(at('many.csv'), `HOURS,MEETINGS,PASSED\n${many}`)
  const half = [0, 1].map(k => Array.from({ length: 40 * 160 }, (_, i) => 2 * i + k))
  writeFileSync(at('halves.json'), JSON.stringify({ repeats: [half] }))
  const { code, err } = await train('many.csv', '8', 'many', '--budget', '2', '--folds', at('halves.json'), '--choose', 'best')
  expect([code, workers.started, err.includes('rror')]).toEqual([0, 3, false])
})

it('what threads find is kept, and not searched again', async () => {
  expect((await train('students.csv', '2', 'first', '--keep', at('found.jsonl'), '--leaderboard')).code).toBe(0)
  const found = readFileSync(at('found.jsonl'), 'utf8').trimEnd().split('\n')
  const keys = new Set(found.map(line => (JSON.parse(line) as [string, string])[0]))
  expect(keys.size).toBe(found.length)
  expect(found.length % 51).toBe(0) // of every part, and of all rows

  writeFileSync(at('found.jsonl'), `${found.slice(0, 40).join('\n')}\n`) // an interruption
  expect((await train('students.csv', '3', 'again', '--keep', at('found.jsonl'))).code).toBe(0)
  const now = readFileSync(at('found.jsonl'), 'utf8').trimEnd().split('\n')
  expect(now.slice(0, 40)).toEqual(found.slice(0, 40))
  expect(new Set(now)).toEqual(new Set(found))
  expect(readFileSync(at('again.json'), 'utf8')).toBe(readFileSync(at('first.json'), 'utf8'))
})

it('the leaderboard has its times', async () => {
  const { err } = await train('students.csv', '2', 'board', '--leaderboard')
  expect(err).toMatch(/^search: linear.* s$/m)
  expect(workers.started).toBe(2)
})

it('a refusal of the work is said once, with its code, and nothing is written', async () => {
  writeFileSync(at('spoilt.jsonl'), '')
  const kept = ['--keep', at('spoilt.jsonl')]
  await train('students.csv', '2', 'sound', ...kept)
  const lines = readFileSync(at('spoilt.jsonl'), 'utf8').trimEnd().split('\n')
  writeFileSync(at('spoilt.jsonl'), lines.map(line => `${JSON.stringify([(JSON.parse(line) as string[])[0], '["AAAA"]'])}\n`).join(''))
  const { code, err } = await train('students.csv', '2', 'spoilt', ...kept)
  expect(code).toBe(1)
  expect(err).toMatch(/\[(shape_mismatch|bad_bundle)\]$/)
  expect(() => readFileSync(at('spoilt.json'))).toThrow(/ENOENT/)
})
