import type { Records } from '../records/records.ts'
import type { Daily, KnownActivity } from './known.ts'

/** The events of these enrolments up to the end of each one's day. */
export function cutActivity({ activity, resources }: Records, rows: Int32Array, day: Int32Array): KnownActivity {
  const starts = new Int32Array(rows.length + 1)
  for (let r = 0; r < rows.length; r++) {
    starts[r + 1] =
      starts[r]! +
      firstAfter(activity.day, day[r]!, activity.starts[rows[r]!]!, activity.starts[rows[r]! + 1]!) -
      activity.starts[rows[r]!]!
  }
  const size = starts[rows.length]!
  const cut = {
    starts,
    day: new Int16Array(size),
    resource: new Int32Array(size),
    kind: new Int32Array(size),
    amount: new Float32Array(size),
  }
  for (let r = 0; r < rows.length; r++) {
    const from = activity.starts[rows[r]!]!
    const to = from + starts[r + 1]! - starts[r]!
    cut.day.set(activity.day.subarray(from, to), starts[r])
    cut.resource.set(activity.resource.subarray(from, to), starts[r])
    cut.amount.set(activity.amount.subarray(from, to), starts[r])
  }
  for (let e = 0; e < size; e++) cut.kind[e] = resources.kind[cut.resource[e]!]!
  return cut
}

/** Activity by day, from events sorted by day and resource. */
export function dailyOf({ starts, day, resource, amount }: KnownActivity): Daily {
  const size = day.length
  const byDay = { day: new Int16Array(size), amount: new Float64Array(size), resources: new Int32Array(size) }
  const begins = new Int32Array(starts.length)
  let at = -1
  for (let r = 0; r + 1 < starts.length; r++) {
    begins[r] = at + 1
    for (let e = starts[r]!; e < starts[r + 1]!; e++) {
      const sameDay = e > starts[r]! && day[e] === day[e - 1]
      if (!sameDay) byDay.day[++at] = day[e]!
      byDay.amount[at]! += amount[e]!
      if (!sameDay || resource[e] !== resource[e - 1]) byDay.resources[at]!++
    }
  }
  begins[starts.length - 1] = at + 1
  return {
    starts: begins,
    day: byDay.day.slice(0, at + 1),
    amount: byDay.amount.slice(0, at + 1),
    resources: byDay.resources.slice(0, at + 1),
  }
}

/** Position of the first of the rising `days` in [from, to) that is above `day`, or `to`. */
export function firstAfter(days: Int16Array, day: number, from: number, to: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (days[middle]! <= day) low = middle + 1
    else high = middle
  }
  return low
}
