import type { Known } from '../moment/known.ts'
import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'

const count = { unit: 'courses', minimum: 0, integer: true, nullWhen: '', needs: 'enrolments', actionable: false } as const

/** What is on record of the student's earlier terms, results as far as they were out by the moment. */
export const earlierTerms: readonly Indicator[] = [
  {
    ...count,
    name: 'earlier_courses',
    title: 'Courses in earlier terms',
    meaning: 'Enrolments of the student in earlier terms on record.',
    words: { high: 'took {value} in earlier terms', low: 'took only {value} in earlier terms' },
    compute: rowwise((known, r) => countEarlier(known, r, () => true)),
  },
  {
    ...count,
    name: 'earlier_attempts',
    title: 'Earlier attempts at this course',
    meaning: 'Enrolments of the student in the same course in earlier terms on record.',
    unit: 'times',
    words: { high: 'took this course {value} before', low: 'takes this course for the first time' },
    compute: rowwise((known, r) => countEarlier(known, r, e => known.earlier.sameCourse[e] === 1)),
  },
  {
    ...count,
    name: 'earlier_passed',
    title: 'Courses passed in earlier terms',
    meaning: 'Earlier enrolments whose result was out by the moment and was good.',
    words: { high: 'passed {value} in earlier terms', low: 'passed only {value} in earlier terms' },
    compute: rowwise((known, r) => countEarlier(known, r, e => known.earlier.outcome[e]! >= 0 && !isAdverse(known, e))),
  },
  {
    ...count,
    name: 'earlier_not_passed',
    title: 'Courses not passed in earlier terms',
    meaning: 'Earlier enrolments whose result was out by the moment and was not passed or withdrawn.',
    words: { high: 'did not pass {value} in earlier terms', low: 'failed none in earlier terms' },
    compute: rowwise((known, r) => countEarlier(known, r, e => isAdverse(known, e))),
  },
  {
    ...count,
    name: 'last_not_passed',
    title: 'Last course not passed',
    meaning:
      '1 where the latest earlier enrolment with a result that was out by the moment was not passed or withdrawn, 0 where it was passed.',
    unit: '',
    maximum: 1,
    nullWhen: 'no earlier result is out',
    words: { high: 'did not pass the last course', low: 'passed the last course' },
    rule: 'last result',
    compute: rowwise((known, r) => {
      const { earlier } = known
      for (let e = earlier.starts[r + 1]! - 1; e >= earlier.starts[r]!; e--)
        if (earlier.outcome[e]! >= 0) return Number(isAdverse(known, e))
      return NaN
    }),
  },
  {
    ...count,
    name: 'terms_since_last',
    title: 'Terms since the last course',
    meaning: 'Terms from the latest earlier enrolment to this one.',
    unit: 'terms',
    minimum: 1,
    nullWhen: 'there is no earlier enrolment',
    words: { high: 'was away for {value}', low: 'was here {value} ago' },
    compute: rowwise(({ earlier }, r) =>
      earlier.starts[r + 1]! > earlier.starts[r]! ? earlier.termsAgo[earlier.starts[r + 1]! - 1]! : NaN,
    ),
  },
]

function countEarlier({ earlier }: Known, row: number, counts: (e: number) => boolean): number {
  let n = 0
  for (let e = earlier.starts[row]!; e < earlier.starts[row + 1]!; e++) if (counts(e)) n++
  return n
}

function isAdverse({ earlier }: Known, e: number): boolean {
  return earlier.adverse.includes(earlier.outcome[e]!)
}
