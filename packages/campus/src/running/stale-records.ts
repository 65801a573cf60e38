import { isoDate } from '../moment/calendar.ts'
import { dayOf, type Moment, momentName } from '../moment/moment.ts'
import type { Records } from '../records/records.ts'

/** Days without any event before the moment that pass for a quiet week's end. */
const QUIET = 3

/**
 * A sentence for every term whose records seem to end before the moment that was chosen for it: files of an earlier week would make
 * everybody look inactive. Nothing where the records hold no events at all.
 *
 * @param chosen by section: which moment; −1: none
 */
export function staleRecords(
  records: Records,
  moments: readonly Moment[],
  chosen: readonly number[],
  running: readonly boolean[],
): string[] {
  const { activity, submissions, sections, terms } = records
  if (activity.day.length + submissions.day.length === 0) return []
  const said = sections.flatMap((section, s) => {
    const moment = moments[chosen[s]!]
    if (!running[s] || !moment) return []
    const day = dayOf(moment, section, terms[section.term]!)
    const last = lastEvent(records, section.term)
    if (day <= QUIET || last >= day - QUIET) return []
    const { name, start } = terms[section.term]!
    const found = last === -Infinity ? 'no event' : `no event after ${isoDate(start + last)}`
    return [`the dataset holds ${found} of ${name}, but ${momentName(moment)} is ${isoDate(start + day)}: were the latest files imported?`]
  })
  return [...new Set(said)]
}

function lastEvent({ activity, submissions, enrolments, sections }: Records, term: number): number {
  let last = -Infinity
  enrolments.section.forEach((section, i) => {
    if (sections[section]!.term !== term) return
    for (const { starts, day } of [activity, submissions]) {
      if (starts[i + 1]! > starts[i]!) last = Math.max(last, day[starts[i + 1]! - 1]!)
    }
  })
  return last
}
