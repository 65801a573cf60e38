import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { createRandom, learners, numericColumn, sample, sha256, startThreads, type TrainingPart, table, wholeOf } from '@headway/learn'
import type { HelperStart } from '@headway/learn/help'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type NodeThreads, startNodeThreads } from './node-threads.ts'

const boosting = learners['boosting']!
const rows = 70_000 // more than one block of sums

function partOf(kind: 'binary' | 'multiclass' | 'ordinal' | 'regression', weights: boolean): TrainingPart {
  const random = createRandom(3)
  const draw = () => Float64Array.from({ length: rows }, () => (random.next() < 0.05 ? NaN : random.next()))
  const columns = Array.from({ length: 9 }, (_, j) => numericColumn(`x${j}`, draw()))
  const k = kind === 'binary' ? 2 : 3
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const signal = (columns[0]!.values[i]! || 0) + (columns[1]!.values[i]! > 0.5 ? 0.5 : 0) + random.next() / 2
    return kind === 'regression' ? signal : Math.min(k - 1, Math.floor((signal * k) / 2))
  })
  const task = kind === 'regression' ? { kind } : { kind, classes: Array.from({ length: k }, (_, c) => `${c}`) }
  const given = weights ? { weights: Float64Array.from({ length: rows }, () => 0.5 + random.next()) } : {}
  return wholeOf(sample({ table: table(columns), y, task, ...given }))
}

const { Module, Instance } = WebAssembly
const kernelApi = { Module, Instance }

const params = { rounds: 3, growth: 'depth', maxLeaves: 16, learningRate: 0.5 }
const open: NodeThreads[] = []
afterEach(async () => {
  vi.unstubAllGlobals()
  vi.resetModules()
  await Promise.all(open.splice(0).map(threads => threads.stop()))
})

function started(count: number, patience?: number): NodeThreads {
  const threads = startNodeThreads(count, patience)
  open.push(threads)
  return threads
}

/** Compared as hashes: a model's text would fill the terminal. */
function expectSame(part: TrainingPart, settings: object, threads: NodeThreads): void {
  const hash = (ctx: object) => sha256(JSON.stringify(boosting.fit(part, settings, { seed: 1, ...ctx })))
  expect(hash({ threads })).toBe(hash({}))
}

interface Many {
  readonly rounds: number
  readonly shared: number // rounds in which the helper was asked
  readonly sums: Float64Array // how often each piece was done
  readonly wanted: Float64Array
}

/** Round after round with one helper that is awake: all pieces, or the first two. */
async function manyRounds(now?: () => number): Promise<Many> {
  const starts: HelperStart[] = []
  const startHelper = (start: HelperStart) => {
    starts.push(start)
    new Worker(new URL('./kernel-helper.ts', import.meta.url), { workerData: start }).unref()
  }
  const threads = startThreads({ count: 2, patience: 20, startHelper, ...(now && { now }) })
  const workspace = threads.openWorkspace(1 << 16)
  const pieces = 32
  const sums = workspace.f64(pieces)
  const rows = workspace.i32(pieces)
  const one = workspace.f64(1).fill(1)
  const table = workspace.i32(16 * pieces)
  for (let p = 0; p < pieces; p++) {
    rows[p] = p
    table.set([sums.byteOffset, rows.byteOffset + 4 * p, 1, one.byteOffset], 16 * p)
  }
  const { memory, control } = starts[0]!
  const turn = new Int32Array(memory.buffer, control, 1)
  while (Atomics.notify(turn, 0) === 0) await setTimeout(5) // until it sleeps on it
  const add = 5 // packages/learn/src/kernel/pieces.ts
  const rounds = 4_000_000
  for (let round = 0; round < rounds; round++) workspace.run(add, table.byteOffset, round % 2 ? 2 : pieces)
  const shared = Atomics.load(turn, 0)
  threads.stop()
  return { rounds, shared, sums, wanted: sums.map((_, p) => (p < 2 ? rounds : rounds / 2)) }
}

