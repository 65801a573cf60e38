import { solveSymmetric } from '../learners/linear/cholesky.ts'
import { softmaxInPlace } from '../math/index.ts'
import type { Matrix } from '../matrix.ts'

const MOST_STEPS = 200

export interface Scaling {
  readonly weights: readonly number[] // [k], each 0 or more
  readonly bias: readonly number[] // [k], sum 0
}

/**
 * The weights and shifts of log-probabilities that fit best, held towards doing nothing:
 *
 *   minimise  n · mean_i −log softmax(w ∘ logP_i + b)[y_i] + ridge/2 (|w − 1|² + |b|²),   w ≥ 0
 *
 * Newton's method from w = 1, b = 0 with halved steps, projected on w ≥ 0. It only goes down from there, so the mean log loss is
 * never above that of logP itself. The ridge makes the optimum unique and finite, and its b sum to 0.
 *
 * @param y    [m] class positions
 * @param logP [m, k] finite
 * @param n    how many rows the m forecasts are worth: repeats of a row do not weaken the ridge
 *
 * Source of the projection: Bertsekas (1982), SIAM J. Control Optim. 20, 221–246.
 */
export function fitScaling(y: Float64Array, logP: Matrix, n: number, ridge: number): Scaling {
  const k = logP.cols
  let at: Float64Array = new Float64Array(2 * k).fill(1, 0, k)
  const step = new Float64Array(2 * k)
  const scratch = new Float64Array(4 * k * k)
  let { loss, gradient, hessian } = derivatives(y, logP, n, ridge, at)
  for (let s = 0; s < MOST_STEPS; s++) {
    for (let j = 0; j < 2 * k; j++) {
      const held = j < k && at[j] === 0 && gradient[j] >= 0
      step[j] = held ? 0 : -gradient[j]
      if (held) hold(hessian, j, 2 * k)
    }
    solveSymmetric(hessian, step, scratch)
    let size = 1
    let next = moved(at, step, size, k)
    const gain = -step.reduce((sum, value, j) => sum + value * gradient[j], 0)
    if (gain <= 1e-14 * (1 + loss)) {
      at = next // less than the loss can show: the last step, unchecked
      break
    }
    while (!(lossOf(y, logP, n, ridge, next) < loss) && size > 1e-10) {
      size /= 2
      next = moved(at, step, size, k)
    }
    const better = derivatives(y, logP, n, ridge, next)
    if (!(better.loss < loss)) break
    at = next
    ;({ loss, gradient, hessian } = better)
  }
  const shift = at.subarray(k).reduce((sum, b) => sum + b, 0) / k
  return { weights: [...at.subarray(0, k)], bias: Array.from(at.subarray(k), b => b - shift) }
}

/** Takes a parameter out of the Newton step. */
function hold(hessian: Float64Array, j: number, size: number): void {
  for (let i = 0; i < size; i++) {
    hessian[j * size + i] = 0
    hessian[i * size + j] = 0
  }
  hessian[j * size + j] = 1
}

function moved(at: Float64Array, step: Float64Array, size: number, k: number): Float64Array {
  return at.map((value, j) => (j < k ? Math.max(0, value + size * step[j]) : value + size * step[j]))
}

function lossOf(y: Float64Array, { rows, cols: k, data }: Matrix, n: number, ridge: number, at: Float64Array): number {
  const q = new Float64Array(k)
  let sum = 0
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < k; c++) q[c] = at[c] * data[i * k + c] + at[k + c]
    const own = q[y[i]]
    sum += softmaxInPlace(q) - own
  }
  return (n / rows) * sum + penalty(ridge, at, k)
}

/** Loss, gradient [2k] and Hessian [2k, 2k] (lower triangle) in (w, b). */
function derivatives(y: Float64Array, { rows, cols: k, data }: Matrix, n: number, ridge: number, at: Float64Array) {
  const size = 2 * k
  const each = n / rows
  const gradient = at.map((value, j) => ridge * (j < k ? value - 1 : value))
  const hessian = new Float64Array(size * size)
  for (let j = 0; j < size; j++) hessian[j * size + j] = ridge
  const q = new Float64Array(k)
  let sum = 0
  for (let i = 0; i < rows; i++) {
    const row = i * k
    for (let c = 0; c < k; c++) q[c] = at[c] * data[row + c] + at[k + c]
    const own = q[y[i]]
    sum += softmaxInPlace(q) - own
    for (let c = 0; c < k; c++) {
      const off = each * (q[c] - Number(c === y[i]))
      gradient[c] += off * data[row + c]
      gradient[k + c] += off
      for (let d = 0; d < k; d++) {
        const curvature = each * (c === d ? q[c] * (1 - q[c]) : -q[c] * q[d])
        if (d <= c) {
          hessian[c * size + d] += curvature * data[row + c] * data[row + d]
          hessian[(k + c) * size + k + d] += curvature
        }
        hessian[(k + c) * size + d] += curvature * data[row + d]
      }
    }
  }
  return { loss: each * sum + penalty(ridge, at, k), gradient, hessian }
}

function penalty(ridge: number, at: Float64Array, k: number): number {
  return (ridge / 2) * at.reduce((sum, value, j) => sum + (j < k ? (value - 1) * (value - 1) : value * value), 0)
}
