import { midranks } from '../plots/rank-correlation.ts'

/**
 * Spearman's correlation of x and y, with the rank of z held fixed:
 *
 *   (ρ_xy − ρ_xz ρ_yz) / √((1 − ρ_xz²)(1 − ρ_yz²))
 *
 * @returns in [−1, 1]; undefined where one of them never varies, or z fixes x or y
 */
export function partialRankCorrelation(x: Float64Array, y: Float64Array, z: Float64Array): number | undefined {
  const [a, b, c] = [x, y, z].map(v => centred(midranks([...v])))
  const xy = correlation(a!, b!)
  const xz = correlation(a!, c!)
  const yz = correlation(b!, c!)
  if (xy === undefined || xz === undefined || yz === undefined) return undefined
  const free = (1 - xz * xz) * (1 - yz * yz)
  return free < 1e-12 ? undefined : Math.min(1, Math.max(-1, (xy - xz * yz) / Math.sqrt(free)))
}

function centred(ranks: Float64Array): Float64Array {
  const middle = (ranks.length + 1) / 2
  return ranks.map(r => r - middle)
}

function correlation(a: Float64Array, b: Float64Array): number | undefined {
  const dot = (p: Float64Array, q: Float64Array) => p.reduce((sum, v, i) => sum + v * q[i]!, 0)
  const scale = Math.sqrt(dot(a, a) * dot(b, b))
  return scale === 0 ? undefined : dot(a, b) / scale
}
