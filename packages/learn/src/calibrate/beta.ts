import { checkShape, shape } from '../bundle/shape.ts'
import { LearnError } from '../errors.ts'
import { flooredLogNode, weightedSum } from '../export/arithmetic.ts'
import { bothSides } from '../export/link.ts'
import { bothSigmoids } from '../math/index.ts'
import type { Calibrator } from './calibrator.ts'
import { clampedLogs, SMALLEST_PROBABILITY } from './clamped.ts'
import { fitScaling } from './fit-scaling.ts'
import { forecastRows } from './forecast-rows.ts'
import { SCALING_RIDGE } from './vector.ts'

export interface BetaState {
  readonly a: number // 0 or more
  readonly b: number // 0 or more
  readonly c: number
}

/**
 * Beta calibration, for two classes: logit(p') = a ln p − b ln(1 − p) + c with a, b ≥ 0; p and 1 − p at least 1e-12.
 * a = b = 1, c = 0 changes nothing; a = b is Platt's sigmoid; a ≠ b bends the two ends differently.
 *
 * Fitted by penalised maximum likelihood on out-of-fold forecasts, all repeats together:
 *
 *   minimise  n · mean_i logloss(y_i, p'_i) + ½ ((a − 1)² + (b − 1)² + c²/2),   n rows of the sample, however many repeats
 *
 * which is vector scaling of two classes, w = (b, a), and stays finite when the forecasts separate the classes. The log loss on the
 * rows of the fit is never above what it was.
 *
 * @throws LearnError `wrong_task`, `too_few_rows`, `bad_param`
 *
 * Source: Kull, Silva Filho & Flach (2017), AISTATS, 623–631; the ridge is ours.
 */
export const beta: Calibrator<BetaState> = {
  kind: 'beta',
  tasks: ['binary'],

  fit(forecasts) {
    if (forecasts.task.kind !== 'binary')
      throw new LearnError('wrong_task', `beta calibrates binary forecasts, not ${forecasts.task.kind}. Use vector.`)
    const { y, probabilities, rows } = forecastRows(forecasts)
    const { weights, bias } = fitScaling(y, clampedLogs(probabilities), rows, SCALING_RIDGE)
    return { a: weights[1], b: weights[0], c: bias[1] - bias[0] }
  },

  apply({ a, b, c }, probabilities, into) {
    const out = clampedLogs(probabilities, into)
    for (let i = 0; i < out.rows; i++) {
      bothSigmoids(a * out.data[2 * i + 1] - b * out.data[2 * i] + c, out.data, 2 * i)
    }
    return out
  },

  lower({ a, b, c }, probabilities, build) {
    const [against, event] = probabilities.map(p => flooredLogNode(build, p, SMALLEST_PROBABILITY))
    return bothSides(build, weightedSum(build, [event, against], [a, -b], c))
  },

  check(state) {
    checkShape('The beta calibrator', state, shape.record<BetaState>({ a: shape.number(0), b: shape.number(0), c: shape.number() }))
  },
}
