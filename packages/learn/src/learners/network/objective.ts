import type { TaskKind } from '../../task.ts'
import type { Pass } from './pass.ts'
import { rowLosses, toCutPull, toThresholds } from './row-losses.ts'

export interface Rows {
  readonly X: Float64Array // [n, d]
  readonly y: Float64Array // [n]
  readonly weights: Float64Array // [n] about 1
}

/** The loss over theta = the parameters of the layers, then the cuts of an ordinal task (`cutsOf`). */
export interface NetworkObjective {
  /** Σ weight · loss / number of rows; without dropout. */
  value(theta: Float64Array, rows: ArrayLike<number>): number
  /** Writes the gradient of value into `out`; `draw` gives the dropout factor of the next hidden unit. */
  gradient(theta: Float64Array, rows: ArrayLike<number>, out: Float64Array, draw?: () => number): void
}

export function createObjective(pass: Pass, kind: TaskKind, cuts: number, { X, y, weights }: Rows): NetworkObjective {
  const rowLoss = rowLosses[kind]
  const { most, input, kept } = pass
  const inputs = input.length / most
  const outputs = pass.pulls.length / most
  const size = pass.theta.length
  const thresholds = new Float64Array(cuts)
  const scores = new Float64Array(outputs)
  const pull = new Float64Array(outputs)
  const thresholdPull = new Float64Array(cuts)

  const read = (theta: Float64Array) => {
    pass.theta.set(theta.subarray(0, size))
    thresholds.set(theta.subarray(size))
    toThresholds(thresholds)
  }
  /** The scores of rows[from …], as many as fit. */
  const forward = (rows: ArrayLike<number>, from: number, count: number, draw?: () => number) => {
    for (let r = 0; r < count; r++) {
      const x = rows[from + r] * inputs
      for (let j = 0; j < inputs; j++) input[r * inputs + j] = X[x + j]
    }
    if (draw) drawFactors(kept, most, count, draw)
    return pass.forward(count, draw !== undefined)
  }
  const lossOf = (i: number, share: number, all: Float64Array, r: number) => {
    for (let o = 0; o < outputs; o++) scores[o] = all[r * outputs + o]
    return rowLoss(y[i], share, scores, thresholds, pull, thresholdPull)
  }

  return {
    value(theta, rows) {
      read(theta)
      let sum = 0
      for (let from = 0; from < rows.length; from += most) {
        const count = Math.min(most, rows.length - from)
        const all = forward(rows, from, count)
        for (let r = 0; r < count; r++) {
          const i = rows[from + r]
          sum += weights[i] * lossOf(i, weights[i], all, r)
        }
      }
      return sum / rows.length
    },

    gradient(theta, rows, out, draw) {
      read(theta)
      pass.gradient.fill(0)
      thresholdPull.fill(0)
      for (let from = 0; from < rows.length; from += most) {
        const count = Math.min(most, rows.length - from)
        const all = forward(rows, from, count, draw)
        for (let r = 0; r < count; r++) {
          const i = rows[from + r]
          const share = weights[i] / rows.length
          lossOf(i, share, all, r)
          for (let o = 0; o < outputs; o++) pass.pulls[r * outputs + o] = pull[o] * share
        }
        pass.backward(count)
      }
      toCutPull(thresholdPull, thresholds)
      out.set(pass.gradient)
      out.set(thresholdPull, size)
    },
  }
}

/** A factor for each hidden unit, row after row, in each row layer after layer. */
function drawFactors(kept: readonly Float64Array[], most: number, rows: number, draw: () => number): void {
  for (let r = 0; r < rows; r++) {
    for (const factors of kept) {
      const units = factors.length / most
      for (let o = 0; o < units; o++) factors[r * units + o] = draw()
    }
  }
}
