import type { Layer } from './layers.ts'

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-8

/** Moves theta in place, one step against the gradient. */
export type Step = (theta: Float64Array, gradient: Float64Array) => void

/**
 * Adam with bias correction and decoupled weight decay:
 *
 *   m = 0.9 m + 0.1 g,   v = 0.999 v + 0.001 g²
 *   θ = θ − rate · (m / (1 − 0.9^t) / (√(v / (1 − 0.999^t)) + 1e-8) + decay · θ)
 *
 * The decay is on the weights of the layers alone, not on biases or thresholds.
 *
 * Sources: Kingma & Ba (2015), ICLR; Loshchilov & Hutter (2019), ICLR.
 */
export function createAdam(size: number, layers: readonly Layer[], rate: number, decay: number): Step {
  const m = new Float64Array(size)
  const v = new Float64Array(size)
  let unseen1 = 1 // 0.9^t
  let unseen2 = 1 // 0.999^t

  return (theta, gradient) => {
    unseen1 *= BETA1
    unseen2 *= BETA2
    if (decay > 0) {
      for (const { weights, biases } of layers) for (let p = weights; p < biases; p++) theta[p] -= rate * decay * theta[p]
    }
    for (let p = 0; p < size; p++) {
      const g = gradient[p]
      m[p] = BETA1 * m[p] + (1 - BETA1) * g
      v[p] = BETA2 * v[p] + (1 - BETA2) * g * g
      theta[p] -= (rate * (m[p] / (1 - unseen1))) / (Math.sqrt(v[p] / (1 - unseen2)) + EPSILON)
    }
  }
}
