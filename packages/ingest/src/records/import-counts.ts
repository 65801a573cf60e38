import type { Records } from '@headway/campus'
import { columnOf } from '@headway/learn'

export interface ImportCounts {
  readonly enrolments: number
  readonly students: number
  readonly notRegistered: number // enrolments without a date of registration
  readonly withdrawn: number // enrolments with a date of withdrawal
  readonly withoutEvents: number // enrolments
  readonly eventRows: number // of the files
  readonly events: number // after those of one enrolment, day and resource were added up
  readonly eventsBeforeTerm: number // kept
  readonly eventsAfterEnd: number // kept
  readonly submissions: number
  readonly submissionsBeforeTerm: number // kept
  readonly submissionsAfterEnd: number // kept
  readonly banked: number
}

/** @param eventRows rows of the files, before they were added up */
export function countsOf(records: Records, eventRows: number): ImportCounts {
  const { activity, enrolments, students, submissions } = records
  const { registered, withdrawn } = enrolments
  const events = outside(activity, records)
  const handedIn = outside(submissions, records)
  return {
    enrolments: registered.length,
    students: students.length,
    notRegistered: registered.filter(Number.isNaN).length,
    withdrawn: withdrawn.filter(day => !Number.isNaN(day)).length,
    withoutEvents: registered.filter((_, i) => activity.starts[i] === activity.starts[i + 1]).length,
    eventRows,
    events: activity.day.length,
    eventsBeforeTerm: events.before,
    eventsAfterEnd: events.after,
    submissions: submissions.day.length,
    submissionsBeforeTerm: handedIn.before,
    submissionsAfterEnd: handedIn.after,
    banked: submissions.banked.filter(b => b === 1).length,
  }
}

/** A note on each term in which every recorded outcome is the same: nothing can be learned from it alone. */
export function oneOutcome({ codebook, enrolments, sections, terms }: Records): readonly string[] {
  const target = codebook.fields.find(f => f.role === 'target')
  const outcome = target && columnOf(enrolments.table, target.name)
  if (outcome?.kind !== 'categorical') return []
  return terms.flatMap(({ name }, t) => {
    const codes = new Set(outcome.codes.filter((code, i) => code >= 0 && sections[enrolments.section[i]!]!.term === t))
    const [only] = codes
    return codes.size === 1 ? [`In ${name} every recorded outcome is ${outcome.levels[only!]}.`] : []
  })
}

interface Dated {
  readonly starts: Int32Array
  readonly day: Int16Array
}

function outside({ starts, day }: Dated, { enrolments, sections }: Records): { before: number; after: number } {
  const count = { before: 0, after: 0 }
  for (const [i, section] of enrolments.section.entries()) {
    const { days } = sections[section]!
    for (let e = starts[i]!; e < starts[i + 1]!; e++) {
      if (day[e]! < 0) count.before++
      else if (day[e]! > days) count.after++
    }
  }
  return count
}
