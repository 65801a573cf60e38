import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom, WORTH_THREADS } from '@headway/learn'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { runCommand } from '../test/run-command.ts'
import { watchWorkers } from '../test/watch-workers.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-threads-'))
const at = (name: string) => join(folder, name)
const asked = ['--target', 'PASSED=y', '--learner', 'boosting', '--budget', '1', '--quick', '--folds', at('folds.json')]

const shares = vi.spyOn(WebAssembly.Memory.prototype, 'grow') // called on memory that threads share where a fit is theirs
const shared = () => (shares.mock.contexts as WebAssembly.Memory[]).some(memory => memory.buffer instanceof SharedArrayBuffer)
const workers = watchWorkers()

beforeAll(() => {
  const random = createRandom(1)
  const rows = Array.from({ length: WORTH_THREADS }, () => `${random.int(40)},${random.next() < 0.5 ? 'y' : 'n'}\n`)
  writeFileSync(at('many.csv'), `HOURS,PASSED\n${rows.join('')}`)
  const fold = (k: number) => Array.from({ length: WORTH_THREADS / 2 }, (_, i) => 2 * i + k)
  writeFileSync(at('folds.json'), JSON.stringify({ repeats: [[fold(0), fold(1)]] }))
})
beforeEach(() => {
  workers.started = 0
  shares.mockClear()
})
afterEach(() => expect(workers.alive).toBe(0))
afterAll(() => {
  workers.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('train shares the work among threads, to the bytes of one thread', async () => {
  const train = (threads: string, out: string) => runCommand('train', at('many.csv'), ...asked, '--threads', threads, '--out', at(out))
  expect((await train('3', 'three.json')).code).toBe(0)
  expect([workers.started, shared()]).toEqual([2, true])
  shares.mockClear()
  expect((await train('1', 'one.json')).code).toBe(0)
  expect([workers.started, shared()]).toEqual([2, false])
  expect(readFileSync(at('three.json'), 'utf8')).toBe(readFileSync(at('one.json'), 'utf8'))
})

it('evaluate does, too, and sends them home when it ends with an error', async () => {
  expect((await runCommand('evaluate', at('many.csv'), ...asked, '--threads', '2', '--json')).code).toBe(0)
  expect([workers.started, shared()]).toEqual([1, true])
  const unknown = ['--target', 'PASSED=y', '--learner', 'unknown', '--threads', '2']
  expect((await runCommand('evaluate', at('many.csv'), ...unknown)).code).toBe(1)
  expect(workers.started).toBe(2)
})
