import { checkBinary, checkRange, checkSameLength, checkWhole } from '../check.ts'

/**
 * How far stated probabilities of an event are from observed shares, over bins of (nearly) as many rows each.
 *
 *   Σ_b n_b / n · |share with the event in b − mean probability in b|
 *
 * Rows are sorted by probability; bin b holds positions ⌊b n / bins⌋ to ⌊(b + 1) n / bins⌋ − 1. Rows that tie share their events alike, so the order of
 * rows changes nothing. Bins of equal width leave few rows where probabilities are rare; these do not.
 *
 * @param event       [n] 1 where the event happened, otherwise 0
 * @param probability [n] of the event, in [0, 1]
 * @param bins        at least 1
 * @returns in [0, 1], lower is better; above 0 by chance: see `calibrationErrorByChance`. 0 where there is no row
 * @throws LearnError `shape_mismatch`, `bad_param`
 *
 * Source: Nixon et al. (2019), CVPR workshops, "Measuring calibration in deep learning", adaptive calibration error of two classes.
 *
 * @example equalCountCalibrationError([0, 1, 1, 1], [0.1, 0.2, 0.8, 0.9], 2) // 0.25
 */
export function equalCountCalibrationError(event: ArrayLike<number>, probability: ArrayLike<number>, bins = 10): number {
  checkBinary('event', event)
  checkSameLength('event', event, 'probability', probability)
  const order = byProbability(probability, bins)
  const shared = tiesAlike(event, probability, order)
  return overBins(order.length, bins, (from, to) => {
    let gap = 0
    for (let at = from; at < to; at++) gap += shared[at] - probability[order[at]]
    return Math.abs(gap)
  })
}

/**
 * What that error would be on average if every probability were true: chance alone leaves it above 0.
 *
 *   Σ_b 1 / n · √(2/π) · √(Σ p (1 − p) in b)
 *
 * The mean absolute value of a normal variable of each bin's variance: close from about 20 rows a bin on.
 *
 * @throws LearnError `bad_param`
 *
 * @example calibrationErrorByChance([0.5, 0.5, 0.5, 0.5], 1) // 0.1994711402007164
 */
export function calibrationErrorByChance(probability: ArrayLike<number>, bins = 10): number {
  const order = byProbability(probability, bins)
  return overBins(order.length, bins, (from, to) => {
    let variance = 0
    for (let at = from; at < to; at++) variance += probability[order[at]] * (1 - probability[order[at]])
    return Math.sqrt(2 / Math.PI) * Math.sqrt(variance)
  })
}

function byProbability(probability: ArrayLike<number>, bins: number): Int32Array {
  checkWhole('bins', bins, 1)
  for (let i = 0; i < probability.length; i++) checkRange(`probability[${i}]`, probability[i], 0, 1)
  return Int32Array.from({ length: probability.length }, (_, i) => i).sort((a, b) => probability[a] - probability[b])
}

/** [n] by position in the order: the mean of the event among rows with the same probability. */
function tiesAlike(event: ArrayLike<number>, probability: ArrayLike<number>, order: Int32Array): Float64Array {
  const shared = new Float64Array(order.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    let sum = 0
    for (; to < order.length && probability[order[to]] === probability[order[from]]; to++) sum += event[order[to]]
    shared.fill(sum / (to - from), from, to)
  }
  return shared
}

function overBins(n: number, bins: number, ofBin: (from: number, to: number) => number): number {
  if (n === 0) return 0
  let sum = 0
  for (let b = 0; b < bins; b++) sum += ofBin(Math.floor((b * n) / bins), Math.floor(((b + 1) * n) / bins))
  return sum / n
}
