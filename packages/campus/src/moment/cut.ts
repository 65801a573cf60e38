import { takeRows } from '@headway/learn'
import { CampusError } from '../errors.ts'
import type { Records } from '../records/records.ts'
import { cutActivity, dailyOf } from './cut-activity.ts'
import { alongsideOf, earlierOf } from './cut-students.ts'
import { cutSubmissions, scheduleOf } from './cut-submissions.ts'
import type { Known } from './known.ts'
import { dayOf, type Moment, momentName } from './moment.ts'

/** When things become known that carry no date of their own; in days, part of the question. */
export interface Delays {
  /** From a submission to its score. */
  readonly marking: number
  /** From the end of a section to its results. */
  readonly results: number
}

/** Enrolments that are not in the population, and why. */
export interface Exclusion {
  readonly reason: string
  readonly rows: number
}

export interface Cut {
  readonly known: Known
  readonly exclusions: readonly Exclusion[]
}

/**
 * What is known at the moment: of every enrolment registered by then and not withdrawn before that day, the events to the end of the
 * day, submissions made, scores marked, the outcomes of earlier terms that were out by then. Cuts first: whatever joins and counts
 * comes later and sees the copy alone.
 *
 * An enrolment without a recorded registration date counts as registered. A withdrawal on the day itself is not known yet.
 *
 * @throws CampusError `no_rows` when nobody is in the population
 */
export function cut(records: Records, moment: Moment, delays: Delays): Cut {
  const { enrolments, sections, terms, codebook } = records
  const n = enrolments.student.length
  const dayBySection = Int32Array.from(sections, s => dayOf(moment, s, terms[s.term]!))
  const why = new Uint8Array(n)
  for (let i = 0; i < n; i++) {
    const section = enrolments.section[i]!
    const day = dayBySection[section]!
    if (day > sections[section]!.days) why[i] = 1
    else if (enrolments.registered[i]! > day) why[i] = 2
    else if (enrolments.withdrawn[i]! < day) why[i] = 3
  }
  const rows = Int32Array.from(why.keys()).filter(i => why[i] === 0)
  const counts = [0, 0, 0, 0]
  for (const reason of why) counts[reason]!++
  const exclusions = [
    { reason: 'the term is over at the moment', rows: counts[1]! },
    { reason: 'not registered yet', rows: counts[2]! },
    { reason: 'withdrawn before the moment', rows: counts[3]! },
  ].filter(e => e.rows > 0)
  if (rows.length === 0) {
    const said = exclusions.map(e => `${e.rows} ${e.reason}`).join(', ')
    throw new CampusError(
      'no_rows',
      `Nobody is enrolled at ${momentName(moment)}: ${said || 'there are no enrolments'}. Ask about another moment.`,
    )
  }
  const section = Int32Array.from(rows, i => enrolments.section[i]!)
  const day = section.map(s => dayBySection[s]!)
  const activity = cutActivity(records, rows, day)
  const attributes = codebook.fields.filter(f => f.role === 'indicator').map(f => f.name)
  const at = { rows, section, day, dayBySection }
  const known = {
    rows: rows.length,
    enrolment: rows,
    student: Int32Array.from(rows, i => enrolments.student[i]!),
    section,
    course: section.map(s => sections[s]!.course),
    term: section.map(s => sections[s]!.term),
    day,
    days: section.map(s => sections[s]!.days),
    registered: Float64Array.from(rows, i => enrolments.registered[i]!),
    attributes: takeRows({ ...enrolments.table, columns: enrolments.table.columns.filter(c => attributes.includes(c.name)) }, rows),
    activity,
    daily: dailyOf(activity),
    schedule: scheduleOf(records),
    submissions: cutSubmissions(records, at, delays),
    earlier: earlierOf(records, at, delays),
    alongside: alongsideOf(records, at),
    resourceKinds: records.resources.kinds,
  }
  return { known: known as unknown as Known, exclusions }
}

/** Which enrolments, of which section, on which day: what every part of the cut goes by. */
export interface At {
  readonly rows: Int32Array
  readonly section: Int32Array
  readonly day: Int32Array
  readonly dayBySection: Int32Array
}

/** Days since 1970 on which each enrolment's outcome is out: the end of its section and the delay. */
export function outcomeKnown({ enrolments, sections, terms }: Records, rows: Int32Array, { results }: Delays): Float64Array {
  return Float64Array.from(rows, i => {
    const { term, days } = sections[enrolments.section[i]!]!
    return terms[term]!.start + days + results
  })
}
