import { callsOf } from './one-row.ts'
import type { Done, Loaded } from './task.ts'

/**
 * Bytes that one forecast of one row leaves behind: what the heap has grown by, over counts of calls up to a million, the largest of
 * them, since a collection in between takes away from the longer ones. Asks for a process with `--expose-gc` and a large young heap.
 */
export function allocation({ fitted, test }: Loaded): Done {
  const call = callsOf(fitted!, test!)
  call(20_000)
  const bytes = [10_000, 100_000, 1_000_000].map(calls => {
    globalThis.gc!()
    const before = used()
    call(calls)
    return (used() - before) / calls
  })
  return { cpu: 0, wall: 0, figures: { bytes: Math.max(0, ...bytes) } }
}

/** Typed arrays keep their numbers outside the heap, where they are counted apart. */
function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
