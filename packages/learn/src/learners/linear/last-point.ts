/**
 * `work` at a point under a penalty, done only where they differ from those of the last call: solvers ask for the value, the
 * gradient and the second derivatives of one point in turn.
 *
 * @param point takes the point, for `work` to read
 */
export function atNewPoints<Penalty>(
  point: Float64Array,
  work: (penalty: Penalty) => number,
): (at: Float64Array, penalty: Penalty) => number {
  let value = NaN
  let under: Penalty | undefined
  return (at, penalty) => {
    if (penalty === under && at.every((v, j) => v === point[j])) return value
    point.set(at)
    under = penalty
    value = work(penalty)
    return value
  }
}
