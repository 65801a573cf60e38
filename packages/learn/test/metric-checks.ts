import fc from 'fast-check'
import { expect } from 'vitest'
import { LearnError, type Matrix, type Metric, matrix, type Task, type TaskKind, takeMatrixRows } from '../src/index.ts'

/** Rows to judge: every class occurs, forecasts of few values so that many tie. */
interface Rows {
  readonly task: Task
  readonly y: Float64Array
  readonly forecast: Matrix
}

/** What every metric promises, for each kind of task it does. A new one joins by standing in metrics/index.ts. */
export const metricChecks: Record<string, (metric: Metric, kind: TaskKind) => void> = {
  'gives the same number in any row order'(metric, kind) {
    forAll(kind, ({ task, y, forecast }) => {
      const order = Array.from(y, (_, i) => (i * 7 + 3) % y.length) // 7 and n have no common divisor
      const shuffled = metric.compute(
        order.map(i => y[i]),
        takeMatrixRows(forecast, order),
        task,
      )
      expect(shuffled).toBeCloseTo(metric.compute(y, forecast, task), 10)
    })
  },
  'stays within its range'(metric, kind) {
    forAll(kind, ({ task, y, forecast }) => {
      const value = metric.compute(y, forecast, task)
      expect(value).toBeGreaterThanOrEqual(metric.range[0])
      expect(value).toBeLessThanOrEqual(metric.range[1])
    })
  },
  'puts nothing above the perfect forecast, and the perfect forecast at the good end of its range'(metric, kind) {
    forAll(kind, ({ task, y, forecast }) => {
      const best = metric.compute(y, perfect(y, task), task)
      const worse = metric.compute(y, forecast, task)
      expect(metric.better === 'higher' ? best - worse : worse - best).toBeGreaterThanOrEqual(-1e-12)
      expect(best).toBeCloseTo(metric.better === 'higher' ? metric.range[1] : metric.range[0], 1) // the floor of log loss costs .007
    })
  },
  'sees a forecast of another row as worse'(metric, kind) {
    const { task, y } = rowsOf(kind, [])
    const turned = Float64Array.from(y, (_, i) => y[(i + 1) % y.length])
    const best = metric.compute(y, perfect(y, task), task)
    const wrong = metric.compute(y, perfect(turned, task), task)
    expect(metric.better === 'higher' ? best - wrong : wrong - best).toBeGreaterThan(0.01)
  },
  'answers for weights as for repeated rows'(metric, kind) {
    forAll(kind, ({ task, y, forecast }, counts) => {
      const repeated = Array.from(y, (_, i) => new Array<number>(counts[i]).fill(i)).flat()
      const direct = valueOrCode(() =>
        metric.compute(
          repeated.map(i => y[i]),
          takeMatrixRows(forecast, repeated),
          task,
        ),
      )
      const weighted = valueOrCode(() => metric.weighted(y, forecast, task)(Float64Array.from(counts.slice(0, y.length))))
      if (typeof direct === 'string') expect(weighted).toBe(direct)
      else expect(weighted).toBeCloseTo(direct, 10)
    })
  },
  'leaves its input alone'(metric, kind) {
    const rows = rowsOf(kind, [3, 1, 4, 1, 5])
    metric.compute(rows.y, rows.forecast, rows.task)
    expect(rows).toEqual(rowsOf(kind, [3, 1, 4, 1, 5]))
  },
  'refuses what does not fit'(metric, kind) {
    const { task, y, forecast } = rowsOf(kind, [])
    const refusal = (truth: ArrayLike<number>, of: Matrix, as: Task = task) => valueOrCode(() => metric.compute(truth, of, as))
    const holed = (value: number) => ({ ...forecast, data: forecast.data.with(0, value) })
    const other: Task = kind === 'regression' ? { kind: 'binary', classes: ['a', 'b'] } : { kind: 'regression' }
    expect(refusal(y.slice(1), forecast)).toBe('shape_mismatch')
    expect(refusal(y, matrix(y.length, forecast.cols + 1))).toBe('shape_mismatch')
    expect(refusal(y, holed(NaN))).toBe('not_finite')
    expect(refusal(y, holed(Infinity))).toBe('not_finite')
    expect(refusal(y.with(0, NaN), forecast)).toBe(kind === 'regression' ? 'not_finite' : 'bad_param')
    expect(refusal([], matrix(0, forecast.cols))).toBe('metric_undefined')
    expect(refusal(y, forecast, other)).toBe('wrong_task')
    expect(valueOrCode(() => metric.weighted(y, forecast, task)(new Float64Array(1)))).toBe('shape_mismatch')
    if (kind === 'regression') return
    expect(refusal(y.with(0, forecast.cols), forecast)).toBe('bad_param')
    expect(refusal(y, holed(1.5))).toBe('bad_param')
  },
}

const CLASSES = { binary: 2, multiclass: 3, ordinal: 5, regression: 1 } as const

function taskOf(kind: TaskKind): Task {
  return kind === 'regression' ? { kind } : { kind, classes: Array.from({ length: CLASSES[kind] }, (_, c) => `c${c}`) }
}

/** Rows from small whole numbers: the first rows bring every class, then classes and scores cycle through the choices. */
function rowsOf(kind: TaskKind, choices: readonly number[]): Rows {
  const task = taskOf(kind)
  const k = CLASSES[kind]
  const n = 5 + choices.length + ((5 + choices.length) % 7 === 0 ? 1 : 0)
  const y = Float64Array.from({ length: n }, (_, i) => (kind === 'regression' ? (choices[i] ?? i) : (choices[i - 5] ?? i) % k))
  const data = Float64Array.from({ length: n * k }, (_, j) => 1 + (((choices[j % Math.max(1, choices.length)] ?? j) * (j + 1)) % 5))
  const forecast = matrix(n, k, data)
  if (kind === 'regression') return { task, y, forecast }
  for (let i = 0; i < n; i++) {
    const row = data.subarray(i * k, (i + 1) * k)
    const sum = row.reduce((a, b) => a + b, 0)
    row.forEach((value, c) => {
      row[c] = value / sum
    })
  }
  return { task, y, forecast }
}

function perfect(y: Float64Array, task: Task): Matrix {
  if (task.kind === 'regression') return matrix(y.length, 1, y.slice())
  const k = task.classes.length
  return matrix(
    y.length,
    k,
    Array.from(y).flatMap(c => Array.from({ length: k }, (_, j) => (j === c ? 1 : 0))),
  )
}

function forAll(kind: TaskKind, check: (rows: Rows, counts: readonly number[]) => void): void {
  const small = (max: number, minLength: number, maxLength: number) => fc.array(fc.nat({ max }), { minLength, maxLength })
  fc.assert(
    fc.property(small(9, 0, 30), small(3, 40, 40), (choices, counts) => check(rowsOf(kind, choices), counts)),
    { seed: 1, numRuns: 60 },
  )
}

function valueOrCode(compute: () => number): number | string {
  try {
    return compute()
  } catch (error) {
    if (error instanceof LearnError) return error.code
    throw error
  }
}
