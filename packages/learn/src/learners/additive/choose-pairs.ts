import { LearnError } from '../../errors.ts'
import type { FitContext } from '../../learner.ts'
import type { StepParams } from './column-step.ts'
import { gridSize } from './model.ts'
import { findQuadrants } from './quadrants.ts'

/** One side of a pair. */
export interface Axis {
  readonly groups: readonly number[] // [bins + 1]
  readonly groupOf: Uint8Array // [n] of each training row
}

/**
 * The pairs of columns whose quadrants interact most at these gradients, strongest first (ties: earlier columns first); summed
 * over the outputs. Pairs without any interaction are not chosen.
 *
 * @param axes [d] undefined: the column enters no pair
 * @param gh   [outputs, n, 2]
 * @returns at most `most` pairs of positions, lower first
 */
export function choosePairs(
  axes: readonly (Axis | undefined)[],
  gh: Float64Array,
  most: number,
  params: StepParams,
  { signal, progress }: FitContext,
): [number, number][] {
  const found: { pair: [number, number]; strength: number }[] = []
  for (let j = 0; j < axes.length; j++) {
    if (signal?.aborted)
      throw new LearnError('aborted', `The search for pairs was stopped after ${j} of ${axes.length} columns. Nothing was kept.`)
    for (let k = j + 1; k < axes.length; k++) {
      const [a, b] = [axes[j], axes[k]]
      const strength = a && b ? strengthOf(a, b, gh, params) : 0
      if (strength > 0) found.push({ pair: [j, k], strength })
    }
    found.sort((p, q) => q.strength - p.strength || p.pair[0] - q.pair[0] || p.pair[1] - q.pair[1])
    found.length = Math.min(found.length, most)
    progress?.({ what: 'search for pairs', done: j + 1, total: axes.length })
  }
  return found.map(({ pair }) => pair)
}

function strengthOf(a: Axis, b: Axis, gh: Float64Array, params: StepParams): number {
  const width = gridSize(b.groups)
  const height = gridSize(a.groups)
  const sums = new Float64Array(2 * height * width)
  const rows = new Float64Array(height * width)
  const n = a.groupOf.length
  for (let i = 0; i < n; i++) rows[a.groupOf[i] * width + b.groupOf[i]]++
  let strength = 0
  for (let first = 0; first < gh.length / 2; first += n) {
    sums.fill(0)
    for (let i = 0; i < n; i++) {
      const at = 2 * (a.groupOf[i] * width + b.groupOf[i])
      sums[at] += gh[2 * (first + i)]
      sums[at + 1] += gh[2 * (first + i) + 1]
    }
    strength += findQuadrants(sums, rows, height, width, params).strength
  }
  return strength
}
