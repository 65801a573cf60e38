import { createRandom } from '../../random.ts'
import type { Layer } from './layers.ts'

/**
 * Parameters to begin with: hidden weights uniform within ±√(6 / inputs) (He's variance 2 / inputs, for ReLU), hidden biases 0,
 * and a last layer that gives every row the same scores: so training begins at the shares of the classes, or the mean.
 *
 * Source: He, Zhang, Ren & Sun (2015), ICCV.
 *
 * @param scores [outputs] the biases of the last layer
 * @param cuts   [k − 1] in an ordinal task, else none
 */
export function startOf(layers: readonly Layer[], scores: ArrayLike<number>, cuts: ArrayLike<number>, seed: number): Float64Array {
  const random = createRandom(seed)
  const last = layers[layers.length - 1]
  const size = last.biases + last.outputs
  const theta = new Float64Array(size + cuts.length)
  for (const { inputs, weights, biases } of layers.slice(0, -1)) {
    const bound = Math.sqrt(6 / inputs)
    for (let p = weights; p < biases; p++) theta[p] = (2 * random.next() - 1) * bound
  }
  theta.set(Float64Array.from(scores), last.biases)
  theta.set(Float64Array.from(cuts), size)
  return theta
}
