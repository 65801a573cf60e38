import type { MomentDataset } from '../moment/dataset-at.ts'
import type { Records } from '../records/records.ts'
import type { ActivityAround } from './find-suspects.ts'

/**
 * What each student of a moment's dataset did up to the moment and after it. For the search for columns that come too late, and for
 * nothing else: it looks at what no model may see.
 */
export function activityAround({ activity, sections, terms, enrolments }: Records, { enrolment, today }: MomentDataset): ActivityAround {
  const before = new Float64Array(enrolment.length)
  const after = new Float64Array(enrolment.length)
  enrolment.forEach((i, r) => {
    const day = today[r]! - terms[sections[enrolments.section[i]!]!.term]!.start
    for (let e = activity.starts[i]!; e < activity.starts[i + 1]!; e++) {
      const side = activity.day[e]! <= day ? before : after
      side[r]! += activity.amount[e]!
    }
  })
  return { before, after }
}
