import type { KernelCalls } from '../../kernel/calls.ts'
import { sigmoid, softplus } from '../../math/index.ts'

/**
 * Of rows with scores eta: pull = weight · ∂loss/∂score and bend = weight · ∂²loss/∂score², all [rows].
 *
 * @returns sum + Σ weight · log(1 + e^∓score), in the order of the rows
 */
export function logisticRows(
  calls: KernelCalls | undefined,
  eta: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  pull: Float64Array,
  bend: Float64Array,
  sum: number,
): number {
  const n = eta.length
  if (calls) {
    return calls.logisticRows(eta.byteOffset, y.byteOffset, weights.byteOffset, n, pull.byteOffset, bend.byteOffset, sum)
  }
  for (let i = 0; i < n; i++) {
    const p = sigmoid(eta[i])
    const q = sigmoid(-eta[i])
    pull[i] = weights[i] * (y[i] === 1 ? -q : p)
    bend[i] = weights[i] * p * q
    sum += weights[i] * softplus(y[i] === 1 ? -eta[i] : eta[i])
  }
  return sum
}
