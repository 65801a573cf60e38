/**
 * The k candidates nearest to row `of`, itself left out: nearest first, equal distances in the order of the candidates.
 * Looks at every candidate; fewer than k when there are fewer.
 *
 * @example nearest(0, [0, 1, 2], 1, (a, b) => Math.abs(a - b)) // [1]
 */
export function nearest(of: number, candidates: ArrayLike<number>, k: number, distance: (a: number, b: number) => number): number[] {
  const rows: number[] = []
  const distances: number[] = []
  for (let c = 0; c < candidates.length; c++) {
    const row = candidates[c]
    if (row === of) continue
    const d = distance(of, row)
    if (rows.length === k && d >= distances[k - 1]) continue
    let at = rows.length
    while (at > 0 && distances[at - 1] > d) at--
    rows.splice(at, 0, row)
    distances.splice(at, 0, d)
    if (rows.length > k) {
      rows.pop()
      distances.pop()
    }
  }
  return rows
}
