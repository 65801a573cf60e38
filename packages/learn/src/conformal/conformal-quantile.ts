import { checkRange } from '../check.ts'

/**
 * Which of n rising scores bounds the score of one more exchangeable row with probability 1 − α or more: ⌈(n + 1)(1 − α)⌉.
 * n + 1 when none does, that is when α < 1/(n + 1). (n + 1)α within 1e-9 of a whole number counts as that number.
 *
 * @example conformalRank(19, 0.1) // 18
 */
export function conformalRank(n: number, alpha: number): number {
  return n + 1 - Math.floor((n + 1) * alpha + 1e-9)
}

/**
 * The score that one more exchangeable row does not exceed with probability 1 − α or more (and, without ties, less than
 * 1 − α + 1/(n + 1)): the ⌈(n + 1)(1 − α)⌉-th smallest of n.
 *
 * @param scores [n] in any order, not NaN
 * @param alpha  in (0, 1)
 * @returns null where n scores are too few to bound anything: α < 1/(n + 1)
 * @throws LearnError `bad_param`
 *
 * Source: Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World, section 2.2.
 *
 * @example conformalQuantile([4, 1, 3, 2], 0.4) // 3
 */
export function conformalQuantile(scores: ArrayLike<number>, alpha: number): number | null {
  checkAlpha(alpha, 1)
  const rank = conformalRank(scores.length, alpha)
  return rank > scores.length ? null : Float64Array.from(scores).sort()[rank - 1]
}

export function checkAlpha(alpha: number, below: 0.5 | 1): void {
  checkRange('alpha', alpha, Number.MIN_VALUE, below - Number.EPSILON)
}
