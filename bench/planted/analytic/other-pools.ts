import { createRandom, deriveSeed, sigmoid, type Task } from '@headway/learn'
import { normal } from '../normal.ts'

/** A population of students with one row each, and forecasts by a model that stays as it is. */
export interface OtherPool {
  readonly name: string
  readonly task: Task
  readonly starts: Int32Array
  readonly y: Float64Array
  readonly forecast: Float64Array // [rows, k]
}

const ROWS = 12_000
const starts = Int32Array.from({ length: ROWS + 1 }, (_, i) => i)

/** Four ordered grades; the forecasts are too sure of themselves. */
export function gradesPool(): OtherPool {
  const random = createRandom(deriveSeed(1, 'grades'))
  const cuts = [-1.2, 0.2, 1.5]
  const y = new Float64Array(ROWS)
  const forecast = new Float64Array(4 * ROWS)
  for (let i = 0; i < ROWS; i++) {
    const score = normal(random)
    const draw = random.next()
    const below = (sure: number) => [0, ...cuts.map(cut => sigmoid(sure * (cut - score))), 1]
    y[i] = below(1).findIndex(b => draw < b) - 1
    const stated = below(1.3)
    for (let c = 0; c < 4; c++) forecast[4 * i + c] = stated[c + 1]! - stated[c]!
  }
  return { name: 'four grades', task: { kind: 'ordinal', classes: ['fail', 'pass', 'good', 'excellent'] }, starts, y, forecast }
}

/** Final scores with a long tail of low ones. */
export function scoresPool(): OtherPool {
  const random = createRandom(deriveSeed(1, 'scores'))
  const forecast = Float64Array.from({ length: ROWS }, () => 60 + 12 * normal(random))
  const y = forecast.map(f => f + 4 * normal(random) + 8 * (1 + Math.log(1 - random.next())))
  return { name: 'scores', task: { kind: 'regression' }, starts, y, forecast }
}
