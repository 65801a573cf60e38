import type { Shape } from './model.ts'

/** One function as every bag found it, [bags][outputs, cells], as the model keeps it. */
export function shapeOf(found: readonly Float64Array[], outputs: number, weight: Float64Array): Shape {
  const byOutput = (values: Float64Array) => {
    const cells = values.length / outputs
    return Array.from({ length: outputs }, (_, o) => [...values.subarray(o * cells, (o + 1) * cells)])
  }
  return { weight: [...weight], values: byOutput(meanOf(found)), bags: found.map(values => byOutput(values.map(shortened))) }
}

/** Cell by cell. A mean of rising curves rises, to the last bit. */
export function meanOf(arrays: readonly Float64Array[]): Float64Array {
  return arrays[0].map((_, at) => arrays.reduce((sum, values) => sum + values[at], 0) / arrays.length)
}

/** To 5 digits: bags serve only to say how far they differ, and are most of a model's size. */
export function shortened(value: number): number {
  return Number(value.toPrecision(5))
}
