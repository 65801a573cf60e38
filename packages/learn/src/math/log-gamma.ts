import { log } from './log.ts'

const HALF_LOG_TWO_PI = 0.9189385332046728

/**
 * log Γ(x) for x > 0, to about 1e-14 relative (absolute near x = 1 and 2, where it is 0).
 *
 * Below 10 by Γ(x + 1) = x Γ(x), then Stirling's series. Source: Abramowitz & Stegun (1964), 6.1.41.
 *
 * @example logGamma(5) // 3.1780538303479
 */
export function logGamma(x: number): number {
  let shift = 1
  let z = x
  while (z < 10) {
    shift *= z
    z++
  }
  const r = 1 / (z * z)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r / 156)))))) / z
  return (z - 0.5) * log(z) - z + HALF_LOG_TWO_PI + series - log(shift)
}
