import type { Known } from '../moment/known.ts'

/** Work of the row's section that was due by the moment, and what the student made of it. Final examinations and banked work are not in it. */
export interface WorkDue {
  readonly due: number // pieces due by the moment
  readonly weight: number // their weights, where recorded
  readonly submitted: number // of the due ones
  readonly submittedWeight: number
  /** Pieces due later that are in already. */
  readonly ahead: number
  readonly late: number // of the submitted, after the due day
  readonly leads: readonly number[] // due day − day of submission, in order of submission; negative: late
}

/** One pass over the row's section plan and submissions; the first submission of a piece counts. */
export function workDue({ schedule, submissions, section, day }: Known, row: number): WorkDue {
  const made = new Map<number, number>()
  for (let s = submissions.starts[row]!; s < submissions.starts[row + 1]!; s++) {
    if (submissions.banked[s] === 0 && !made.has(submissions.assessment[s]!)) made.set(submissions.assessment[s]!, submissions.day[s]!)
  }
  const banked = new Set<number>()
  for (let s = submissions.starts[row]!; s < submissions.starts[row + 1]!; s++)
    if (submissions.banked[s] === 1) banked.add(submissions.assessment[s]!)
  const found = { due: 0, weight: 0, submitted: 0, submittedWeight: 0, ahead: 0, late: 0 }
  const leads: { day: number; lead: number }[] = []
  for (let a = schedule.starts[section[row]!]!; a < schedule.starts[section[row]! + 1]!; a++) {
    const piece = schedule.assessment[a]!
    const due = schedule.due[a]!
    if (banked.has(piece)) continue
    const submitted = made.get(piece)
    const weight = Number.isNaN(schedule.weight[a]!) ? 0 : schedule.weight[a]!
    if (due <= day[row]!) {
      found.due++
      found.weight += weight
      if (submitted !== undefined) {
        found.submitted++
        found.submittedWeight += weight
        if (submitted > due) found.late++
      }
    } else if (submitted !== undefined) found.ahead++
    if (submitted !== undefined && !Number.isNaN(due)) leads.push({ day: submitted, lead: due - submitted })
  }
  return { ...found, leads: leads.sort((a, b) => a.day - b.day).map(l => l.lead) }
}
