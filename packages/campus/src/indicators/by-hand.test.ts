import { describe, expect, it } from 'vitest'
import type { Codebook } from '../codebook/codebook.ts'
import { unlabelled } from '../codebook/numbered.ts'
import { cut } from '../moment/cut.ts'
import { buildRecords } from '../records/build-records.ts'
import { indicatorsFor } from './index.ts'

const codebook: Codebook = {
  name: 'hand',
  title: 'By hand',
  key: ['student', 'course', 'term'],
  missing: [],
  fields: [
    { name: 'student', title: 'Student', scale: { kind: 'identifier' }, role: 'student', actionable: false },
    { name: 'course', title: 'Course', scale: { kind: 'nominal', codes: unlabelled(['C']) }, role: 'course', actionable: false },
    { name: 'term', title: 'Term', scale: { kind: 'ordinal', codes: unlabelled(['T1', 'T2']) }, role: 'term', actionable: false },
    {
      name: 'result',
      title: 'Result',
      scale: { kind: 'nominal', codes: unlabelled(['Pass', 'Fail']) },
      role: 'target',
      event: ['Fail'],
      actionable: false,
    },
  ],
}

// Ada failed the course in T1 and is back with one carried-over piece; Bo is new and has done nothing; Cy is new and steady.
const records = buildRecords({
  codebook,
  terms: [
    { name: 'T1', start: 0 },
    { name: 'T2', start: 100 },
  ],
  courses: ['C'],
  sections: [
    { course: 0, term: 0, days: 60 },
    { course: 0, term: 1, days: 60 },
  ],
  enrolments: [
    { student: 'ada', course: 'C', term: 'T1', result: 'Fail' },
    { student: 'ada', course: 'C', term: 'T2', result: 'Pass' },
    { student: 'bo', course: 'C', term: 'T2', result: 'Fail' },
    { student: 'cy', course: 'C', term: 'T2', result: 'Pass' },
  ],
  registered: [-5, -20, 3, NaN],
  withdrawn: [NaN, NaN, NaN, NaN],
  resourceKinds: ['forum', 'quiz'],
  resources: [0, 1, 1],
  activity: [
    { enrolment: 1, day: -2, resource: 0, amount: 4 },
    { enrolment: 1, day: 0, resource: 1, amount: 2 },
    { enrolment: 1, day: 0, resource: 1, amount: 3 },
    { enrolment: 1, day: 20, resource: 2, amount: 1 },
    { enrolment: 1, day: 28, resource: 2, amount: 10 },
    { enrolment: 1, day: 29, resource: 2, amount: 99 },
    ...[1, 8, 15, 22, 28].map(day => ({ enrolment: 3, day, resource: 1, amount: 5 })),
  ],
  assessments: [
    { section: 1, kind: 'essay', due: 10, weight: 20, final: false },
    { section: 1, kind: 'essay', due: 20, weight: 30, final: false },
    { section: 1, kind: 'essay', due: 40, weight: 50, final: false },
    { section: 1, kind: 'exam', due: 60, weight: 100, final: true },
  ],
  submissions: [
    { enrolment: 1, assessment: 0, day: -1, score: 70, banked: true },
    { enrolment: 1, assessment: 1, day: 23, score: 40 },
    { enrolment: 3, assessment: 0, day: 8, score: 80 },
    { enrolment: 3, assessment: 1, day: 17, score: 60 },
    { enrolment: 3, assessment: 2, day: 28, score: 90 },
    { enrolment: 3, assessment: 3, day: 28, score: 1 },
  ],
  synthetic: true,
})

// on day 28 of T2, scores known five days after submission; rows: ada, bo, cy
const { known } = cut(records, { kind: 'date', date: 128 }, { marking: 5, results: 14 })
const value = new Map(
  indicatorsFor(known.resourceKinds).map(i => [
    i.name,
    Array.from(i.compute(known), v => (Number.isNaN(v) ? null : Math.round(v * 1e6) / 1e6)),
  ]),
)

