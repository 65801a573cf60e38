import { expm1, log, sigmoid, softplus } from '../../math/index.ts'
import { atNewPoints } from './last-point.ts'
import { type Objective, separatedBelow, squaredPenalty } from './objective.ts'
import type { RowSums } from './row-sums.ts'
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
export function cumulativeObjective(sums: RowSums, codes: Int32Array, weights: Float64Array, q: number): (l2: Float64Array) => Objective {
  const { rows: n, cols: d, data } = sums.X
  const { block } = sums
  const size = q + d
  const point = new Float64Array(size)
  const slope = new Float64Array(size)
  const curvature = sums.array(n)
  const scores = sums.array(block)
  const pulls = sums.array(block)
  const beta = sums.array(d)
  const betaSlope = sums.array(d)
  const cross = new Float64Array(q * d)
  const inner = new Float64Array(q + 1) // weight of the rows of each class
  for (let i = 0; i < n; i++) inner[codes[i]] += weights[i]
  const score = (i: number) => dot(data, i * d, beta, 0, d)

  /** What the gaps between thresholds cost; its slopes go into `slope`. */
  const gapLoss = () => {
    let sum = 0
    for (let c = 1; c < q; c++) {
      const gap = point[c] - point[c - 1]
      if (!(gap > 0)) return Infinity
      sum -= inner[c] * log(-expm1(-gap))
      const pull = inner[c] / expm1(gap)
      slope[c] -= pull
      slope[c - 1] += pull
    }
    return sum
  }

  const look = atNewPoints(point, (l2: Float64Array) => {
    for (let j = 0; j < size; j++) slope[j] = l2[j] * point[j]
    let sum = gapLoss()
    if (sum === Infinity) return sum
    sum += squaredPenalty(l2, point)
    beta.set(point.subarray(q))
    betaSlope.set(slope.subarray(q))
    for (let from = 0; from < n; from += block) {
      const rows = Math.min(n - from, block)
      sums.dots(beta, from, scores.subarray(0, rows))
      for (let r = 0; r < rows; r++) {
        const c = codes[from + r]
        const weight = weights[from + r]
        const eta = scores[r]
        sum += weight * ((c < q ? softplus(eta - point[c]) : 0) + (c > 0 ? softplus(point[c - 1] - eta) : 0))
        const upper = c < q ? weight * sigmoid(eta - point[c]) : 0
        const lower = c > 0 ? weight * sigmoid(point[c - 1] - eta) : 0
        if (c < q) slope[c] -= upper
        if (c > 0) slope[c - 1] += lower
        pulls[r] = upper - lower
      }
      sums.addRows(pulls.subarray(0, rows), from, betaSlope)
    }
    slope.set(betaSlope, q)
    return sum
  })

  return l2 => ({
    size,
    separatedBelow: separatedBelow(weights),
    value: at => look(at, l2),
    gradient(at, out) {
      const value = look(at, l2)
      out.set(slope)
      return value
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
      const triangle = sums.gram(curvature)
      for (let j = 0; j < d; j++) {
        for (let cut = 0; cut < q; cut++) out[(q + j) * size + cut] = cross[cut * d + j]
        for (let l = 0; l <= j; l++) out[(q + j) * size + q + l] = triangle[j * d + l]
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
  })
}
