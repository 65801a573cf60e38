import { expm1, log, sigmoid, softplus } from '../../math/index.ts'
import type { Matrix } from '../../matrix.ts'
import { weightedGram } from './gram.ts'
import { type Objective, separatedBelow, squaredPenalty } from './objective.ts'
import { addScaled, dot } from './vector.ts'

/**
 * Proportional-odds loss over parameters [θ_0 … θ_{q−1}, β_0 … β_{d−1}], q + 1 classes that all have rows.
 *
 * With upper a = θ_c − η, lower b = θ_{c−1} − η and gap g = θ_c − θ_{c−1}:
 *
 *   P(c) = σ(a) − σ(b) = σ(a) σ(−b) (1 − e^−g),   −log P = softplus(−a) + softplus(b) − log(1 − e^−g)
 *
 * which neither cancels nor underflows, is convex, and is infinite where thresholds are not in order.
 */
export function cumulativeObjective(X: Matrix, codes: Int32Array, weights: Float64Array, q: number, l2: Float64Array): Objective {
  const { rows: n, cols: d, data } = X
  const size = q + d
  const curvature = new Float64Array(n)
  const block = new Float64Array(d * d)
  const cross = new Float64Array(q * d)
  const beta = new Float64Array(d)
  const inner = new Float64Array(q + 1) // weight of the rows of each class
  for (let i = 0; i < n; i++) inner[codes[i]] += weights[i]
  const score = (i: number) => dot(data, i * d, beta, 0, d)

  const gapLoss = (at: Float64Array) => {
    let sum = 0
    for (let c = 1; c < q; c++) {
      const gap = at[c] - at[c - 1]
      if (!(gap > 0)) return Infinity
      sum -= inner[c] * log(-expm1(-gap))
    }
    return sum
  }
  const rowLoss = (at: Float64Array, i: number, eta: number) => {
    const c = codes[i]
    return weights[i] * ((c < q ? softplus(eta - at[c]) : 0) + (c > 0 ? softplus(at[c - 1] - eta) : 0))
  }

  return {
    size,
    separatedBelow: separatedBelow(weights),
    value(at) {
      let sum = gapLoss(at)
      if (sum === Infinity) return sum
      beta.set(at.subarray(q))
      sum += squaredPenalty(l2, at)
      for (let i = 0; i < n; i++) sum += rowLoss(at, i, score(i))
      return sum
    },
    gradient(at, out) {
      let sum = gapLoss(at)
      if (sum === Infinity) return sum
      beta.set(at.subarray(q))
      sum += squaredPenalty(l2, at)
      for (let j = 0; j < size; j++) out[j] = l2[j] * at[j]
      for (let c = 1; c < q; c++) {
        const pull = inner[c] / expm1(at[c] - at[c - 1])
        out[c] -= pull
        out[c - 1] += pull
      }
      for (let i = 0; i < n; i++) {
        const c = codes[i]
        const eta = score(i)
        sum += rowLoss(at, i, eta)
        const upper = c < q ? weights[i] * sigmoid(eta - at[c]) : 0
        const lower = c > 0 ? weights[i] * sigmoid(at[c - 1] - eta) : 0
        if (c < q) out[c] -= upper
        if (c > 0) out[c - 1] += lower
        addScaled(upper - lower, data, i * d, out, q, d)
      }
      return sum
    },
    hessian(at, out) {
      beta.set(at.subarray(q))
      out.fill(0)
      cross.fill(0)
      for (let c = 1; c < q; c++) {
        const r = 1 / expm1(at[c] - at[c - 1])
        const bend = inner[c] * r * (1 + r)
        out[c * size + c] += bend
        out[(c - 1) * size + c - 1] += bend
        out[c * size + c - 1] -= bend
      }
      for (let i = 0; i < n; i++) {
        const eta = score(i)
        const c = codes[i]
        curvature[i] = 0
        for (let cut = Math.max(c - 1, 0); cut <= c && cut < q; cut++) {
          const bend = weights[i] * sigmoid(at[cut] - eta) * sigmoid(eta - at[cut])
          curvature[i] += bend
          out[cut * size + cut] += bend
          addScaled(-bend, data, i * d, cross, cut * d, d)
        }
      }
      weightedGram(X, curvature, block)
      for (let j = 0; j < d; j++) {
        for (let cut = 0; cut < q; cut++) out[(q + j) * size + cut] = cross[cut * d + j]
        for (let l = 0; l <= j; l++) out[(q + j) * size + q + l] = block[j * d + l]
        out[(q + j) * size + q + j] += l2[q + j]
      }
    },
    reach(at) {
      beta.set(at.subarray(q))
      let most = 0
      for (let i = 0; i < n; i++) {
        const eta = score(i)
        most = Math.max(most, Math.abs(at[0] - eta), Math.abs(at[q - 1] - eta))
      }
      return most
    },
  }
}
