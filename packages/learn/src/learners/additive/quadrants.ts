import type { StepFinder } from './boost-terms.ts'
import { LEAST_CURVATURE, type StepParams } from './column-step.ts'

/** One cut on each side of a grid: rows of cells before `first` and from it on, columns of cells before `second` and from it on. */
export interface Quadrants {
  readonly strength: number // 0: no cut is possible
  readonly first: number
  readonly second: number
  readonly values: ArrayLike<number> // [4] −G / (H + l2): low low, low high, high low, high high
}

/**
 * The quadrants of an a × b grid that interact most: what four values lower the loss beyond two sums of one value each.
 *
 *   strength = (v₀₀ − v₀₁ − v₁₀ + v₁₁)² / Σ 1 / (H + l2),   v = −G / (H + l2)
 *
 * With l2 = 0 this is the weighted sum of squares of the interaction in a 2 × 2 table, so what belongs to one column alone does
 * not count. Every quadrant keeps `minRows` rows. Of equal strengths the lower cuts win. O(a b).
 *
 * @param sums [a, b, 2] gradient and hessian of each cell
 * @param rows [a, b]
 *
 * Source: Lou, Caruana, Gehrke & Hooker (2013), KDD (FAST), with the interaction's share of the gain in place of all of it.
 */
export function findQuadrants(
  sums: Float64Array,
  rows: Float64Array,
  a: number,
  b: number,
  { minRows, l2 }: Pick<StepParams, 'minRows' | 'l2'>,
): Quadrants {
  const above = cumulated(sums, rows, a, b) // [a + 1, b + 1, 3]: of all cells before
  const at = (first: number, second: number, what: number) => above[3 * (first * (b + 1) + second) + what]
  const least = LEAST_CURVATURE * at(a, b, 1)
  const value = new Float64Array(4)
  let best: Quadrants = { strength: 0, first: 0, second: 0, values: [0, 0, 0, 0] }
  for (let first = 1; first < a; first++) {
    for (let second = 1; second < b; second++) {
      let variance = 0
      for (let q = 0; q < 4; q++) {
        const of = (what: number) => {
          const low = at(first, second, what)
          const left = at(a, second, what)
          const top = at(first, b, what)
          if (q === 0) return low
          if (q === 1) return top - low
          return q === 2 ? left - low : at(a, b, what) - top - left + low
        }
        const h = of(1)
        if (of(2) < minRows || h <= least) variance = Infinity
        value[q] = -of(0) / (h + l2)
        variance += 1 / (h + l2)
      }
      const contrast = value[0] - value[1] - value[2] + value[3]
      const strength = variance < Infinity ? (contrast * contrast) / variance : 0
      if (strength > best.strength) best = { strength, first, second, values: [value[0], value[1], value[2], value[3]] }
    }
  }
  return best
}

/** Steps of a pair: the four values of the quadrants that interact most, times the learning rate. */
export function quadrantStep(a: number, b: number, params: StepParams): StepFinder {
  return (sums, rows, into) => {
    const found = findQuadrants(sums, rows, a, b, params)
    writeQuadrants(found, a, b, params.learningRate, into)
    return found.strength
  }
}

export function writeQuadrants(
  { first, second, values }: Omit<Quadrants, 'strength'>,
  a: number,
  b: number,
  learningRate: number,
  into: Float64Array,
): void {
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) into[i * b + j] = learningRate * values[(i < first ? 0 : 2) + (j < second ? 0 : 1)]
  }
}

/** [a + 1, b + 1, 3] gradient, hessian and rows of all cells before. */
function cumulated(sums: Float64Array, rows: Float64Array, a: number, b: number): Float64Array {
  const above = new Float64Array(3 * (a + 1) * (b + 1))
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      const to = 3 * ((i + 1) * (b + 1) + j + 1)
      const up = to - 3 * (b + 1)
      const cell = i * b + j
      for (let what = 0; what < 3; what++) {
        const own = what < 2 ? sums[2 * cell + what] : rows[cell]
        above[to + what] = own + above[up + what] + above[to - 3 + what] - above[up - 3 + what]
      }
    }
  }
  return above
}
