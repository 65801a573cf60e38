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
  for (let o = 0; o < outputs; o++) addScaled(pull[o], theta, weights + o * inputs, out, 0, inputs)
}
