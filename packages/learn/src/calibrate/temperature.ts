import { checkShape, shape } from '../bundle/shape.ts'
import { LearnError } from '../errors.ts'
import { affine, flooredLogNode, softmax } from '../export/arithmetic.ts'
import { softmaxInPlace } from '../math/index.ts'
import type { Matrix } from '../matrix.ts'
import type { Calibrator } from './calibrator.ts'
import { clampedLogs, SMALLEST_PROBABILITY } from './clamped.ts'
import { forecastRows } from './forecast-rows.ts'

const COLDEST = 0.05
const HOTTEST = 20

export interface TemperatureState {
  readonly temperature: number // in [0.05, 20]; above 1 the forecasts were too sure
}

/**
 * One number that makes forecasts of any number of classes more or less sure: p'_c ∝ p_c^(1/T), p at least 1e-12.
 * The order of the classes of a row never changes.
 *
 * T minimises the log loss of the out-of-fold forecasts, all repeats together; that is convex in 1/T. T is held in [0.05, 20]:
 * forecasts that are always right ask for 0, forecasts worse than none for infinity. It is 1 when nothing can be learned
 * (uniform forecasts), and the log loss on the rows of the fit is never above what it was.
 *
 * @throws LearnError `wrong_task` (a regression), `too_few_rows`
 *
 * Source: Guo et al. (2017), ICML, section 4.2.
 */
export const temperature: Calibrator<TemperatureState> = {
  kind: 'temperature',
  tasks: ['binary', 'multiclass', 'ordinal'],

  fit(forecasts) {
    if (forecasts.task.kind === 'regression')
      throw new LearnError('wrong_task', 'temperature calibrates probabilities, not a regression. Leave the calibrator out.')
    const { y, probabilities } = forecastRows(forecasts)
    return { temperature: 1 / coldness(y, clampedLogs(probabilities)) }
  },

  apply({ temperature: T }, probabilities, into) {
    const out = clampedLogs(probabilities, into)
    const k = out.cols
    for (let j = 0; j < out.data.length; j++) out.data[j] /= T
    for (let i = 0; i < out.rows; i++) softmaxInPlace(out.data, i * k, k)
    return out
  },

  lower({ temperature: T }, probabilities, build) {
    return softmax(
      build,
      probabilities.map(p => affine(build, flooredLogNode(build, p, SMALLEST_PROBABILITY), 1 / T, 0)),
    )
  },

  check(state) {
    checkShape('The temperature calibrator', state, shape.record<TemperatureState>({ temperature: shape.number(COLDEST, HOTTEST) }))
  },
}

/** 1/T by Newton's method, kept inside a bracket that shrinks around the root of the rising slope. */
function coldness(y: Float64Array, logP: Matrix): number {
  let low = 1 / HOTTEST
  let high = 1 / COLDEST
  let beta = 1
  for (let step = 0; step < 100; step++) {
    const { slope, curvature } = derivatives(y, logP, beta)
    if (slope === 0) return beta
    if (slope > 0) high = beta
    else low = beta
    const newton = beta - slope / curvature
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - beta) <= 1e-12 * beta) return next
    beta = next
  }
  return beta
}

/** Of the log loss Σ_i −log softmax(beta logP_i)[y_i], in beta. */
function derivatives(y: Float64Array, { rows, cols, data }: Matrix, beta: number): { slope: number; curvature: number } {
  const q = new Float64Array(cols)
  let slope = 0
  let curvature = 0
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < cols; c++) q[c] = beta * data[i * cols + c]
    softmaxInPlace(q)
    let mean = 0
    for (let c = 0; c < cols; c++) mean += q[c] * data[i * cols + c]
    for (let c = 0; c < cols; c++) curvature += q[c] * (data[i * cols + c] - mean) * (data[i * cols + c] - mean)
    slope += mean - data[i * cols + y[i]]
  }
  return { slope, curvature }
}
