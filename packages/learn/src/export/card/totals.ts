import type { Matrix } from '../../matrix.ts'
import type { Task } from '../../task.ts'

/** What the totals from … to say: probabilities in whole percents, or a rounded value. */
export interface CardTotal {
  readonly from: number
  readonly to: number
  readonly forecast: readonly number[] // [k] probabilities in steps of .01, or [1] value
}

/** Lines of the table of totals at most: half a page. */
const MOST_LINES = 60

/** Totals that say the same together; where that leaves too many lines, as many neighbours together as it takes. @param forecasts of the totals 0, 1, … */
export function totalsOf(forecasts: Matrix, task: Task): CardTotal[] {
  const { rows, cols, data } = forecasts
  const step = task.kind === 'regression' ? stepOf(data) : 0.01
  const shown = (total: number) => Array.from(data.subarray(total * cols, (total + 1) * cols), p => roundedTo(p, step))
  const lines = (width: number) =>
    together(
      Array.from({ length: Math.ceil(rows / width) }, (_, b) => {
        const [from, to] = [b * width, Math.min(rows, (b + 1) * width) - 1]
        return { from, to, forecast: shown((from + to) >> 1) }
      }),
    )
  const each = lines(1)
  return each.length <= MOST_LINES ? each : lines(Math.ceil(rows / MOST_LINES))
}

function together(lines: readonly CardTotal[]): CardTotal[] {
  const merged: CardTotal[] = []
  for (const line of lines) {
    const last = merged.at(-1)
    if (last?.forecast.every((p, c) => p === line.forecast[c])) merged[merged.length - 1] = { ...last, to: line.to }
    else merged.push(line)
  }
  return merged
}

/** A power of ten, at most a hundredth of the range. */
function stepOf(values: Float64Array): number {
  const range = Math.max(...values) - Math.min(...values)
  let step = 1
  while (step > range / 100 && step > 1e-12) step /= 10
  while (step * 10 <= range / 100) step *= 10
  return step
}

function roundedTo(value: number, step: number): number {
  const digits = step >= 1 ? 0 : String(Math.round(1 / step)).length - 1
  return Number((Math.round(value / step) * step).toFixed(Math.min(12, digits))) + 0
}
