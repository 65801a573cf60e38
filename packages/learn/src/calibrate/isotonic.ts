import { checkShape, type Shape, shape } from '../bundle/shape.ts'
import { LearnError } from '../errors.ts'
import { type Matrix, matrix } from '../matrix.ts'
import type { Calibrator } from './calibrator.ts'
import { forecastRows } from './forecast-rows.ts'
import { type Curve, fitCurve, heightAt, poolAdjacent } from './isotonic-curve.ts'
import { lowerIsotonic } from './lower-isotonic.ts'

const FEWEST_ROWS = 1001

export interface IsotonicState {
  /** `cumulative`: a curve for P(y > c), c = 0 … k − 2. `one-vs-rest`: a curve for each class. */
  readonly scale: 'cumulative' | 'one-vs-rest'
  readonly curves: readonly Curve[]
  readonly floor: number // no probability is below this before the row is made to sum to 1
}

/**
 * Isotonic regression: the never-falling curve that fits outcomes best (pool adjacent violators), straight between its points.
 *
 * - binary and ordinal: a curve for each P(y > c). They are kept in order by the nearest falling sequence (a second pooling, over
 *   c), so that no class gets less than nothing.
 * - multiclass: one curve for each class against the rest, then the row is made to sum to 1.
 *
 * Every class then gets at least 1 / (n + 2), n rows of the fit, and the row is made to sum to 1: a block without an event does not
 * make one impossible. With two classes the log loss on the rows of the fit is at most 1/n above what it was.
 *
 * A free curve needs many rows: with 1,000 or fewer rows forecast out of fold it refuses.
 *
 * @throws LearnError `wrong_task` (a regression); `too_few_rows`; `bad_param`
 *
 * Sources: Robertson, Wright & Dykstra (1988); Zadrozny & Elkan (2002), KDD, 694–699 (one against the rest).
 */
export const isotonic: Calibrator<IsotonicState> = {
  kind: 'isotonic',
  tasks: ['binary', 'multiclass', 'ordinal'],
  fewestRows: FEWEST_ROWS,

  fit(forecasts) {
    if (forecasts.task.kind === 'regression')
      throw new LearnError('wrong_task', 'isotonic calibrates probabilities, not a regression. Leave the calibrator out.')
    const { y, probabilities, rows } = forecastRows(forecasts)
    if (rows < FEWEST_ROWS)
      throw new LearnError(
        'too_few_rows',
        `isotonic needs at least ${FEWEST_ROWS} rows forecast out of fold, got ${rows}. Use beta or vector.`,
      )
    const multiclass = forecasts.task.kind === 'multiclass'
    const { cols: k } = probabilities
    const curves = Array.from({ length: multiclass ? k : k - 1 }, (_, c) =>
      multiclass
        ? fitCurve(
            oneOf(probabilities, c),
            y.map(v => Number(v === c)),
          )
        : fitCurve(
            above(probabilities, c),
            y.map(v => Number(v > c)),
          ),
    )
    return { scale: multiclass ? 'one-vs-rest' : 'cumulative', curves, floor: 1 / (rows + 2) }
  },

  apply({ scale, curves, floor }, probabilities, out = matrix(probabilities.rows, probabilities.cols)) {
    const { rows, cols: k } = probabilities
    const heights = curves.map((curve, c) =>
      (scale === 'cumulative' ? above(probabilities, c) : oneOf(probabilities, c)).map(p => heightAt(curve, p)),
    )
    for (let i = 0; i < rows; i++) {
      const own = heights.map(h => h[i])
      const raw = scale === 'cumulative' ? differences(own) : own
      const shares = raw.map(p => Math.max(p, floor))
      const sum = shares.reduce((total, p) => total + p, 0)
      shares.forEach((p, c) => {
        out.data[i * k + c] = p / sum
      })
    }
    return out
  },

  lower: lowerIsotonic,

  check(state) {
    checkShape('The isotonic calibrator', state, isotonicState)
  },
}

const curve: Shape<Curve> = shape.where(shape.record<Curve>({ x: shape.rising, y: shape.list(shape.number(0, 1), 1) }), ({ x, y }) =>
  x.length === y.length && y.every((v, i) => i === 0 || v >= y[i - 1]) ? undefined : ' must have a height for each x, never falling',
)

const isotonicState: Shape<IsotonicState> = shape.record<IsotonicState>({
  scale: shape.oneOf('cumulative', 'one-vs-rest'),
  curves: shape.list(curve, 1),
  floor: shape.number(Number.MIN_VALUE, 1),
})

function oneOf({ rows, cols, data }: Matrix, c: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => data[i * cols + c])
}

/** P(y > c) of every row, summed from the top class down. */
function above({ rows, cols, data }: Matrix, c: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0
    for (let d = cols - 1; d > c; d--) sum += data[i * cols + d]
    return sum
  })
}

/** [k − 1] P(y > c), brought into falling order, to [k] class probabilities. */
function differences(exceeding: readonly number[]): number[] {
  const falling = [1, ...poolAdjacent(exceeding.toReversed()).toReversed(), 0]
  return falling.slice(1).map((p, c) => falling[c] - p)
}
