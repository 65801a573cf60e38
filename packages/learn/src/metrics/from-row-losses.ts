import type { Matrix } from '../matrix.ts'
import type { Task } from '../task.ts'
import type { Metric } from './metric.ts'

/** A metric that is a mean over rows, or a function of one. */
export function fromRowLosses(
  losses: (y: ArrayLike<number>, forecast: Matrix, task: Task) => Float64Array,
  of: (mean: number) => number = mean => mean,
): Metric['weighted'] {
  return (y, forecast, task) => {
    const loss = losses(y, forecast, task)
    return weights => {
      let sum = 0
      let total = 0
      for (let i = 0; i < loss.length; i++) {
        sum += weights[i] * loss[i]
        total += weights[i]
      }
      return of(sum / total)
    }
  }
}
