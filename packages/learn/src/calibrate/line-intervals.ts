import { normalQuantile } from '../math/normal-quantile.ts'
import { sigmoid } from '../math/sigmoid.ts'

export interface LineInterval {
  readonly low: number
  readonly high: number
}

/**
 * 95 % intervals of a fitted line on log-odds over other groups of rows: the estimate ± 1.96 standard errors of
 *
 *   V = G / (G − 1) · H⁻¹ (Σ_g s_g s_gᵀ) H⁻¹,   H = Σ_i q_i (1 − q_i) x_i x_iᵀ,   s_g = Σ_{i in g} (y_i − q_i) x_i,   x = (score, 1)
 *
 * so that rows of one student may hang together. Each interval stands by itself.
 *
 * @param score  [n] log-odds
 * @param target [n] 0 or 1
 * @param groups [n] rows of one number belong together; absent: each row by itself
 * @returns undefined where there are fewer than two groups
 *
 * Source: Liang & Zeger (1986), Biometrika 73, 13–22.
 */
export function lineIntervals(
  score: Float64Array,
  target: Float64Array,
  { slope, intercept }: { readonly slope: number; readonly intercept: number },
  groups?: ArrayLike<number>,
): { readonly slope: LineInterval; readonly intercept: LineInterval } | undefined {
  let [h11, h10, h00] = [0, 0, 0]
  const sums = new Map<number, [number, number]>()
  for (let i = 0; i < score.length; i++) {
    const q = sigmoid(slope * score[i] + intercept)
    const curvature = q * (1 - q)
    h11 += curvature * score[i] * score[i]
    h10 += curvature * score[i]
    h00 += curvature
    const group = groups ? groups[i] : i
    const [s1, s0] = sums.get(group) ?? [0, 0]
    sums.set(group, [s1 + (target[i] - q) * score[i], s0 + target[i] - q])
  }
  if (sums.size < 2) return undefined
  const determinant = h11 * h00 - h10 * h10
  let [slopeVariance, interceptVariance] = [0, 0]
  for (const [s1, s0] of sums.values()) {
    const [moveSlope, moveIntercept] = [(h00 * s1 - h10 * s0) / determinant, (h11 * s0 - h10 * s1) / determinant]
    slopeVariance += moveSlope * moveSlope
    interceptVariance += moveIntercept * moveIntercept
  }
  const half = (variance: number) => normalQuantile(0.975) * Math.sqrt((variance * sums.size) / (sums.size - 1))
  return { slope: around(slope, half(slopeVariance)), intercept: around(intercept, half(interceptVariance)) }
}

function around(value: number, half: number): LineInterval {
  return { low: value - half, high: value + half }
}
