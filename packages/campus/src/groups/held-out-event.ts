import { type OutOfFold, testedRows } from '@headway/learn'
import { fieldOf } from '../codebook/codebook.ts'
import { eventClasses } from '../score/compile-scorer.ts'
import type { Frame } from '../train/frame.ts'

export interface HeldOutEvent {
  readonly name: string
  readonly rows: Int32Array // [tested] positions in the frame
  readonly probability: Float64Array // [tested]
  readonly happened: Float64Array // [tested] 1 or 0
}

/** The question's event over the rows that the first repeat tested; nothing where the question names no event. */
export function heldOutEvent(forecasts: OutOfFold, { question: { target }, dataset }: Frame): HeldOutEvent | undefined {
  const [first] = forecasts.repeats
  const event = eventClasses(target, fieldOf(dataset.codebook, target.column))
  if (event.length === 0 || !first || target.kind === 'regression' || !target.event) return undefined
  const rows = testedRows(first)
  const { cols, data } = first.forecast
  return {
    name: target.event.name,
    rows,
    probability: Float64Array.from(rows, i =>
      Math.min(
        1,
        event.reduce((sum, c) => sum + data[i * cols + c]!, 0),
      ),
    ),
    happened: Float64Array.from(rows, i => Number(event.includes(forecasts.y[i]!))),
  }
}
