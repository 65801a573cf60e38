import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import type { Layer } from './layers.ts'

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-8

/** The arrays of one training, for one member after another. */
export interface AdamRoom {
  readonly calls: Workspace['calls']
  readonly theta: Float64Array // [size] all parameters
  readonly gradient: Float64Array // [size]
  readonly m: Float64Array // [size]
  readonly v: Float64Array // [size]
}

export function adamRoom(workspace: Workspace, size: number): AdamRoom {
  const [theta, gradient, m, v] = Array.from({ length: 4 }, () => workspace.f64(size))
  return { calls: workspace.calls, theta, gradient, m, v }
}

export function bytesOfAdam(size: number): number {
  return 4 * bytesFor(size, 8)
}

/**
 * Adam with bias correction and decoupled weight decay. Each call of what is returned moves theta one step against the gradient:
 *
 *   m = 0.9 m + 0.1 g,   v = 0.999 v + 0.001 g²
 *   θ = θ − rate · (m / (1 − 0.9^t) / (√(v / (1 − 0.999^t)) + 1e-8) + decay · θ)
 *
 * The decay is on the weights of the layers alone, not on biases or thresholds.
 *
 * Sources: Kingma & Ba (2015), ICLR; Loshchilov & Hutter (2019), ICLR.
 */
export function createAdam({ calls, theta, gradient, m, v }: AdamRoom, layers: readonly Layer[], rate: number, decay: number): () => void {
  const size = theta.length
  let unseen1 = 1 // 0.9^t
  let unseen2 = 1 // 0.999^t
  m.fill(0)
  v.fill(0)

  return () => {
    unseen1 *= BETA1
    unseen2 *= BETA2
    if (decay > 0) for (const { weights, biases } of layers) shrink(calls, theta, weights, biases, rate * decay)
    if (calls) {
      const [at, g, first, second] = [theta, gradient, m, v].map(array => array.byteOffset)
      calls.adamStep(at, g, first, second, size, rate, 1 - unseen1, 1 - unseen2)
      return
    }
    for (let p = 0; p < size; p++) {
      const g = gradient[p]
      m[p] = BETA1 * m[p] + (1 - BETA1) * g
      v[p] = BETA2 * v[p] + (1 - BETA2) * g * g
      theta[p] -= (rate * (m[p] / (1 - unseen1))) / (Math.sqrt(v[p] / (1 - unseen2)) + EPSILON)
    }
  }
}

function shrink(calls: Workspace['calls'], theta: Float64Array, from: number, to: number, by: number): void {
  if (calls) calls.shrink(theta.byteOffset + 8 * from, to - from, by)
  else for (let p = from; p < to; p++) theta[p] -= by * theta[p]
}