describe('indicators of three students, worked out by hand', () => {
  it.each<[string, (number | null)[]]>([
    ['active_days', [3, 0, 5]],
    ['active_days_last_7', [1, 0, 2]],
    ['active_days_last_14', [2, 0, 3]],
    ['clicks', [16, 0, 25]],
    ['clicks_last_7', [10, 0, 10]],
    ['clicks_last_28', [11, 0, 25]],
    ['clicks_before_term', [4, 0, 0]],
    ['active_days_before_term', [1, 0, 0]],
    ['first_activity', [-2, null, 1]],
    ['days_since_activity', [0, null, 0]],
    ['clicks_per_active_day', [5, null, 5]],
    ['distinct_resources', [3, 0, 1]],
    ['distinct_resources_last_14', [1, 0, 1]],
    ['last_week_against_earlier', [10, null, 2]], // ada 10 / ((0 + 0 + 1) / 3), cut at 10; cy's weeks: 5, 5, 5, 10
    ['clicks_trend', [1.127273, null, 0.24]], // ada's weeks: 0, 0, 1, 10
    ['weeks_active_share', [0.5, 0, 1]],
    ['longest_gap', [19, 29, 6]],
    ['weekday_spread', [2, 0, 2]],
    ['share_forum', [0.2, null, 0]],
    ['share_quiz', [0.8, null, 1]],
    ['clicks_rank', [0.5, 0, 1]],
    ['clicks_against_median', [1, 0, 1.5625]],
    ['work_due', [1, 2, 2]], // ada's first is carried over
    ['work_missed', [0, 2, 0]],
    ['work_submitted', [1, 0, 3]],
    ['work_ahead', [0, 0, 1]],
    ['share_submitted', [1, 0, 1]],
    ['weight_submitted', [1, 0, 1]],
    ['work_late', [1, 0, 0]],
    ['share_late', [1, null, 0]],
    ['mean_lead', [-3, null, 5.666667]], // 2, 3 and 12 days
    ['last_lead', [-3, null, 12]],
    ['days_since_submission', [5, null, 0]],
    ['days_to_next_due', [12, 12, 12]],
    ['scores_known', [1, 0, 2]], // cy's third is not marked yet
    ['score_mean', [40, null, 70]],
    ['score_lowest', [40, null, 60]],
    ['score_highest', [40, null, 80]],
    ['score_first', [40, null, 80]],
    ['score_last', [40, null, 60]],
    ['score_trend', [null, null, -20]],
    ['score_against_section', [-10, null, 5]], // means 80 and 50
    ['points_so_far', [0.4, 0, 0.68]], // cy: (16 + 18) of 50
    ['work_carried_over', [1, 0, 0]],
    ['score_carried_over', [70, null, null]],
    ['earlier_courses', [1, 0, 0]],
    ['earlier_attempts', [1, 0, 0]],
    ['earlier_passed', [0, 0, 0]],
    ['earlier_not_passed', [1, 0, 0]],
    ['last_not_passed', [1, null, null]],
    ['terms_since_last', [1, null, null]],
    ['registration_lead', [20, -3, null]],
    ['courses_alongside', [0, 0, 0]],
    ['section_size', [3, 3, 3]],
  ])('%s is %j', (name, expected) => {
    expect(value.get(name)).toEqual(expected)
  })
})

it('gives students with the same marks the same rank, in whatever order they handed in', () => {
  const twins = buildRecords({
    codebook,
    terms: [{ name: 'T1', start: 0 }],
    courses: ['C'],
    sections: [{ course: 0, term: 0, days: 60 }],
    enrolments: ['dan', 'eve', 'fay'].map(student => ({ student, course: 'C', term: 'T1', result: 'Pass' })),
    registered: [0, 0, 0],
    withdrawn: [NaN, NaN, NaN],
    resourceKinds: [],
    resources: [],
    activity: [],
    assessments: [10, 20, 30].map(weight => ({ section: 0, kind: 'essay', due: 10, weight, final: false })),
    // 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in their last digit
    submissions: [0, 1, 2].flatMap(i => [
      { enrolment: 0, assessment: i, day: i, score: 1 },
      { enrolment: 1, assessment: i, day: 2 - i, score: 1 },
    ]),
    synthetic: true,
  })
  const { known } = cut(twins, { kind: 'day', day: 20 }, { marking: 1, results: 1 })
  const rank = indicatorsFor([]).find(i => i.name === 'points_so_far_rank')!
  expect([...rank.compute(known)]).toEqual([0.75, 0.75, 0])
})
