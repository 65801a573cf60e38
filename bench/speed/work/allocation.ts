import { callsOf } from './one-row.ts'
import type { Done, Loaded } from './task.ts'

/**
 * Bytes that one forecast of one row leaves behind: by how much more the heap has grown after more calls. What does not grow with the calls,
 * some hundred kilobytes of the engine's own, is not theirs. From ten thousand calls to a hundred thousand, and on to a million: the larger
 * counts, as a collection on the way takes away from the longer one. Asks for a process with `--expose-gc` and a large young heap.
 */
export function allocation({ fitted, test }: Loaded): Done {
  const call = callsOf(fitted!, test!)
  call(20_000)
  const left = (calls: number) => {
    globalThis.gc!()
    const before = used()
    call(calls)
    return used() - before
  }
  const [few, more, many] = [left(10_000), left(100_000), left(1_000_000)]
  return { cpu: 0, wall: 0, figures: { bytes: Math.max(0, (more - few) / 90_000, (many - more) / 900_000) } }
}

/** Typed arrays keep their numbers outside the heap, where they are counted apart. */
function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
