import { LearnError } from '../../errors.ts'
import type { FitContext } from '../../learner.ts'

/**
 * The pairs of d columns whose strength is largest, strongest first (ties: earlier columns first). Pairs of strength 0 are not
 * chosen.
 *
 * @returns at most `most` pairs of positions, lower first
 */
export function choosePairs(
  strengthOf: (j: number, k: number) => number,
  d: number,
  most: number,
  { signal, progress }: FitContext,
): [number, number][] {
  const found: { pair: [number, number]; strength: number }[] = []
  for (let j = 0; j < d; j++) {
    if (signal?.aborted) throw new LearnError('aborted', `The search for pairs was stopped after ${j} of ${d} columns. Nothing was kept.`)
    for (let k = j + 1; k < d; k++) {
      const strength = strengthOf(j, k)
      if (strength > 0) found.push({ pair: [j, k], strength })
    }
    found.sort((p, q) => q.strength - p.strength || p.pair[0] - q.pair[0] || p.pair[1] - q.pair[1])
    found.length = Math.min(found.length, most)
    progress?.({ what: 'search for pairs', done: j + 1, total: d })
  }
  return found.map(({ pair }) => pair)
}
