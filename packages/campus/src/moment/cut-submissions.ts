import type { Records } from '../records/records.ts'
import type { At, Delays } from './cut.ts'
import { firstAfter } from './cut-activity.ts'
import type { KnownSubmissions, Schedule } from './known.ts'

/** Submissions made by each enrolment's day, with the scores that are marked by then. Final examinations are left out. */
export function cutSubmissions({ submissions, assessments }: Records, { rows, day }: At, { marking }: Delays): KnownSubmissions {
  const starts = new Int32Array(rows.length + 1)
  const taken: number[] = []
  const score: number[] = []
  rows.forEach((i, r) => {
    const end = firstAfter(submissions.day, day[r]!, submissions.starts[i]!, submissions.starts[i + 1]!)
    for (let s = submissions.starts[i]!; s < end; s++) {
      if (assessments[submissions.assessment[s]!]!.final) continue
      const marked = submissions.banked[s] === 1 || submissions.day[s]! + marking <= day[r]!
      taken.push(s)
      score.push(marked ? submissions.score[s]! : NaN)
    }
    starts[r + 1] = taken.length
  })
  const assessment = Int32Array.from(taken, s => submissions.assessment[s]!)
  return {
    starts,
    assessment,
    day: Int16Array.from(taken, s => submissions.day[s]!),
    due: Float64Array.from(assessment, a => assessments[a]!.due),
    weight: Float64Array.from(assessment, a => assessments[a]!.weight),
    score: Float64Array.from(score),
    banked: Uint8Array.from(taken, s => submissions.banked[s]!),
  }
}

/** The assessed work of every section by due day, undated last, final examinations left out. */
export function scheduleOf({ sections, assessments }: Records): Schedule {
  const order = assessments
    .map((_, a) => a)
    .filter(a => !assessments[a]!.final)
    .sort((a, b) => assessments[a]!.section - assessments[b]!.section || dueOf(assessments[a]!.due) - dueOf(assessments[b]!.due) || a - b)
  const starts = new Int32Array(sections.length + 1)
  for (const a of order) starts[assessments[a]!.section + 1]!++
  for (let s = 0; s < sections.length; s++) starts[s + 1]! += starts[s]!
  return {
    starts,
    assessment: Int32Array.from(order),
    due: Float64Array.from(order, a => assessments[a]!.due),
    weight: Float64Array.from(order, a => assessments[a]!.weight),
  }
}

function dueOf(due: number): number {
  return Number.isNaN(due) ? 1e9 : due
}
