import { softmaxInPlace } from '../../math/index.ts'
import type { Matrix } from '../../matrix.ts'
import { weightedGram } from './gram.ts'
import { type Objective, separatedBelow, squaredPenalty } from './objective.ts'
import { addScaled, dot } from './vector.ts'

/**
 * Softmax loss over k blocks of m parameters, block c at c·m.
 *
 * Adding one vector to every block changes no probability. Where the penalty does not settle that (intercepts always,
 * coefficients without lambda) a term ½/k (Σ_c at_cj)² does: its optimum is the one that sums to 0, at no cost in loss.
 *
 * @param X [n, m] its first column is 1
 * @param symmetric the coefficients too sum to 0 at the optimum (no absolute penalty)
 */
export function multinomialObjective(
  X: Matrix,
  codes: Int32Array,
  weights: Float64Array,
  k: number,
  l2: Float64Array,
  symmetric: boolean,
): Objective {
  const { rows: n, cols: m, data } = X
  const size = k * m
  const tied = symmetric ? m : 1
  const row = new Float64Array(k)
  const probabilities = new Float64Array(n * k)
  const curvature = new Float64Array(n)
  const block = new Float64Array(m * m)

  const scores = (at: Float64Array, i: number, out: Float64Array, offset: number) => {
    for (let c = 0; c < k; c++) out[offset + c] = dot(data, i * m, at, c * m, m)
  }
  const sumOver = (at: Float64Array, j: number) => {
    let sum = 0
    for (let c = 0; c < k; c++) sum += at[c * m + j]
    return sum
  }
  const penalties = (at: Float64Array) => {
    let sum = squaredPenalty(l2, at)
    for (let j = 0; j < tied; j++) {
      const s = sumOver(at, j)
      sum += (s * s) / (2 * k)
    }
    return sum
  }

  return {
    size,
    separatedBelow: separatedBelow(weights),
    value(at) {
      let sum = penalties(at)
      for (let i = 0; i < n; i++) {
        scores(at, i, row, 0)
        const own = row[codes[i]]
        sum += weights[i] * (softmaxInPlace(row) - own)
      }
      return sum
    },
    gradient(at, out) {
      let sum = penalties(at)
      for (let j = 0; j < size; j++) out[j] = l2[j] * at[j]
      for (let j = 0; j < tied; j++) {
        const s = sumOver(at, j) / k
        for (let c = 0; c < k; c++) out[c * m + j] += s
      }
      for (let i = 0; i < n; i++) {
        scores(at, i, row, 0)
        const own = row[codes[i]]
        sum += weights[i] * (softmaxInPlace(row) - own)
        for (let c = 0; c < k; c++) addScaled(weights[i] * (row[c] - (c === codes[i] ? 1 : 0)), data, i * m, out, c * m, m)
      }
      return sum
    },
    hessian(at, out) {
      for (let i = 0; i < n; i++) {
        scores(at, i, probabilities, i * k)
        softmaxInPlace(probabilities, i * k, k)
      }
      for (let c = 0; c < k; c++) {
        for (let e = 0; e <= c; e++) {
          for (let i = 0; i < n; i++) {
            curvature[i] = weights[i] * probabilities[i * k + c] * ((c === e ? 1 : 0) - probabilities[i * k + e])
          }
          weightedGram(X, curvature, block)
          for (let j = 0; j < m; j++) {
            for (let l = 0; l <= j; l++) {
              out[(c * m + j) * size + e * m + l] = block[j * m + l]
              if (c !== e) out[(c * m + l) * size + e * m + j] = block[j * m + l]
            }
          }
          for (let j = 0; j < tied; j++) out[(c * m + j) * size + e * m + j] += 1 / k
        }
      }
      for (let j = 0; j < size; j++) out[j * size + j] += l2[j]
    },
    reach(at) {
      let most = 0
      for (let i = 0; i < n; i++) {
        scores(at, i, row, 0)
        let low = Infinity
        let high = -Infinity
        for (let c = 0; c < k; c++) {
          low = Math.min(low, row[c])
          high = Math.max(high, row[c])
        }
        most = Math.max(most, high - low)
      }
      return most
    },
  }
}
