import type { Worker } from 'node:worker_threads'
import { createRandom, fitRecipe, numericColumn, sample, type TrainingPart, table, WORTH_THREADS, wholeOf } from '@headway/learn'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type GivenThreads, withNodeThreads } from './with-node-threads.ts'

const recipe = { steps: [], learner: { kind: 'boosting', params: { rounds: 3, stopping: 'none' } } }

function partOf(rows: number): TrainingPart {
  const random = createRandom(4)
  const columns = ['a', 'b'].map(name =>
    numericColumn(
      name,
      Float64Array.from({ length: rows }, () => random.next()),
    ),
  )
  const y = Float64Array.from({ length: rows }, (_, i) => Number(columns[0]!.values[i]! + random.next() > 1))
  return wholeOf(sample({ table: table(columns), y, task: { kind: 'binary', classes: ['no', 'yes'] } }))
}

const part = partOf(WORTH_THREADS)
const fit = (given: GivenThreads) => JSON.stringify(fitRecipe(recipe, part, { seed: 1, ...given }))

let alive = 0
let started = 0
const count = (worker: Worker) => {
  started++
  alive++
  worker.on('exit', () => alive--)
}
beforeEach(() => {
  started = 0
  process.on('worker', count)
})
afterEach(() => {
  process.off('worker', count)
  vi.restoreAllMocks()
})

describe('withNodeThreads', () => {
  it('hands on threads that share the work, to the bytes of one thread, and sends them home', async () => {
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow')
    const helped = await withNodeThreads(WORTH_THREADS, 3, fit)
    const memories = grow.mock.contexts as WebAssembly.Memory[]
    expect(memories.some(memory => memory.buffer instanceof SharedArrayBuffer)).toBe(true)
    expect([started, alive]).toEqual([2, 0])
    expect(helped).toBe(await withNodeThreads(WORTH_THREADS, 1, fit))
    expect(started).toBe(2)
  })

  it('starts none for fewer rows', async () => {
    expect(await withNodeThreads(WORTH_THREADS - 1, 4, given => given)).toEqual({})
    expect(started).toBe(0)
  })

  it('sends them home when the work throws, or is stopped', async () => {
    const refused = withNodeThreads(WORTH_THREADS, 2, () => {
      throw new Error('no')
    })
    await expect(refused).rejects.toThrow('no')
    const stopped = withNodeThreads(WORTH_THREADS, 2, given => fitRecipe(recipe, part, { seed: 1, ...given, signal: { aborted: true } }))
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' })
    expect([started, alive]).toEqual([2, 0])
  })

  it('does with one thread where there is no memory to share', async () => {
    vi.spyOn(WebAssembly, 'Memory').mockImplementation(function none() {
      throw new RangeError('could not allocate memory')
    })
    expect(await withNodeThreads(WORTH_THREADS, 2, given => given)).toEqual({})
  })

  it('refuses a number of threads that cannot be', async () => {
    await expect(withNodeThreads(WORTH_THREADS, 65, fit)).rejects.toMatchObject({ code: 'bad_param' })
  })
})
