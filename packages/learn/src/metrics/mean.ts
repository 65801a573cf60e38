import { LearnError } from '../errors.ts'

/** The mean of [n] numbers. @throws LearnError `metric_undefined` of none */
export function mean(values: Float64Array): number {
  if (values.length === 0) throw new LearnError('metric_undefined', 'The mean of no rows is undefined. Give at least one row.')
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
