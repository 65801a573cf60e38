import { logit } from '../../math/index.ts'

/**
 * Ordinal thresholds with those of absent classes below and above all others moved outwards, so far that on every training row
 * these classes together get at most ½ / (n + 1). Nothing in the loss holds them near the rows.
 *
 * @param thresholds [k − 1] ascending
 * @param y          [n]
 * @param scores     [n]
 */
export function outerThresholds(thresholds: readonly number[], y: Float64Array, scores: Float64Array): number[] {
  const share = 0.5 / (y.length + 1)
  const first = y.reduce((least, c) => Math.min(least, c), Infinity)
  const last = y.reduce((most, c) => Math.max(most, c), 0)
  const low = scores.reduce((least, f) => Math.min(least, f), Infinity)
  const high = scores.reduce((most, f) => Math.max(most, f), -Infinity)
  const above = thresholds.length - last
  return thresholds.map((t, c) => {
    if (c < first) return Math.min(t, low + logit(((c + 1) / first) * share))
    return c < last ? t : Math.max(t, high - logit(((thresholds.length - c) / above) * share))
  })
}
