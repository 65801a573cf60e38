import { checkBinary, checkRange, checkSameLength } from '../check.ts'
import { clampedLogit } from './clamped.ts'
import { fitSigmoid } from './fit-sigmoid.ts'
import { type LineInterval, lineIntervals } from './line-intervals.ts'

export interface CalibrationLine {
  readonly slope: number // 1 is right; below 1 the forecasts are too extreme, above 1 not extreme enough
  readonly intercept: number // 0 is right
  /** 95 %, over other groups (or rows, where there are none) forecast by the same model; absent where all are of one group. */
  readonly slopeInterval?: LineInterval
  readonly interceptInterval?: LineInterval
}

/**
 * Calibration slope and intercept: the logistic regression of what happened on the forecast's log-odds,
 *
 *   P(event) = sigmoid(slope · logit(p) + intercept),  p in [1e-12, 1 − 1e-12]
 *
 * @param y [n] 1 where the event happened, else 0
 * @param p [n] forecast probability of the event
 * @param groups [n] rows of one number belong together (those of a student): intervals are over groups
 * @returns undefined where no such line exists: all or none had the event, or the forecasts separate (or do not vary)
 * @throws LearnError `shape_mismatch`; `bad_param`
 *
 * Source: Cox (1958), Biometrika 45, 562–565; of the intervals: see `lineIntervals`.
 *
 * @example calibrationLine([0, 0, 0, 1, 0, 1, 1, 1], [0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75])?.slope // 1
 */
export function calibrationLine(y: ArrayLike<number>, p: ArrayLike<number>, groups?: ArrayLike<number>): CalibrationLine | undefined {
  checkSameLength('y', y, 'p', p)
  if (groups) checkSameLength('y', y, 'groups', groups)
  checkBinary('y', y)
  for (let i = 0; i < p.length; i++) checkRange(`p[${i}]`, p[i], 0, 1)
  const score = Float64Array.from(p, clampedLogit)
  const target = Float64Array.from(y)
  if (separated(score, target)) return undefined
  const { slope, intercept } = fitSigmoid(score, target)
  const intervals = lineIntervals(score, target, { slope, intercept }, groups)
  return { slope, intercept, ...(intervals && { slopeInterval: intervals.slope, interceptInterval: intervals.intercept }) }
}

/** Whether one threshold puts all events on one side and all others on the other, ties at it allowed. */
function separated(score: Float64Array, target: Float64Array): boolean {
  const events = score.filter((_, i) => target[i] === 1)
  const others = score.filter((_, i) => target[i] === 0)
  return (
    events.reduce(lowest, Infinity) >= others.reduce(highest, -Infinity) ||
    events.reduce(highest, -Infinity) <= others.reduce(lowest, Infinity)
  )
}

const lowest = (a: number, b: number) => Math.min(a, b)
const highest = (a: number, b: number) => Math.max(a, b)
