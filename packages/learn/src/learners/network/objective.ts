import type { TaskKind } from '../../task.ts'
import { createPass, type Layer, sizeOf } from './layers.ts'
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
  /** Writes the gradient of value into `out`; `draw` as in `Pass.forward`. */
  gradient(theta: Float64Array, rows: ArrayLike<number>, out: Float64Array, draw?: () => number): void
}

export function createObjective(layers: readonly Layer[], kind: TaskKind, cuts: number, { X, y, weights }: Rows): NetworkObjective {
  const pass = createPass(layers)
  const rowLoss = rowLosses[kind]
  const { inputs } = layers[0]
  const size = sizeOf(layers)
  const thresholds = new Float64Array(cuts)
  const pull = new Float64Array(layers[layers.length - 1].outputs)
  const thresholdPull = new Float64Array(cuts)
  const readThresholds = (theta: Float64Array) => {
    thresholds.set(theta.subarray(size))
    toThresholds(thresholds)
  }

  return {
    value(theta, rows) {
      readThresholds(theta)
      let sum = 0
      for (let r = 0; r < rows.length; r++) {
        const i = rows[r]
        const scores = pass.forward(theta, X, i * inputs)
        sum += weights[i] * rowLoss(y[i], weights[i], scores, thresholds, pull, thresholdPull)
      }
      return sum / rows.length
    },

    gradient(theta, rows, out, draw) {
      readThresholds(theta)
      out.fill(0)
      thresholdPull.fill(0)
      for (let r = 0; r < rows.length; r++) {
        const i = rows[r]
        const share = weights[i] / rows.length
        const scores = pass.forward(theta, X, i * inputs, draw)
        rowLoss(y[i], share, scores, thresholds, pull, thresholdPull)
        for (let o = 0; o < pull.length; o++) pull[o] *= share
        pass.backward(theta, pull, out)
      }
      toCutPull(thresholdPull, thresholds)
      out.set(thresholdPull, size)
    },
  }
}
