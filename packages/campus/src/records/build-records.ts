import { takeRows } from '@headway/learn'
import type { Codebook } from '../codebook/codebook.ts'
import { readTable } from '../codebook/read-table.ts'
import type { RawTable } from '../dataset.ts'
import { CampusError } from '../errors.ts'
import type { Assessment, Records, Section, Term } from './records.ts'
import { recordsHash } from './records-hash.ts'

/** Records as plain lists, in any order: what a program or a test writes down. Files come in through `ingest`, which streams. */
export interface RecordLists {
  readonly codebook: Codebook
  readonly terms: readonly Term[]
  readonly courses: readonly string[]
  readonly sections: readonly Section[]
  /** By column name, one text per enrolment; the student, course and term columns among them. */
  readonly enrolments: readonly Readonly<Record<string, string>>[]
  /** Day of term on which each enrolment was registered and withdrawn; NaN where none is recorded. */
  readonly registered: readonly number[]
  readonly withdrawn: readonly number[]
  readonly resourceKinds: readonly string[]
  readonly resources: readonly number[] // kind of each
  readonly activity: readonly { readonly enrolment: number; readonly day: number; readonly resource: number; readonly amount: number }[]
  readonly assessments: readonly Assessment[]
  readonly submissions: readonly {
    readonly enrolment: number
    readonly assessment: number
    readonly day: number
    readonly score: number
    readonly banked?: boolean
  }[]
  readonly synthetic: boolean
}

/**
 * Sorted, numbered and hashed. Amounts of one enrolment, day and resource are added up.
 *
 * @throws CampusError `bad_codebook` (no student, course, term or outcome column), and whatever a cell that the codebook does not take says
 */
export function buildRecords(lists: RecordLists): Records {
  const { codebook, terms, courses, sections } = lists
  const name = (role: 'student' | 'course' | 'term') => {
    const field = codebook.fields.find(f => f.role === role)
    if (field) return field.name
    throw new CampusError(
      'bad_codebook',
      `${codebook.title} needs a column with the role ${role}: an enrolment is a student in a course in a term.`,
    )
  }
  const [studentColumn, courseColumn, termColumn] = [name('student'), name('course'), name('term')]
  const sectionOf = lists.enrolments.map(row => {
    const found = sections.findIndex(s => courses[s.course] === row[courseColumn] && terms[s.term]!.name === row[termColumn])
    if (found >= 0) return found
    throw new CampusError('bad_codebook', `There is no section for ${row[courseColumn]} in ${row[termColumn]}. Add it to the calendar.`)
  })
  const ids = lists.enrolments.map(row => row[studentColumn]!)
  const order = lists.enrolments.map((_, i) => i).sort((a, b) => sectionOf[a]! - sectionOf[b]! || (ids[a]! < ids[b]! ? -1 : 1))
  const place = new Int32Array(order.length)
  order.forEach((from, to) => {
    place[from] = to
  })
  const students = [...new Set(ids)].sort()
  const numbers = new Map(students.map((id, i) => [id, i]))
  const records: Omit<Records, 'hash'> = {
    codebook,
    terms,
    courses,
    sections,
    students,
    enrolments: {
      table: takeRows(readAll(codebook, lists.enrolments), order),
      student: Int32Array.from(order, i => numbers.get(ids[i]!)!),
      section: Int32Array.from(order, i => sectionOf[i]!),
      registered: Float64Array.from(order, i => lists.registered[i]!),
      withdrawn: Float64Array.from(order, i => lists.withdrawn[i]!),
    },
    resources: { kinds: lists.resourceKinds, kind: Int32Array.from(lists.resources) },
    activity: sortedActivity(lists.activity, place),
    assessments: lists.assessments,
    submissions: sortedSubmissions(lists.submissions, place),
    assumptions: [],
    synthetic: lists.synthetic,
  }
  return { ...records, hash: recordsHash(records) }
}

function readAll(codebook: Codebook, rows: RecordLists['enrolments']) {
  const names = codebook.fields.map(f => f.name)
  const raw: RawTable = {
    file: 'enrolments',
    names,
    columns: names.map(name => rows.map(row => row[name] ?? '')),
    lines: Int32Array.from(rows, (_, i) => i + 1),
  }
  const { dataset, refused } = readTable(codebook, raw, { synthetic: true })
  const first = refused[0]
  if (!first) return dataset.table
  throw new CampusError(
    'wrong_type',
    `Enrolment ${first.line}, ${first.column}: expected ${first.expected}, got ${first.got}. ${first.remedy}`,
  )
}

function sortedActivity(events: RecordLists['activity'], place: Int32Array): Records['activity'] {
  const sorted = events
    .map(e => ({ ...e, enrolment: place[e.enrolment]! }))
    .sort((a, b) => a.enrolment - b.enrolment || a.day - b.day || a.resource - b.resource)
  const kept: { enrolment: number; day: number; resource: number; amount: number }[] = []
  for (const event of sorted) {
    const last = kept.at(-1)
    if (last && last.enrolment === event.enrolment && last.day === event.day && last.resource === event.resource)
      last.amount += event.amount
    else kept.push({ ...event })
  }
  return {
    starts: startsOf(kept, place.length),
    day: Int16Array.from(kept, e => e.day),
    resource: Int32Array.from(kept, e => e.resource),
    amount: Float32Array.from(kept, e => e.amount),
  }
}

function sortedSubmissions(given: RecordLists['submissions'], place: Int32Array): Records['submissions'] {
  const sorted = given
    .map(s => ({ ...s, enrolment: place[s.enrolment]! }))
    .sort((a, b) => a.enrolment - b.enrolment || a.day - b.day || a.assessment - b.assessment)
  return {
    starts: startsOf(sorted, place.length),
    assessment: Int32Array.from(sorted, s => s.assessment),
    day: Int16Array.from(sorted, s => s.day),
    score: Float64Array.from(sorted, s => s.score),
    banked: Uint8Array.from(sorted, s => Number(s.banked ?? false)),
  }
}

function startsOf(sorted: readonly { readonly enrolment: number }[], n: number): Int32Array {
  const starts = new Int32Array(n + 1)
  for (const { enrolment } of sorted) starts[enrolment + 1]!++
  for (let i = 0; i < n; i++) starts[i + 1]! += starts[i]!
  return starts
}
