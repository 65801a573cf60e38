import { checkClasses, checkFinite, checkProbabilities, checkSameLength } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { outputsOf, type Task, type TaskKind } from '../task.ts'

/** One number that says how good forecasts are. Metrics are plain objects in one list; a suite of promises runs over it. */
export interface Metric {
  readonly id: string
  readonly label: string
  readonly tasks: readonly TaskKind[]
  readonly better: 'higher' | 'lower'
  readonly range: readonly [number, number]
  /** Chance alone pushes it up, most in few rows, and resampling as much again: intervals must take that off. Default false. */
  readonly biasedUpwards?: boolean
  /**
   * @param y        [n] class positions, or values in a regression
   * @param forecast [n, k] probabilities, or [n, 1] values
   * @throws LearnError `wrong_task`; `shape_mismatch`; `bad_param`; `not_finite`; `metric_undefined` where these rows give no answer
   */
  compute(y: ArrayLike<number>, forecast: Matrix, task: Task): number
  /**
   * Looks at the rows once (sorts them, finds each row's loss) and answers for any weights after that: what a bootstrap asks a
   * thousand times. The answer for whole weights is that of `compute` on each row repeated weights[i] times.
   */
  weighted(y: ArrayLike<number>, forecast: Matrix, task: Task): Weighted
}

/** @param weights [n] how often each row counts, 0 or more */
export type Weighted = (weights: Float64Array) => number

/** A metric from what is particular to it: checks at the door and `compute` are the same for all. */
export function metric(own: Omit<Metric, 'compute'>): Metric {
  const weighted = (y: ArrayLike<number>, forecast: Matrix, task: Task) => {
    checkForecast(own.id, own.tasks, y, forecast, task)
    const answer = own.weighted(y, forecast, task)
    return (weights: Float64Array) => {
      checkSameLength('y', y, 'weights', weights)
      const value = answer(weights)
      if (!Number.isNaN(value)) return value
      throw new LearnError('metric_undefined', `${own.id} of no rows is undefined. Give at least one row a weight above 0.`)
    }
  }
  return { ...own, weighted, compute: (y, forecast, task) => weighted(y, forecast, task)(new Float64Array(y.length).fill(1)) }
}

function checkForecast(id: string, tasks: readonly TaskKind[], y: ArrayLike<number>, forecast: Matrix, task: Task): void {
  if (!tasks.includes(task.kind))
    throw new LearnError('wrong_task', `${id} is for ${tasks.join(', ')}, not ${task.kind}. Choose another metric.`)
  checkSameLength('y', y, 'forecast', { length: forecast.rows })
  if (forecast.cols !== outputsOf(task))
    throw new LearnError('shape_mismatch', `forecast has ${forecast.cols} columns, but the task has ${outputsOf(task)} outputs.`)
  if (y.length === 0) throw new LearnError('metric_undefined', `${id} of no rows is undefined. Give at least one row.`)
  checkFinite('forecast', forecast.data)
  if (task.kind === 'regression') {
    checkFinite('y', y)
    return
  }
  checkClasses('y', y, task.classes.length)
  checkProbabilities('forecast', forecast)
}
