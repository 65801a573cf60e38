import { addScaled, dot } from '../linear/vector.ts'

/** Where one dense layer stands in the array of all parameters: weights [outputs, inputs], then biases [outputs]. */
export interface Layer {
  readonly inputs: number
  readonly outputs: number
  readonly weights: number
  readonly biases: number
}

/** The layers of a network with these sizes, one after another in its parameters. */
export function layersOf(sizes: readonly number[]): readonly Layer[] {
  let at = 0
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l]
    const weights = at
    at += (inputs + 1) * outputs
    return { inputs, outputs, weights, biases: weights + inputs * outputs }
  })
}

/** How many parameters the layers have. */
export function sizeOf(layers: readonly Layer[]): number {
  const last = layers[layers.length - 1]
  return last.biases + last.outputs
}

/** out = W x + b, x read from `from`. */
export function applyLayer(
  { inputs, outputs, weights, biases }: Layer,
  theta: Float64Array,
  x: Float64Array,
  from: number,
  out: Float64Array,
): void {
  for (let o = 0; o < outputs; o++) out[o] = theta[biases + o] + dot(x, from, theta, weights + o * inputs, inputs)
}

/** out = Wᵀ pull: what reaches the inputs of the layer of what is asked of its outputs. */
export function applyTransposed({ inputs, outputs, weights }: Layer, theta: Float64Array, pull: Float64Array, out: Float64Array): void {
  out.fill(0)
  for (let o = 0; o < outputs; o++) if (pull[o] !== 0) addScaled(pull[o], theta, weights + o * inputs, out, 0, inputs)
}

/** One row through the network and back. The buffers are made once; what is returned holds until the next call. */
export interface Pass {
  /** The scores [outputs] of the row of X that begins at `from`. `draw` gives the dropout factor of the next hidden unit. */
  forward(theta: Float64Array, X: Float64Array, from: number, draw?: () => number): Float64Array
  /** Adds to `out` the gradient by theta of the row that forward saw last, given the gradient by its scores. */
  backward(theta: Float64Array, pull: Float64Array, out: Float64Array): void
}

/** ReLU after every layer but the last: a hidden unit gives slope · (W x + b), slope 0 or 1 (times its dropout factor). */
export function createPass(layers: readonly Layer[]): Pass {
  const last = layers.length - 1
  const values = layers.map(layer => new Float64Array(layer.outputs))
  const slopes = layers.map(layer => new Float64Array(layer.outputs))
  const pulls = layers.map(layer => new Float64Array(layer.outputs))
  let input = new Float64Array(0)
  let inputFrom = 0

  return {
    forward(theta, X, from, draw) {
      input = X as Float64Array<ArrayBuffer>
      inputFrom = from
      layers.forEach((layer, l) => {
        const value = values[l]
        applyLayer(layer, theta, l === 0 ? X : values[l - 1], l === 0 ? from : 0, value)
        if (l === last) return
        for (let o = 0; o < value.length; o++) {
          const kept = draw ? draw() : 1
          slopes[l][o] = value[o] > 0 ? kept : 0
          value[o] *= slopes[l][o]
        }
      })
      return values[last]
    },

    backward(theta, pull, out) {
      pulls[last].set(pull)
      for (let l = last; l >= 0; l--) {
        const { inputs, outputs, weights, biases } = layers[l]
        const x = l === 0 ? input : values[l - 1]
        const from = l === 0 ? inputFrom : 0
        for (let o = 0; o < outputs; o++) {
          const by = pulls[l][o]
          if (by === 0) continue
          out[biases + o] += by
          addScaled(by, x, from, out, weights + o * inputs, inputs)
        }
        if (l === 0) return
        applyTransposed(layers[l], theta, pulls[l], pulls[l - 1])
        for (let j = 0; j < inputs; j++) pulls[l - 1][j] *= slopes[l - 1][j]
      }
    },
  }
}
