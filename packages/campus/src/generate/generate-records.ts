import { createRandom, deriveSeed, logit, type Random, sigmoid } from '@headway/learn'
import type { Codebook } from '../codebook/codebook.ts'
import { unlabelled } from '../codebook/numbered.ts'
import { buildRecords, type RecordLists } from '../records/build-records.ts'
import type { Assessment, Records, Section, Term } from '../records/records.ts'
import { syntheticId } from './synthetic-id.ts'

export interface GenerateRecordsOptions {
  /** New students in every term; one in ten takes a second course. Of those who did not pass, every third comes back once. */
  readonly newStudents: number
  readonly terms?: number // default 4, half a year each, from 1 February 2013
  readonly courses?: number // default 3
  readonly seed: number
  /** What is added to the log-odds of not passing in the second group of `group`, all else equal: a gap that an audit must find. Default 0. */
  readonly groupGap?: number
}

/** What is true of generated records, so that tests know the answer. */
export interface RecordsTruth {
  /** [enrolments, in the order of the records] P(Fail or Withdrawn) given everything that was drawn for the student. */
  readonly adverse: Float64Array
  /** [enrolments] how hard the student works, standard normal; activity and submissions follow from it. */
  readonly effort: Float64Array
  readonly groupGap: number
}

const DAYS = 120
const WORK = [21, 42, 63, 84]
const KINDS = ['forum', 'quiz', 'reading']

/**
 * Synthetic records over several terms, with known truth. Effort and entry score are drawn for every student; one in twenty
 * registers late; clicks come on days as often as effort and mood give, work is submitted and marked accordingly, and
 *
 *   logit P(not passed) = course − 1.1 effort − .6 entry + gap × [group B]
 *
 * Two of three who do not pass withdraw, on a day of their own. Same seed: same records. All are marked synthetic.
 */
export function generateRecords(options: GenerateRecordsOptions): { readonly records: Records; readonly truth: RecordsTruth } {
  const { newStudents, terms: termCount = 4, courses: courseCount = 3, seed, groupGap = 0 } = options
  const terms = Array.from({ length: termCount }, (_, t): Term => ({ name: `T${t + 1}`, start: 15_737 + 182 * t }))
  const courses = Array.from({ length: courseCount }, (_, c) => `C${c + 1}`)
  const sections = terms.flatMap((_, term) => courses.map((_, course): Section => ({ course, term, days: DAYS })))
  const assessments = sections.flatMap((_, section): Assessment[] => [
    ...WORK.map(due => ({ section, kind: 'essay', due, weight: 100 / WORK.length, final: false })),
    { section, kind: 'exam', due: DAYS, weight: 100, final: true },
  ])
  const world = { courses: courseCount, groupGap, lists: emptyLists(terms, courses, sections, assessments), truths: [] as Drawn[] }
  let returning: Person[] = []
  for (let term = 0; term < termCount; term++) {
    const next: Person[] = []
    const fresh = Array.from({ length: newStudents }, (_, i) =>
      drawPerson(term * newStudents + i, createRandom(deriveSeed(seed, 'person', term, i)), courseCount),
    )
    for (const person of [...returning, ...fresh]) {
      const random = createRandom(deriveSeed(seed, 'enrolment', term, person.number))
      const passed = enrol(world, person, term, returning.includes(person), random)
      if (courseCount > 1 && random.next() < 0.1)
        enrol(world, { ...person, course: (person.course + 1) % courseCount }, term, false, random)
      if (!passed && !returning.includes(person) && random.next() < 1 / 3) next.push(person)
    }
    returning = next
  }
  const records = buildRecords(world.lists)
  const places = new Map(world.truths.map(drawn => [`${drawn.id} ${drawn.section}`, drawn]))
  const ordered = Array.from(
    records.enrolments.section,
    (section, i) => places.get(`${records.students[records.enrolments.student[i]!]} ${section}`)!,
  )
  return {
    records,
    truth: { adverse: Float64Array.from(ordered, d => d.adverse), effort: Float64Array.from(ordered, d => d.effort), groupGap },
  }
}

