import { workerData } from 'node:worker_threads'
import type { HelperStart } from '@headway/learn/help'

/** A helper that takes one piece of work and dies with it. Where the words stand: packages/learn/kernel/threads.ts. */
const { memory, control } = workerData as HelperStart
const words = new Int32Array(memory.buffer)
const next = new BigInt64Array(memory.buffer, control + 16, 1)
const pieces = control / 4 + 6

for (let taken = false; !taken; ) {
  const turn = Atomics.load(words, control / 4)
  const free = Atomics.load(next, 0)
  if (Number(free >> 32n) === turn && Number(free & 0xffff_ffffn) < Atomics.load(words, pieces)) {
    taken = Atomics.compareExchange(next, 0, free, free + 1n) === free
  } else Atomics.wait(words, control / 4, turn, 100)
}
