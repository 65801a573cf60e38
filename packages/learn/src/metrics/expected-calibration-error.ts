import { checkClasses, checkSameLength } from '../check.ts'
import type { Matrix } from '../matrix.ts'
import type { Weighted } from './metric.ts'
import { mostLikely } from './most-likely.ts'

const BINS = 10

/**
 * How far stated probabilities are from observed shares, over 10 equal-width bins.
 *
 *   Σ_b n_b / n · |share that came true in b − mean probability in b|
 *
 * Two classes: bins of the event's probability, and whether the event came true. More: bins of the most likely class's probability
 * (top-label confidence), and whether that class came true. Bin b holds b/10 ≤ p < (b + 1)/10; the last also 1.
 *
 * @param y        [n] true classes, 0 … k − 1
 * @param forecast [n, k] probabilities
 * @returns in [0, 1], lower is better; not a proper score (a constant base rate gets about 0), and above 0 by chance: with few rows by much
 * @throws LearnError `shape_mismatch`; `bad_param`
 *
 * Source: Guo et al. (2017), ICML, section 2; Naeini et al. (2015), AAAI.
 *
 * @example expectedCalibrationError([1, 0], matrix(2, 2, [0.2, 0.8, 0.7, 0.3])) // 0.25
 */
export function expectedCalibrationError(y: ArrayLike<number>, forecast: Matrix): number {
  return weightedCalibrationError(y, forecast)(new Float64Array(y.length).fill(1))
}

export function weightedCalibrationError(y: ArrayLike<number>, { rows, cols, data }: Matrix): Weighted {
  checkSameLength('y', y, 'forecast', { length: rows })
  checkClasses('y', y, cols)
  const bin = new Int32Array(rows)
  const gap = new Float64Array(rows) // came true (0 or 1) minus its probability
  const top = cols === 2 ? new Int32Array(rows).fill(1) : mostLikely({ rows, cols, data })
  for (let i = 0; i < rows; i++) {
    const p = data[i * cols + top[i]]
    bin[i] = Math.min(BINS - 1, Math.floor(p * BINS))
    gap[i] = (y[i] === top[i] ? 1 : 0) - p
  }
  return weights => {
    const sums = new Float64Array(BINS)
    let total = 0
    for (let i = 0; i < rows; i++) {
      sums[bin[i]] += weights[i] * gap[i]
      total += weights[i]
    }
    return sums.reduce((sum, s) => sum + Math.abs(s), 0) / total
  }
}
