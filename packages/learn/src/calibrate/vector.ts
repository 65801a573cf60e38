import { checkShape, shape } from '../bundle/shape.ts'
import { LearnError } from '../errors.ts'
import { affine, flooredLogNode, softmax } from '../export/arithmetic.ts'
import { softmaxInPlace } from '../math/index.ts'
import type { Calibrator } from './calibrator.ts'
import { clampedLogs, SMALLEST_PROBABILITY } from './clamped.ts'
import { fitScaling, type Scaling } from './fit-scaling.ts'
import { forecastRows } from './forecast-rows.ts'

/** What a departure of 1 in one weight or shift costs is half of this, in units of one row's log loss. */
export const SCALING_RIDGE = 1

/** weights [k] 0 or more, bias [k] with sum 0 */
export type VectorState = Scaling

/**
 * Vector scaling, a weight and a shift for each class: p' = softmax(w ∘ log p + b), p at least 1e-12.
 *
 * Fitted by penalised maximum likelihood on out-of-fold forecasts, all repeats together:
 *
 *   minimise  n · mean_i −log p'_i,y_i + ½ (|w − 1|² + |b|²),   w ≥ 0,   n rows of the sample, however many repeats
 *
 * The ridge weighs as much as a single row: it holds few rows near w = 1, b = 0 and fades as n grows. The log loss on the rows of
 * the fit is never above what it was. w ≥ 0: a class does not become less likely because its forecast rose. Of two classes this is
 * the map of `beta`.
 *
 * @throws LearnError `wrong_task` (a regression), `too_few_rows`, `bad_param`
 *
 * Source: Guo et al. (2017), ICML, section 4.2; the ridge is ours.
 */
export const vector: Calibrator<VectorState> = {
  kind: 'vector',
  tasks: ['binary', 'multiclass', 'ordinal'],

  fit(forecasts) {
    if (forecasts.task.kind === 'regression')
      throw new LearnError('wrong_task', 'vector calibrates probabilities, not a regression. Leave the calibrator out.')
    const { y, probabilities, rows } = forecastRows(forecasts)
    return fitScaling(y, clampedLogs(probabilities), rows, SCALING_RIDGE)
  },

  apply({ weights, bias }, probabilities, into) {
    const out = clampedLogs(probabilities, into)
    const k = out.cols
    for (let i = 0; i < out.rows; i++) {
      for (let c = 0; c < k; c++) out.data[i * k + c] = weights[c] * out.data[i * k + c] + bias[c]
      softmaxInPlace(out.data, i * k, k)
    }
    return out
  },

  lower({ weights, bias }, probabilities, build) {
    return softmax(
      build,
      probabilities.map((p, c) => affine(build, flooredLogNode(build, p, SMALLEST_PROBABILITY), weights[c], bias[c])),
    )
  },

  check(state) {
    const scaling = shape.record<VectorState>({ weights: shape.list(shape.number(0), 2), bias: shape.list(shape.number(), 2) })
    const even = ({ weights, bias }: VectorState) => (weights.length === bias.length ? undefined : ' must have as many weights as shifts')
    checkShape('The vector calibrator', state, shape.where(scaling, even))
  },
}
