import { createRandom } from '@headway/learn'
import type { EventScores } from '../src/lists/event-scores.ts'
import type { Lister } from '../src/lists/resample-lists.ts'

/** One repeat that tests every row. */
export function scoresOf(event: readonly number[], scores: readonly number[], groups?: readonly number[]): EventScores {
  return {
    event: Uint8Array.from(event),
    ...(groups && { groups: Int32Array.from(groups) }),
    repeats: [{ rows: Int32Array.from(event.keys()), scores: Float64Array.from(scores) }],
  }
}

export function lister(id: string, scores: EventScores): Lister {
  return { id, label: id, scores }
}

/** `rows` events at a share of 30 %, and scores that know them with this much noise (0: perfectly). */
export function drawn(rows: number, noise: number, seed = 1): { event: number[]; scores: (noise?: number, seed?: number) => number[] } {
  const random = createRandom(seed)
  const event = Array.from({ length: rows }, () => Number(random.next() < 0.3))
  return {
    event,
    scores: (own = noise, other = seed + 1) => {
      const from = createRandom(other)
      return event.map(e => e + own * from.next())
    },
  }
}
