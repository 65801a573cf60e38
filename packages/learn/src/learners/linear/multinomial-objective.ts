import { softmaxInPlace } from '../../math/index.ts'
import { atNewPoints } from './last-point.ts'
import { type Objective, separatedBelow, squaredPenalty } from './objective.ts'
import type { RowSums } from './row-sums.ts'
import { dot } from './vector.ts'

interface Squared {
  readonly l2: Float64Array
  readonly tied: number // so many parameters of a block sum to 0 over the blocks
}

/**
 * Softmax loss over k blocks of m parameters, block c at c·m.
 *
 * Adding one vector to every block changes no probability. Where the penalty does not settle that (intercepts always,
 * coefficients without lambda) a term ½/k (Σ_c at_cj)² does: its optimum is the one that sums to 0, at no cost in loss.
 *
 * @param sums rows whose first number is 1
 * @returns given the squared penalty, and whether the coefficients too sum to 0 at the optimum (no absolute penalty)
 */
export function multinomialObjective(
  sums: RowSums,
  codes: Int32Array,
  weights: Float64Array,
  k: number,
): (l2: Float64Array, symmetric: boolean) => Objective {
  const { rows: n, cols: m, data } = sums.X
  const { block } = sums
  const size = k * m
  const row = new Float64Array(k)
  const probabilities = new Float64Array(k * n) // [k, n]
  const curvature = sums.array(n)
  const point = sums.array(size)
  const slope = sums.array(size)
  const scores = Array.from({ length: k }, () => sums.array(block))
  const pulls = Array.from({ length: k }, () => sums.array(block))
  const own = (of: Float64Array, c: number) => of.subarray(c * m, (c + 1) * m)

  /** The penalties, whose slopes begin `slope`. */
  const penalties = ({ l2, tied }: Squared) => {
    let sum = squaredPenalty(l2, point)
    for (let j = 0; j < size; j++) slope[j] = l2[j] * point[j]
    for (let j = 0; j < tied; j++) {
      let s = 0
      for (let c = 0; c < k; c++) s += point[c * m + j]
      sum += (s * s) / (2 * k)
      for (let c = 0; c < k; c++) slope[c * m + j] += s / k
    }
    return sum
  }

  const look = atNewPoints(point, (penalty: Squared) => {
    let sum = penalties(penalty)
    for (let from = 0; from < n; from += block) {
      const rows = Math.min(n - from, block)
      for (let c = 0; c < k; c++) sums.dots(own(point, c), from, scores[c].subarray(0, rows))
      for (let r = 0; r < rows; r++) {
        const i = from + r
        for (let c = 0; c < k; c++) row[c] = scores[c][r]
        const right = row[codes[i]]
        sum += weights[i] * (softmaxInPlace(row) - right)
        for (let c = 0; c < k; c++) {
          probabilities[c * n + i] = row[c]
          pulls[c][r] = weights[i] * (row[c] - (c === codes[i] ? 1 : 0))
        }
      }
      for (let c = 0; c < k; c++) sums.addRows(pulls[c].subarray(0, rows), from, own(slope, c))
    }
    return sum
  })

  return (l2, symmetric) => {
    const penalty: Squared = { l2, tied: symmetric ? m : 1 }
    return {
      size,
      separatedBelow: separatedBelow(weights),
      value: at => look(at, penalty),
      gradient(at, out) {
        const value = look(at, penalty)
        out.set(slope)
        return value
      },
      hessian(at, out) {
        look(at, penalty)
        for (let c = 0; c < k; c++) {
          for (let e = 0; e <= c; e++) {
            for (let i = 0; i < n; i++) {
              curvature[i] = weights[i] * probabilities[c * n + i] * ((c === e ? 1 : 0) - probabilities[e * n + i])
            }
            const triangle = sums.gram(curvature)
            for (let j = 0; j < m; j++) {
              for (let l = 0; l <= j; l++) {
                out[(c * m + j) * size + e * m + l] = triangle[j * m + l]
                if (c !== e) out[(c * m + l) * size + e * m + j] = triangle[j * m + l]
              }
            }
            for (let j = 0; j < penalty.tied; j++) out[(c * m + j) * size + e * m + j] += 1 / k
          }
        }
        for (let j = 0; j < size; j++) out[j * size + j] += l2[j]
      },
      reach(at) {
        let most = 0
        for (let i = 0; i < n; i++) {
          for (let c = 0; c < k; c++) row[c] = dot(data, i * m, at, c * m, m)
          let low = Infinity
          let high = -Infinity
          for (const score of row) {
            low = Math.min(low, score)
            high = Math.max(high, score)
          }
          most = Math.max(most, high - low)
        }
        return most
      },
    }
  }
}
