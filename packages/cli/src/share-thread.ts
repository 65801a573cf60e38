import { type Share, shareOf } from '@headway/campus'
import { forThis } from './asking.ts'
import { answer } from './thread.ts'
import type { ShareTask } from './train-frame.ts'

/** A thread that takes pieces of one training until none is left. */
await answer<ShareTask, Share>(({ frame, options, taken, keep, clock }, io) => {
  const { memory } = forThis(frame, keep)
  const all = {
    ...options,
    ...(clock && { now: () => performance.now() / 1000 }),
    ...(memory && { memory: { get: memory.get, set: io.found } }),
  }
  let own = -1
  const mine = (piece: number) => {
    if (own < piece) own = Atomics.add(taken, 0, 1)
    return own === piece
  }
  return shareOf(frame, all, mine, { progress: ({ what, done, total }) => io.progress(what, done, total) })
})
