import { checkFinite } from '../check.ts'

/** Rows in the order of a score, ties together. Sorted once; rank metrics of any weighting walk over it. */
export interface Ranking {
  readonly rows: Int32Array // [n] row numbers, lowest score first
  readonly ends: Int32Array // [ties] where each run of equal scores ends in `rows`, exclusive
}

/**
 * @param score [n] any real scores; only their order matters
 * @throws LearnError `not_finite`
 */
export function ranking(score: ArrayLike<number>): Ranking {
  checkFinite('score', score)
  const n = score.length
  const rows = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => score[a] - score[b])
  const ends: number[] = []
  for (let k = 1; k <= n; k++) if (k === n || score[rows[k]] !== score[rows[k - 1]]) ends.push(k)
  return { rows, ends: Int32Array.from(ends) }
}
