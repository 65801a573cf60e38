import type { OutOfFold, Task } from '@headway/learn'

export const event: Task = { kind: 'binary', classes: ['no', 'yes'] }

/** Forecasts of the event by a model that saw none of these rows, as a report gets them from a later intake. */
export function heldOut(y: Float64Array, p: Float64Array, groups?: Int32Array, fold = new Int32Array(y.length)): OutOfFold {
  const data = new Float64Array(2 * y.length)
  p.forEach((value, i) => {
    data[2 * i] = 1 - value
    data[2 * i + 1] = value
  })
  return forecastsOf(event, y, data, { fold, ...(groups && { groups }) })
}

/** Forecasts that no cross-validation made: those of a simulated model, or read from a file. */
export function forecastsOf(
  task: Task,
  y: Float64Array,
  data: Float64Array,
  { groups, fold = new Int32Array(y.length) }: { readonly groups?: Int32Array; readonly fold?: Int32Array } = {},
): OutOfFold {
  const forecast = { rows: y.length, cols: data.length / y.length, data }
  return { task, y, ...(groups && { groups }), repeats: [{ forecast, fold }] } as unknown as OutOfFold
}
