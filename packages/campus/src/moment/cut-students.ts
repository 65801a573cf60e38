import { columnOf } from '@headway/learn'
import { CampusError } from '../errors.ts'
import type { Records } from '../records/records.ts'
import { type At, type Delays, outcomeKnown } from './cut.ts'
import type { Earlier } from './known.ts'

/** Each student's enrolments in earlier terms, with the outcomes that were out by the row's own date. */
export function earlierOf(records: Records, { rows, section, day }: At, delays: Delays): Earlier {
  const { enrolments, sections, terms } = records
  const of = byStudent(records)
  const { codes, levels, adverse } = outcomesOf(records)
  const out = outcomeKnown(records, Int32Array.from(codes.keys()), delays)
  const starts = new Int32Array(rows.length + 1)
  const sameCourse: number[] = []
  const termsAgo: number[] = []
  const outcome: number[] = []
  rows.forEach((i, r) => {
    const here = sections[section[r]!]!
    const today = terms[here.term]!.start + day[r]!
    const before = of[enrolments.student[i]!]!.filter(e => sections[enrolments.section[e]!]!.term < here.term).sort(
      (a, b) => sections[enrolments.section[a]!]!.term - sections[enrolments.section[b]!]!.term || a - b,
    )
    for (const e of before) {
      const there = sections[enrolments.section[e]!]!
      sameCourse.push(Number(there.course === here.course))
      termsAgo.push(here.term - there.term)
      outcome.push(out[e]! <= today ? codes[e]! : -1)
    }
    starts[r + 1] = outcome.length
  })
  return {
    starts,
    sameCourse: Uint8Array.from(sameCourse),
    termsAgo: Int32Array.from(termsAgo),
    outcome: Int32Array.from(outcome),
    outcomes: levels,
    adverse,
  }
}

/** How many other courses of the same term each student is in on the row's day. */
export function alongsideOf(records: Records, { rows, section, day }: At): Int32Array {
  const { enrolments, sections } = records
  const of = byStudent(records)
  return Int32Array.from(rows, (i, r) => {
    const { term } = sections[section[r]!]!
    return of[enrolments.student[i]!]!.filter(
      e =>
        e !== i &&
        sections[enrolments.section[e]!]!.term === term &&
        !(enrolments.registered[e]! > day[r]!) &&
        !(enrolments.withdrawn[e]! < day[r]!),
    ).length
  })
}

function byStudent({ students, enrolments }: Records): number[][] {
  const of: number[][] = students.map(() => [])
  enrolments.student.forEach((student, i) => void of[student]!.push(i))
  return of
}

function outcomesOf({ codebook, enrolments }: Records): { codes: Int32Array; levels: readonly string[]; adverse: number[] } {
  const field = codebook.fields.find(f => f.role === 'target')
  const column = field && columnOf(enrolments.table, field.name)
  if (column?.kind !== 'categorical')
    throw new CampusError('bad_codebook', `${codebook.title} needs one column of codes with the role target: the outcome.`)
  return { codes: column.codes, levels: column.levels, adverse: (field!.event ?? []).map(value => column.levels.indexOf(value)) }
}