describe('threads of the kernel', () => {
  it.each([
    ['binary', false],
    ['multiclass', true],
    ['ordinal', false],
    ['regression', true],
  ] as const)('fit the model of one thread, bit for bit: %s, weights: %s', (kind, weights) => {
    const part = partOf(kind, weights)
    for (const count of [2, 3, 5]) expectSame(part, params, started(count))
  })

  it('serve one fit after another, and several open at once', () => {
    const threads = started(2)
    const part = partOf('binary', false)
    const settings = { ...params, rounds: 4, stopping: 'bags', bags: 2 }
    for (let i = 0; i < 2; i++) expectSame(part, settings, threads)
  })

  it('do every piece once, in millions of rounds of different length', async () => {
    const { rounds, shared, sums, wanted } = await manyRounds()
    expect(sums).toEqual(wanted)
    expect(shared).toBe(rounds)
  }, 60_000)

  it('are left alone for a while where whoever waits for them loses time', async () => {
    const clock = [0, 1, 1000] // before its own pieces, after them, after those of the other
    let look = 0
    const { rounds, shared, sums, wanted } = await manyRounds(() => clock[look++ % 3]!)
    expect(sums).toEqual(wanted)
    expect(shared).toBeLessThan(rounds)
  }, 60_000)

  it('do without helpers that were ended before they took any work', async () => {
    const threads = started(3, 5)
    await threads.stop()
    const part = partOf('binary', false)
    expectSame(part, params, threads)
  })

  it('are of use after a fit that was stopped in the middle of a tree', () => {
    const threads = started(2)
    const part = partOf('binary', false)
    let looks = 0
    const signal = {
      get aborted() {
        return looks++ > 5
      },
    }
    expect(() => boosting.fit(part, params, { seed: 1, threads, signal })).toThrow(expect.objectContaining({ code: 'aborted' }))
    expectSame(part, params, threads)
  })

  it('give the memory of a stopped fit back', () => {
    const starts: HelperStart[] = []
    const threads = startThreads({ count: 2, startHelper: start => void starts.push(start) })
    const part = partOf('regression', false)
    const stopped = () => boosting.fit(part, params, { seed: 1, threads, signal: { aborted: true } })
    expect(stopped).toThrow(expect.objectContaining({ code: 'aborted' }))
    const { byteLength } = starts[0]!.memory.buffer
    for (let i = 0; i < 3; i++) expect(stopped).toThrow(expect.objectContaining({ code: 'aborted' }))
    expect(starts[0]!.memory.buffer.byteLength).toBe(byteLength)
  })

  it('are refused where memory cannot be shared', async () => {
    class NoSharedMemory {
      constructor() {
        throw new TypeError('shared memory is not allowed here')
      }
    }
    vi.stubGlobal('WebAssembly', { ...kernelApi, Memory: NoSharedMemory })
    vi.resetModules()
    const { startThreads: start } = await import('@headway/learn')
    const refusal = { code: 'no_threads', message: expect.stringMatching(/cross-origin isolated; or leave threads out/) }
    expect(() => start({ count: 2, startHelper: () => expect.fail('nobody to help') })).toThrow(expect.objectContaining(refusal))
  })

  it('say that a helper broke off, at once and from then on', () => {
    const starts: HelperStart[] = []
    const threads = startThreads({ count: 2, startHelper: start => void starts.push(start) })
    const words = new Int32Array(starts[0]!.memory.buffer)
    Atomics.store(words, starts[0]!.control / 4 + 2, 1) // as helpKernel does when it is stopped by an error
    const fit = () => boosting.fit(partOf('binary', false), params, { seed: 1, threads })
    expect(fit).toThrow(expect.objectContaining({ code: 'worker_died', message: expect.stringMatching(/broke off.*Nothing was kept/) }))
    expect(fit).toThrow(expect.objectContaining({ code: 'worker_died' }))
  })

  it('say that a helper took work and died with it, instead of waiting for ever', async () => {
    const helpers: Worker[] = []
    const startHelper = (start: HelperStart) =>
      void helpers.push(new Worker(new URL('./dying-helper.test-data.ts', import.meta.url), { workerData: start }))
    const threads = startThreads({ count: 2, patience: 0.3, startHelper })
    const gone = new Promise(resolve => helpers[0]!.on('exit', resolve))
    const fit = () => boosting.fit(partOf('binary', false), { ...params, rounds: 2000 }, { seed: 1, threads })
    expect(fit).toThrow(expect.objectContaining({ code: 'worker_died', message: expect.stringContaining('has not finished it') }))
    await gone
  })

  it.each([0, 1, 2.5, 65])('refuse %s as a number of threads', count => {
    expect(() => startNodeThreads(count)).toThrow(expect.objectContaining({ code: 'bad_param' }))
  })
})
