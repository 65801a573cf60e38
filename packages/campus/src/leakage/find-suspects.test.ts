import { categoricalColumn, createRandom, numericColumn } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import type { Field } from '../codebook/codebook.ts'
import { generateRecords } from '../generate/generate-records.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import { parseMoment } from '../moment/moment.ts'
import { askQuestion } from '../question/ask-question.ts'
import type { Records } from '../records/records.ts'
import { frame } from '../train/frame.ts'
import { activityAround } from './activity-around.ts'
import { findSuspects, quarantine } from './find-suspects.ts'

const { records, truth } = generateRecords({ newStudents: 250, terms: 3, courses: 3, seed: 21 })
const { enrolments, activity, submissions } = records
const n = enrolments.student.length
const random = createRandom(4)
const result = enrolments.table.columns.at(-1)!
const adverse = Array.from({ length: n }, (_, i) => (result.kind === 'categorical' && result.codes[i]! > 0 ? 1 : 0))

const quantity = (name: string, marks: Partial<Field> = {}): Field => ({
  name,
  title: name,
  scale: { kind: 'quantity' },
  role: 'indicator',
  actionable: false,
  ...marks,
})

/** The records with one more column of what registration says. */
function withColumn(field: Field, values: readonly number[] | readonly string[]): Records {
  const column =
    typeof values[0] === 'string'
      ? categoricalColumn(
          field.name,
          values.map((_, i) => i),
          values as string[],
        )
      : numericColumn(field.name, values as number[])
  return {
    ...records,
    codebook: { ...records.codebook, fields: [field, ...records.codebook.fields] },
    enrolments: { ...enrolments, table: { rows: n, columns: [column, ...enrolments.table.columns] } },
  }
}

function suspectsIn(given: Records, week = 8) {
  const at = { moment: parseMoment(`week ${week}`), delays: { marking: 0, results: 0 } }
  const made = datasetAt(given, at.moment, at.delays)
  const question = askQuestion(made.dataset.codebook, { target: 'result=Fail,Withdrawn', withProtected: true, at })
  return findSuspects(frame(made.dataset, question), activityAround(given, made))
}

const totals = Array.from({ length: n }, (_, i) =>
  activity.amount.subarray(activity.starts[i], activity.starts[i + 1]).reduce((a, b) => a + b, 0),
)

const leaks: [string, Field, number[]][] = [
  ['the date of withdrawal', quantity('date_unregistration'), [...enrolments.withdrawn]],
  [
    'the mark of the last examination',
    quantity('exam_score'),
    adverse.map((bad, i) => (Number.isNaN(enrolments.withdrawn[i]!) ? (bad === 1 ? 10 + random.int(32) : 38 + random.int(62)) : NaN)),
  ],
  ['the total of the whole term', quantity('total_clicks'), totals],
  ['the total of the whole term, said to be known at registration', quantity('total_clicks', { availableFrom: 'registration' }), totals],
  ['an id sorted by outcome', quantity('record_id'), adverse.map((bad, i) => bad * 10_000 + i)],
  ['an id that says nothing', quantity('record_id'), adverse.map((_, i) => (i * 7919) % 100_003)],
]

const honest: [string, Field, number[]][] = [
  [
    'the score of the first assignment',
    quantity('first_score'),
    Array.from({ length: n }, (_, i) =>
      submissions.starts[i + 1]! > submissions.starts[i]! ? submissions.score[submissions.starts[i]!]! : NaN,
    ),
  ],
  [
    'a good measure of effort at registration',
    quantity('motivation'),
    Array.from(truth.effort, e => Math.round(10 * (e + random.next())) / 10),
  ],
  [
    'clicks up to the moment',
    quantity('clicks_so_far'),
    Array.from({ length: n }, (_, i) => {
      let sum = 0
      for (let e = activity.starts[i]!; e < activity.starts[i + 1]!; e++) if (activity.day[e]! <= 56) sum += activity.amount[e]!
      return sum
    }),
  ],
  ['a column half empty by chance', quantity('survey'), Array.from({ length: n }, () => (random.next() < 0.5 ? NaN : random.int(5)))],
  [
    'income',
    quantity('income', { scale: { kind: 'quantity', integer: true, unit: 'USD' } }),
    Array.from({ length: n }, () => 10_000 + random.int(90_000)),
  ],
]

describe('the leakage detector', () => {
  it.each(leaks)('catches %s', (_, field, values) => {
    const found = suspectsIn(withColumn(field, values))
    expect(found.map(s => s.column)).toEqual([field.name])
    expect(found[0]!.evidence).toMatch(/\d/)
  })

  it.each(honest)('does not flag %s', (_, field, values) => {
    expect(suspectsIn(withColumn(field, values))).toEqual([])
  })

  it('flags no indicator that was computed from the cut, at any moment', () => {
    for (const week of [0, 4, 12]) expect(suspectsIn(records, week)).toEqual([])
  })

  it('catches a leak that shows in one course only', () => {
    const values = adverse.map((bad, i) =>
      records.sections[enrolments.section[i]!]!.course === 1 ? bad * 5 + random.next() : random.next() * 6,
    )
    const [found] = suspectsIn(withColumn(quantity('mark'), values))
    expect(found!.column).toBe('mark')
    expect(found!.evidence).toContain('in Course C2')
  })

  it('puts suspects in quarantine until a person keeps one', () => {
    const question = { indicators: ['a', 'b', 'c'] } as never
    const suspects = [
      { column: 'a', kind: 'identifier', evidence: '' },
      { column: 'c', kind: 'known too late', evidence: '' },
    ] as const
    expect(quarantine(question, suspects).indicators).toEqual(['b'])
    expect(quarantine(question, suspects, ['c']).indicators).toEqual(['b', 'c'])
  })
})
