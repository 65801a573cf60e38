import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import { addScaled, dot } from '../linear/vector.ts'
import { type Layer, sizeOf } from './layers.ts'

/** A batch of rows through the network and back: in the kernel where there is one, with the same bits. */
export interface Pass {
  /** At most so many rows at once. */
  readonly most: number
  readonly theta: Float64Array // parameters of the layers, to be written
  readonly gradient: Float64Array // by theta; `backward` adds to it
  readonly input: Float64Array // [most, d] to be written
  /** Dropout factors of the hidden units by layer, [most, units]: read where `forward` is told to. */
  readonly kept: readonly Float64Array[]
  readonly pulls: Float64Array // [most, outputs] the gradient by the scores, to be written before `backward`
  /** The scores [rows, outputs] of the first rows of `input`; they hold until the next call. */
  forward(rows: number, dropout: boolean): Float64Array
  /** Of the rows that `forward` saw last. */
  backward(rows: number): void
}

/** Rows worth doing at once: what the layers make of them stays in a near cache. */
export const BATCH = 64

/**
 * ReLU after every layer but the last: a hidden unit gives slope · (W x + b), slope 0 or 1 (times its dropout factor).
 *
 * @param workspace with room for `bytesOfPass`
 */
export function createPass(layers: readonly Layer[], most: number, workspace: Workspace): Pass {
  const { calls } = workspace
  const hidden = layers.slice(0, -1)
  const perRow = (layer: Layer) => workspace.f64(most * layer.outputs)
  const theta = workspace.f64(sizeOf(layers))
  const gradient = workspace.f64(sizeOf(layers))
  const input = workspace.f64(most * layers[0].inputs)
  const ones = workspace.f64(most).fill(1)
  const values = layers.map(perRow)
  const pulls = layers.map(perRow)
  const slopes = hidden.map(perRow)
  const kept = hidden.map(perRow)
  const last = layers.length - 1
  const inputOf = (l: number) => (l === 0 ? input : values[l - 1])
  const at = (array: Float64Array, place = 0) => array.byteOffset + 8 * place

  const forward = (l: number, rows: number, dropout: boolean) => {
    const { inputs, outputs, weights, biases } = layers[l]
    const x = inputOf(l)
    const out = values[l]
    if (calls) {
      const slope = l < last ? at(slopes[l]) : 0
      const factor = l < last && dropout ? at(kept[l]) : 0
      calls.denseForward(at(x), inputs, at(theta, weights), at(theta, biases), rows, outputs, at(out), slope, factor)
      return
    }
    for (let r = 0; r < rows; r++) {
      for (let o = 0; o < outputs; o++) {
        const unit = r * outputs + o
        const value = theta[biases + o] + dot(x, r * inputs, theta, weights + o * inputs, inputs)
        if (l < last) slopes[l][unit] = value > 0 ? (dropout ? kept[l][unit] : 1) : 0
        out[unit] = l < last ? value * slopes[l][unit] : value
      }
    }
  }

  /** Adds the gradient by the parameters of layer l. */
  const collect = (l: number, rows: number) => {
    const { inputs, outputs, weights, biases } = layers[l]
    const x = inputOf(l)
    const pull = pulls[l]
    if (calls) {
      calls.addRows(at(pull), 8 * outputs, at(ones), rows, outputs, at(gradient, biases))
      calls.addOuterSums(at(pull), 8 * outputs, 8, at(x), 8 * inputs, rows, outputs, inputs, at(gradient, weights))
      return
    }
    for (let r = 0; r < rows; r++) {
      for (let o = 0; o < outputs; o++) {
        const by = pull[r * outputs + o]
        gradient[biases + o] += by
        addScaled(by, x, r * inputs, gradient, weights + o * inputs, inputs)
      }
    }
  }

  /** The pulls of layer l − 1 from those of layer l: through its weights, then through the units' slopes. */
  const passOn = (l: number, rows: number) => {
    const { inputs, outputs, weights } = layers[l]
    const pull = pulls[l]
    const out = pulls[l - 1].fill(0, 0, rows * inputs)
    const slope = slopes[l - 1]
    if (calls) {
      calls.addOuterSums(at(pull), 8, 8 * outputs, at(theta, weights), 8 * inputs, outputs, rows, inputs, at(out))
      calls.multiplyAll(at(out), at(slope), rows * inputs)
      return
    }
    for (let r = 0; r < rows; r++) {
      for (let o = 0; o < outputs; o++) addScaled(pull[r * outputs + o], theta, weights + o * inputs, out, r * inputs, inputs)
    }
    for (let unit = 0; unit < rows * inputs; unit++) out[unit] *= slope[unit]
  }

  return {
    most,
    theta,
    gradient,
    input,
    kept,
    pulls: pulls[last],
    forward(rows, dropout) {
      for (let l = 0; l <= last; l++) forward(l, rows, dropout)
      return values[last]
    },
    backward(rows) {
      for (let l = last; l >= 0; l--) {
        collect(l, rows)
        if (l > 0) passOn(l, rows)
      }
    },
  }
}

export function bytesOfPass(layers: readonly Layer[], most: number): number {
  const units = layers.reduce((sum, { outputs }) => sum + 4 * bytesFor(most * outputs, 8), 0)
  return 2 * bytesFor(sizeOf(layers), 8) + bytesFor(most * layers[0].inputs, 8) + bytesFor(most, 8) + units
}
