import type { TaskKind } from '../../task.ts'
import { type Layer, sizeOf } from './layers.ts'
import { toThresholds } from './row-losses.ts'

/**
 * The same network with an origin that all members share, so that their scores can be averaged and compared: thresholds with mean
 * 0 (what they had moves into the bias of the score), or scores that sum to 0 over the classes. No probability changes.
 */
export function centred(layers: readonly Layer[], kind: TaskKind, theta: Float64Array): { parameters: number[]; thresholds: number[] } {
  const size = sizeOf(layers)
  const parameters = Float64Array.from(theta.subarray(0, size))
  const thresholds = Float64Array.from(theta.subarray(size))
  const { inputs, outputs, weights, biases } = layers[layers.length - 1]
  if (kind === 'ordinal') {
    toThresholds(thresholds)
    const middle = thresholds.reduce((sum, t) => sum + t / thresholds.length, 0)
    parameters[biases] -= middle
    for (let c = 0; c < thresholds.length; c++) thresholds[c] -= middle
  }
  if (kind === 'multiclass') {
    subtractMean(parameters, biases, outputs, 1)
    for (let j = 0; j < inputs; j++) subtractMean(parameters, weights + j, outputs, inputs)
  }
  return { parameters: [...parameters], thresholds: [...thresholds] }
}

function subtractMean(values: Float64Array, from: number, count: number, stride: number): void {
  let mean = 0
  for (let c = 0; c < count; c++) mean += values[from + c * stride] / count
  for (let c = 0; c < count; c++) values[from + c * stride] -= mean
}
