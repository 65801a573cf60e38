import { expect } from 'vitest'
import type { Contributions } from '../src/learner.ts'
import { log, logit, sigmoid, softmaxInPlace } from '../src/math/index.ts'
import type { Matrix } from '../src/matrix.ts'
import { wholeOf } from '../src/resample/split.ts'
import { sample, type TrainingPart } from '../src/sample.ts'
import type { Table } from '../src/table.ts'
import type { TaskKind } from '../src/task.ts'
import { taskOf } from './learner-data.ts'

/** The same task over other columns, or another y. */
export function over(part: TrainingPart, columns: Table, y = part.y, classes?: number): TrainingPart<'real'> {
  return wholeOf(sample({ table: columns, y, task: classes ? taskOf(part.task.kind, classes) : part.task }))
}

export function rowOf({ cols, data }: Matrix, i: number): Float64Array {
  return data.slice(i * cols, (i + 1) * cols)
}

/** The value of a row, or its expected class. */
export function level({ cols, data }: Matrix, i: number): number {
  if (cols === 1) return data[i]
  return data.subarray(i * cols, (i + 1) * cols).reduce((sum, p, c) => sum + c * p, 0)
}

export function furthest(a: Matrix, b: Matrix): number {
  return a.data.reduce((most, v, i) => Math.max(most, Math.abs(v - b.data[i])), 0)
}

export function expectRefusal(code: string, work: () => unknown): void {
  expect(work).toThrow(expect.objectContaining({ name: 'LearnError', code }))
}

export function expectForecast({ rows, cols, data }: Matrix, { y, task }: TrainingPart): void {
  expect(rows).toBe(y.length)
  expect(cols).toBe(task.kind === 'regression' ? 1 : task.classes.length)
  expect(data.every(Number.isFinite)).toBe(true)
  if (task.kind === 'regression') return
  expect(data.every(p => p >= 0 && p <= 1)).toBe(true)
  for (let i = 0; i < rows; i++) {
    const sum = data.subarray(i * cols, (i + 1) * cols).reduce((total, p) => total + p, 0)
    expect(Math.abs(sum - 1)).toBeLessThanOrEqual(1e-9)
  }
}

/** Not so near 0 or 1 that rounding of the probability hides the score behind it. */
const inside = (p: number) => p > 1e-5 && p < 1 - 1e-5

/** Through the link of its scale, and back where that is possible, base[o] + Σ_j values[i, o, j] is the forecast of row i. */
export function expectShares({ scale, outputs, base, values, columns, thresholds }: Contributions, forecast: Matrix, kind: TaskKind): void {
  const d = columns.length
  const scores = Array.from({ length: forecast.rows }, (_, i) =>
    Float64Array.from(base, (b, o) => values.subarray((i * outputs + o) * d, (i * outputs + o + 1) * d).reduce((sum, v) => sum + v, b)),
  )
  const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(b)))
  if (scale === 'latent') expect([kind, thresholds?.length]).toEqual(['ordinal', forecast.cols - 1])
  scores.forEach((row, i) => {
    const expected = rowOf(forecast, i)
    if (scale === 'value') near(row[0], expected[0])
    else if (scale === 'latent')
      expected.forEach((p, c) => {
        const upTo = (t = Infinity) => sigmoid(t - row[0])
        near(p, upTo(thresholds![c]) - (c > 0 ? upTo(thresholds![c - 1]) : 0))
        const below = expected.subarray(0, c + 1).reduce((sum, q) => sum + q, 0)
        if (inside(below)) near(thresholds![c] - row[0], logit(below))
      })
    else if (scale === 'probability')
      row.forEach((p, c) => {
        near(p, expected[outputs === 1 ? 1 : c])
      })
    else if (outputs === 1) {
      near(sigmoid(row[0]), expected[1])
      if (inside(expected[1])) near(row[0], logit(expected[1]))
    } else {
      row.forEach((score, c) => {
        if (inside(expected[c]) && inside(expected[0])) near(score - row[0], log(expected[c] / expected[0]))
      })
      softmaxInPlace(row)
      row.forEach((p, c) => {
        near(p, expected[c])
      })
    }
  })
}
