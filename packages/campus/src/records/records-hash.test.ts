import { expect, it } from 'vitest'
import { generateRecords } from '../generate/generate-records.ts'
import type { Records } from '../records/records.ts'
import { recordsHash } from './records-hash.ts'

const { records } = generateRecords({ newStudents: 10, terms: 2, courses: 1, seed: 1 })
const { activity, assessments, enrolments, resources, sections, submissions, terms } = records

/** The same values but for the first, which is one more. */
const bumped = <T extends Int32Array | Int16Array | Uint8Array | Float32Array | Float64Array>(values: T): T => {
  const copy = values.slice() as T
  copy[0]!++
  return copy
}

it.each<[string, Partial<Records>]>([
  ['a term', { terms: [{ ...terms[0]!, start: 1 }, ...terms.slice(1)] }],
  ['a course', { courses: ['other'] }],
  ['the length of a section', { sections: [{ ...sections[0]!, days: 1 }, ...sections.slice(1)] }],
  ['a registration', { enrolments: { ...enrolments, registered: bumped(enrolments.registered) } }],
  [
    'a withdrawal',
    { enrolments: { ...enrolments, withdrawn: enrolments.withdrawn.map((w, i) => (i === 0 ? (Number.isNaN(w) ? 3 : NaN) : w)) } },
  ],
  ['the section of an enrolment', { enrolments: { ...enrolments, section: bumped(enrolments.section) } }],
  ['the kind of a resource', { resources: { ...resources, kind: bumped(resources.kind) } }],
  ['the day of an event', { activity: { ...activity, day: bumped(activity.day) } }],
  ['what an event was about', { activity: { ...activity, resource: bumped(activity.resource) } }],
  ['the amount of an event', { activity: { ...activity, amount: bumped(activity.amount) } }],
  ['whose an event is', { activity: { ...activity, starts: activity.starts.map((s, i) => (i === 1 ? s + 1 : s)) } }],
  ['a due day', { assessments: [{ ...assessments[0]!, due: 1 }, ...assessments.slice(1)] }],
  ['a score', { submissions: { ...submissions, score: bumped(submissions.score) } }],
  ['the day of a submission', { submissions: { ...submissions, day: bumped(submissions.day) } }],
  ['what was submitted', { submissions: { ...submissions, assessment: bumped(submissions.assessment) } }],
  ['what was carried over', { submissions: { ...submissions, banked: bumped(submissions.banked) } }],
  ['whether it is real', { synthetic: false }],
])('%s changes the hash', (_, change) => {
  expect(recordsHash({ ...records, ...change })).not.toBe(records.hash)
})
