/**
 * How surely each row is on a list of the `length` highest forecasts, in [0, 1]: 1 above the cut, 0 below it, and where several rows
 * tie at the cut the share of their places that a random order gives each. The shares sum to `length` (at most n).
 *
 * @example listShares([0.9, 0.5, 0.5, 0.1], 2) // [1, 0.5, 0.5, 0]
 */
export function listShares(forecasts: ArrayLike<number>, length: number): Float64Array {
  const n = forecasts.length
  const cut = Float64Array.from(forecasts).sort()[n - length]
  if (length <= 0 || cut === undefined) return new Float64Array(n).fill(length > 0 ? 1 : 0)
  let above = 0
  let tied = 0
  for (let i = 0; i < n; i++) {
    if (forecasts[i]! > cut) above++
    else if (forecasts[i] === cut) tied++
  }
  const share = (length - above) / tied
  return Float64Array.from(forecasts, p => (p > cut ? 1 : p === cut ? share : 0))
}
