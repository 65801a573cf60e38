import { wilsonInterval } from './wilson-interval.ts'

/**
 * Wilson's interval of a share of rows, as sure as the number of groups among them: rows of one student vary together, and count at worst as
 * one. Never narrower than over rows.
 *
 *   wilson(share · m, m),   m = number of different groups, n where there are none
 *
 * @param k      rows with what is counted
 * @param n      rows, at least 1
 * @param groups [n] of those rows
 * @throws LearnError `bad_param`
 *
 * @example wilsonOverGroups(2, 4, [7, 7, 8, 8]) // { low: 0.09453120573423074, high: 0.9054687942657693 }
 */
export function wilsonOverGroups(
  k: number,
  n: number,
  groups?: ArrayLike<number>,
  level = 0.95,
): { readonly low: number; readonly high: number } {
  const m = groups ? new Set(Array.from(groups)).size : n
  return wilsonInterval(Math.min(m, (k / n) * m), m, level)
}
