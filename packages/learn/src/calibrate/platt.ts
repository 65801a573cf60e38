import { checkShape, shape } from '../bundle/shape.ts'
import { LearnError } from '../errors.ts'
import { affine, flooredLogitNode } from '../export/arithmetic.ts'
import { logit, sigmoid } from '../math/index.ts'
import { matrix } from '../matrix.ts'
import type { Calibrator } from './calibrator.ts'
import { clampedLogit, SMALLEST_PROBABILITY } from './clamped.ts'
import { fitSigmoid } from './fit-sigmoid.ts'
import { forecastRows } from './forecast-rows.ts'

export interface PlattState {
  readonly slope: number // 0 or more
  readonly intercept: number
}

/**
 * Platt's sigmoid on log-odds, for two classes: p' = sigmoid(slope · logit(p) + intercept), p in [1e-12, 1 − 1e-12].
 *
 * Fitted by maximum likelihood on out-of-fold forecasts, all repeats together, towards smoothed targets
 * (n₁ + 1) / (n₁ + 2) for events and 1 / (n₀ + 2) for the rest (n₁, n₀ rows of the sample, however many repeats), so that it stays
 * finite when the forecasts separate the classes.
 *
 * The slope is never negative: calibration does not turn an order round. Out-of-fold forecasts of a model that knows nothing run
 * against the outcome by construction (a part that lost an event forecasts fewer of them); such a model is given the base rate.
 *
 * @throws LearnError `wrong_task`, `too_few_rows`
 *
 * Sources: Platt (1999), Advances in Large Margin Classifiers, 61–74; Lin, Lin & Weng (2007), Machine Learning 68, 267–276.
 */
export const platt: Calibrator<PlattState> = {
  kind: 'platt',
  tasks: ['binary'],

  fit(forecasts) {
    if (forecasts.task.kind !== 'binary')
      throw new LearnError('wrong_task', `platt calibrates binary forecasts, not ${forecasts.task.kind}. Use temperature.`)
    const { y, probabilities, rows } = forecastRows(forecasts)
    const events = y.reduce((sum, value) => sum + value, 0) * (rows / y.length)
    const hit = (events + 1) / (events + 2)
    const miss = 1 / (rows - events + 2)
    const target = y.map(value => (value === 1 ? hit : miss))
    const score = Float64Array.from(y, (_, i) => clampedLogit(probabilities.data[2 * i + 1]))
    const { slope, intercept } = fitSigmoid(score, target)
    if (slope >= 0) return { slope, intercept }
    return { slope: 0, intercept: logit(target.reduce((sum, t) => sum + t, 0) / target.length) }
  },

  apply({ slope, intercept }, { rows, data }, out = matrix(rows, 2)) {
    for (let i = 0; i < rows; i++) {
      const p = sigmoid(slope * clampedLogit(data[2 * i + 1]) + intercept)
      out.data[2 * i] = 1 - p
      out.data[2 * i + 1] = p
    }
    return out
  },

  lower({ slope, intercept }, [, p], build) {
    const of = affine(build, flooredLogitNode(build, p, SMALLEST_PROBABILITY), slope, intercept)
    const calibrated = build.add({ op: 'sigmoid', of })
    return [affine(build, calibrated, -1, 1), calibrated]
  },

  check(state) {
    checkShape('The platt calibrator', state, shape.record<PlattState>({ slope: shape.number(0), intercept: shape.number() }))
  },
}
