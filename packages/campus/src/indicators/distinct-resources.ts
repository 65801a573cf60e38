import type { Known } from '../moment/known.ts'
import type { Indicator } from './indicator.ts'

/** How many different pages were opened: since the beginning, and in the last two weeks. */
export const distinctResources: readonly Indicator[] = [
  {
    name: 'distinct_resources',
    byDesign: true,
    title: 'Different pages opened',
    meaning: 'Different resources of the course that the student has opened so far.',
    unit: 'pages',
    minimum: 0,
    integer: true,
    nullWhen: '',
    needs: 'activity',
    actionable: true,
    words: { high: 'has opened {value} of the course', low: 'has opened only {value} of the course' },
    compute: known => distinct(known, Infinity),
  },
  {
    name: 'distinct_resources_last_14',
    byDesign: true,
    title: 'Different pages opened in the last 14 days',
    meaning: "Different resources of the course that the student has opened in the last 14 days, the moment's own among them.",
    unit: 'pages',
    minimum: 0,
    integer: true,
    nullWhen: '',
    needs: 'activity',
    actionable: true,
    words: { high: 'opened {value} in the last 14 days', low: 'opened only {value} in the last 14 days' },
    compute: known => distinct(known, 14),
  },
]

function distinct({ rows, activity, day }: Known, days: number): Float64Array {
  const last = activity.resource.reduce((a, b) => Math.max(a, b), -1)
  const seenBy = new Int32Array(last + 1).fill(-1)
  const values = new Float64Array(rows)
  for (let r = 0; r < rows; r++) {
    for (let e = activity.starts[r + 1]! - 1; e >= activity.starts[r]! && activity.day[e]! > day[r]! - days; e--) {
      if (seenBy[activity.resource[e]!] === r) continue
      seenBy[activity.resource[e]!] = r
      values[r]!++
    }
  }
  return values
}