/** The codebook of generated records. `group` is protected; `result` is Pass, Fail or Withdrawn. */
function codebookOf(courses: readonly string[], terms: readonly Term[]): Codebook {
  return {
    name: 'generated-records',
    title: 'Synthetic enrolments over several terms',
    key: ['student', 'course', 'term'],
    missing: [],
    fields: [
      { name: 'student', title: 'Student', scale: { kind: 'identifier' }, role: 'student', actionable: false },
      {
        name: 'course',
        title: 'Course',
        scale: { kind: 'nominal', codes: unlabelled(courses) },
        role: 'course',
        rule: 'course',
        availableFrom: 'registration',
        actionable: false,
      },
      {
        name: 'term',
        title: 'Term',
        scale: { kind: 'ordinal', codes: unlabelled(terms.map(t => t.name)) },
        role: 'term',
        actionable: false,
      },
      {
        name: 'group',
        title: 'Group',
        scale: { kind: 'nominal', codes: unlabelled(['A', 'B']) },
        role: 'indicator',
        sensitivity: 'protected',
        availableFrom: 'registration',
        actionable: false,
      },
      {
        name: 'entry_score',
        title: 'Entry score',
        scale: { kind: 'quantity', minimum: 0, maximum: 100 },
        role: 'indicator',
        availableFrom: 'registration',
        actionable: false,
        rule: 'entry score',
      },
      {
        name: 'result',
        title: 'Result',
        scale: { kind: 'nominal', codes: unlabelled(['Pass', 'Fail', 'Withdrawn']) },
        role: 'target',
        event: ['Fail', 'Withdrawn'],
        actionable: false,
      },
    ],
  }
}

interface Person {
  readonly number: number
  readonly course: number
  readonly groupB: boolean
  readonly effort: number
  readonly entry: number
}

interface Drawn {
  readonly id: string
  readonly section: number
  readonly adverse: number
  readonly effort: number
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] }

interface World {
  readonly courses: number
  readonly groupGap: number
  readonly lists: Mutable<RecordLists>
  readonly truths: Drawn[]
}

function emptyLists(terms: Term[], courses: string[], sections: Section[], assessments: Assessment[]): Mutable<RecordLists> {
  return {
    codebook: codebookOf(courses, terms),
    terms,
    courses,
    sections,
    enrolments: [],
    registered: [],
    withdrawn: [],
    resourceKinds: KINDS,
    resources: Array.from({ length: 12 }, (_, i) => i % KINDS.length),
    activity: [],
    assessments,
    submissions: [],
    synthetic: true,
  }
}

function drawPerson(number: number, random: Random, courses: number): Person {
  return { number, course: random.int(courses), groupB: random.next() < 0.3, effort: normal(random), entry: normal(random) }
}

/** Draws one enrolment with all its events; whether it was passed. */
function enrol({ courses, groupGap, lists, truths }: World, person: Person, term: number, returning: boolean, random: Random): boolean {
  const section = term * courses + person.course
  const adverse = sigmoid(0.4 * person.course - 0.4 - 1.1 * person.effort - 0.6 * person.entry + (person.groupB ? groupGap : 0))
  const passed = random.next() >= adverse
  const registered = random.next() < 0.05 ? 1 + random.int(20) : -1 - random.int(60)
  const withdrawn = !passed && random.next() < 2 / 3 ? Math.max(registered + 1, random.int(DAYS)) : NaN
  const last = Number.isNaN(withdrawn) ? DAYS : withdrawn
  const enrolment = lists.enrolments.length
  const id = syntheticId(person.number + 1)
  lists.enrolments.push({
    student: id,
    course: lists.courses[person.course]!,
    term: lists.terms[term]!.name,
    group: person.groupB ? 'B' : 'A',
    entry_score: String(Math.round(100 * sigmoid(person.entry))),
    result: passed ? 'Pass' : Number.isNaN(withdrawn) ? 'Fail' : 'Withdrawn',
  })
  lists.registered.push(registered)
  lists.withdrawn.push(withdrawn)
  truths.push({ id, section, adverse, effort: person.effort })
  const rate = sigmoid(person.effort - 0.3 + 0.5 * normal(random))
  for (let day = Math.max(-7, registered); day < last; day++) {
    if (random.next() > rate) continue
    const visits = 1 + random.int(3)
    for (let v = 0; v < visits; v++) lists.activity.push({ enrolment, day, resource: random.int(12), amount: 1 + random.int(8) })
  }
  WORK.forEach((due, w) => {
    const day = due - 3 + Math.round(2 * normal(random) - person.effort)
    if (day < registered || day >= last || random.next() > sigmoid(1.8 + person.effort)) return
    lists.submissions.push({
      enrolment,
      assessment: section * (WORK.length + 1) + w,
      day,
      score: Math.round(100 * sigmoid(0.8 + 0.7 * person.effort + 0.5 * normal(random))),
    })
  })
  if (returning && random.next() < 0.5)
    lists.submissions.push({ enrolment, assessment: section * (WORK.length + 1), day: -1, score: 40 + random.int(50), banked: true })
  return passed
}

/** Near enough normal: a logistic draw scaled to variance 1. */
function normal(random: Random): number {
  return logit(Math.min(1 - 1e-9, Math.max(1e-9, random.next()))) / 1.8137993642342178
}
