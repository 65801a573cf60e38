import { categoricalColumn, crossValidate, fixed, planFolds, type SplitPlan, table } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import type { Dataset } from '../dataset.ts'
import { askQuestion } from '../question/ask-question.ts'
import { type Frame, frame } from '../train/frame.ts'
import { prior } from '../train/recipes.ts'
import { eventScores } from './event-scores.ts'
import { worstCourses } from './worst-courses.ts'

const ROWS = 240

/** The small dataset with `courses` courses; row i takes course i mod courses, or none for every 24th. */
function withCourses(courses: number, marks: object = {}): Frame {
  const values = Array.from({ length: courses }, (_, c) => `c${c}`)
  const codes = Array.from({ length: ROWS }, (_, i) => (i % 24 === 0 ? -1 : (i * 7) % courses))
  const scale = { kind: 'nominal', codes: values.map(value => ({ value, label: value })) } as const
  const small = smallDataset(ROWS)
  const dataset: Dataset = {
    ...small,
    codebook: { ...smallCodebook, fields: smallCodebook.fields.map(f => (f.name === 'COURSE' ? { ...f, scale, ...marks } : f)) },
    table: table(small.table.columns.map(c => (c.name === 'COURSE' ? categoricalColumn('COURSE', codes, values) : c))),
  }
  return frame(dataset, askQuestion(dataset.codebook, { target: 'GRADE<=0' }))
}

const forecastsOf = ({ sample }: Frame, plan: SplitPlan) => crossValidate(sample, plan, fixed(prior), { seed: 1 })

describe('worstCourses', () => {
  const framed = withCourses(6)
  const plan = planFolds({ ...framed.sample, folds: 3, repeats: 2, seed: 1 })
  const course = (i: number) => (i % 24 === 0 ? -1 : (i * 7) % 6)

  it('lists the three courses that did worst among training rows, by the plain definition', () => {
    const { repeats } = worstCourses(framed, plan, forecastsOf(framed, plan), [1])!
    plan.repeats.forEach((splits, r) => {
      for (const { train, test } of splits) {
        const shares = [0, 1, 2, 3, 4, 5].map(c => {
          const own = [...train].filter(i => course(i) === c)
          return { c, n: own.length, share: own.filter(i => framed.sample.y[i] === 1).length / own.length }
        })
        const worst = shares.sort((a, b) => b.share - a.share || b.n - a.n || a.c - b.c).slice(0, 3)
        for (const i of test) {
          const score = repeats[r]!.scores[[...repeats[r]!.rows].indexOf(i)]!
          expect(score).toBe(course(i) < 0 ? NaN : Number(worst.some(({ c }) => c === course(i))))
        }
      }
    })
  })

  it('learns nothing from the rows that it lists', () => {
    const [{ train, test }] = plan.repeats[0]! as [{ train: Int32Array; test: Int32Array }]
    const one: SplitPlan = { kind: 'hold-out', rows: ROWS, repeats: [[{ train, test }]], notes: [] }
    const forecasts = forecastsOf(framed, one)
    const turned = { ...forecasts, y: forecasts.y.map((y, i) => (test.includes(i) ? 1 - y : y)) }
    const [a, b] = [forecasts, turned].map(f => worstCourses(framed, one, f, [1])!)
    expect(b!.repeats).toEqual(a!.repeats)
    expect(b!.event).not.toEqual(a!.event)
    expect(a!.event).toEqual(eventScores(forecasts, [1]).event)
  })

  it.each([
    ['three courses', withCourses(3)],
    ['courses of fewer than five past students', withCourses(60)],
    ['a course that is protected', withCourses(6, { sensitivity: 'protected' })],
    ['no course', withCourses(6, { role: 'indicator' })],
  ])('is no rule with %s', (_, given) => {
    expect(worstCourses(given, plan, forecastsOf(given, plan), [1])).toBeUndefined()
  })
})
