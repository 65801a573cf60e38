import { planFolds, type SplitPlan, sample, takeRows } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { termsFrame } from '../../test/terms-frame.ts'
import { decodeModel, encodeModel } from '../model-file.ts'
import { askQuestion } from '../question/ask-question.ts'
import { renderReport } from '../report/html/render-report.ts'
import { type Frame, frame } from '../train/frame.ts'
import { defaultPlan } from '../train/plan.ts'
import { train } from '../train/train.ts'
import { withoutTwins } from './find-twins.ts'

const { framed } = termsFrame({ week: 8 })
const { table, y, task, groups, terms } = framed.sample
const n = y.length
const last = Math.max(...terms!)

/** The frame with more rows: each a copy of one, under another student (or the same) and in a term. */
function withCopies(of: readonly number[], term: number, studentOf = (_: number, k: number) => 100_000 + k): Frame {
  const order = Int32Array.from([...Array(n).keys(), ...of])
  const pick = (values: ArrayLike<number>) => Array.from(order, i => values[i]!)
  return {
    ...framed,
    sample: sample({
      table: takeRows(table, order),
      y: Float64Array.from(pick(y)),
      task,
      groups: Int32Array.from([...groups!, ...of.map(studentOf)]),
      terms: Int32Array.from([...terms!, ...of.map(() => term)]),
    }),
    rows: Int32Array.from(pick(framed.rows)),
    terms: Int32Array.from([...terms!, ...of.map(() => term)]),
  }
}

const activeIn = (term: number) => [...terms!.keys()].filter(i => terms![i] === term && activeDays(i) > 5)
const activeDays = (i: number) => {
  const column = table.columns.find(c => c.name === 'active_days')!
  return column.kind === 'numeric' ? column.values[i]! : 0
}
const plain = ({ calendar: _, ...rest }: Frame) => rest as Frame
const foldsOf = ({ sample: s }: Frame): SplitPlan => planFolds({ ...s, folds: 5, seed: 1 })
const laterOf = (given: Frame) => defaultPlan(plain(given), 1)

describe('withoutTwins', () => {
  it('changes nothing where nobody is there twice', () => {
    for (const plan of [foldsOf(framed), laterOf(framed)]) expect(withoutTwins(framed, plan)).toEqual({ plan })
  })

  it('finds rows of the last term under other students in an earlier one, and leaves the copies out of training', () => {
    const of = activeIn(last).slice(0, 7)
    const given = withCopies(of, 0)
    const before = laterOf(given)
    const { plan, twins } = withoutTwins(given, before)
    expect(twins).toMatchObject({ tested: 7, copies: 7 })
    expect(twins!.sentence).toMatch(
      new RegExp(`^7 of ${before.repeats[0]![0]!.test.length} rows to be tested are equal in all ${table.columns.length} columns`),
    )
    const copies = of.map((_, k) => n + k)
    expect([...plan.repeats[0]![0]!.train]).toEqual([...before.repeats[0]![0]!.train].filter(i => !copies.includes(i)))
    expect(plan.repeats[0]![0]!.test).toEqual(before.repeats[0]![0]!.test)
  })

  it('finds students under two ids, in whichever folds the two are', () => {
    const of = activeIn(1).slice(0, 6)
    const given = withCopies(of, 1)
    const before = foldsOf(given)
    const pairs = of.map((i, k) => [i, n + k])
    const apart = pairs.filter(pair => !before.repeats[0]!.some(({ test }) => pair.every(i => test.includes(i))))
    const { plan, twins } = withoutTwins(given, before)
    expect(apart.length).toBeGreaterThan(1)
    expect(twins).toMatchObject({ tested: 2 * apart.length, copies: 2 * apart.length })
    for (const { train: trained, test } of plan.repeats[0]!) {
      for (const pair of pairs) if (pair.some(i => test.includes(i))) expect(pair.some(i => trained.includes(i))).toBe(false)
    }
  })

  it('leaves rows of one student to the plan, and students who did nothing in peace', () => {
    const own = withCopies(activeIn(last), 0, i => groups![i]!)
    expect(withoutTwins(own, laterOf(own)).twins).toBeUndefined()
    const idle = [...Array(n).keys()].filter(i => activeDays(i) === 0)
    const nothing = takeRows(
      table,
      Int32Array.from({ length: n }, (_, i) => (i % 3 === 0 ? (idle[0] ?? 0) : i)),
    )
    const blank = {
      rows: n,
      columns: nothing.columns.map(c => (c.kind === 'numeric' ? { ...c, values: c.values.map((v, i) => (i % 3 === 0 ? 0 : v)) } : c)),
    }
    const alike = { ...framed, sample: sample({ table: blank, y, task, groups: groups!, terms: terms! }) }
    expect(withoutTwins(alike, laterOf(alike)).twins).toBeUndefined()
  })

  it('does not take rows that say little for twins', () => {
    const small = smallDataset(300)
    const few = frame(small, askQuestion(smallCodebook, { target: 'GRADE' }))
    const doubled: Frame = {
      ...few,
      sample: sample({
        table: takeRows(
          few.sample.table,
          Int32Array.from({ length: 300 }, (_, i) => i % 150),
        ),
        y: few.sample.y,
        task: few.sample.task,
      }),
    }
    expect(withoutTwins(doubled, foldsOf(doubled)).twins).toBeUndefined()
  })

  it('counts what is missing as a value, and 0 and −0 as one', () => {
    const of = activeIn(last).slice(0, 3)
    const given = withCopies(of, 0)
    const columns = given.sample.table.columns.map(c =>
      c.kind === 'numeric'
        ? { ...c, values: c.values.map((v, i) => (i === n && v === 0 ? -0 : i === n + 1 && Number.isNaN(v) ? 0 : v)) }
        : c,
    )
    const changed = { ...given, sample: sample({ ...given.sample, table: { ...given.sample.table, columns } }) }
    const missing = table.columns.some(c => c.kind === 'numeric' && Number.isNaN(c.values[of[1]!]))
    expect(withoutTwins(changed, laterOf(changed)).twins!.tested).toBe(missing ? 2 : 3)
  })

  it('refuses to learn from copies alone', () => {
    const of = [...terms!.keys()].filter(i => terms![i] === last)
    const given = withCopies(of, 0)
    const kept = [...activeIn(last)]
    const plan = { ...laterOf(given), repeats: [[{ train: Int32Array.from(kept, i => n + of.indexOf(i)), test: Int32Array.from(of) }]] }
    expect(() => withoutTwins(given, plan)).toThrow(expect.objectContaining({ code: 'no_rows', message: expect.stringContaining('twice') }))
  })
})

describe('a report on data with twins', () => {
  const given = plain(withCopies(activeIn(last).slice(0, 9), 0))
  const options = { seed: 1, learner: 'linear', budget: { configurations: 1 }, resamples: 20, honestyGap: false } as const
  const bundle = train(given, options)

  it('counts them, says so, and survives its file', () => {
    expect(bundle.report.twins).toMatchObject({ tested: 9, copies: 9 })
    expect(renderReport(bundle.report)).toContain(`<h2>Rows under suspicion</h2><p class="warn">${bundle.report.twins!.sentence}</p>`)
    expect(decodeModel(encodeModel(bundle)).report.twins).toEqual(bundle.report.twins)
  })

  it('has the figures of the same data without the copies', () => {
    const clean = train(plain(framed), options).report
    const figures = ({ entries }: typeof clean) => entries.map(e => e.metrics['rocAuc']?.value)
    expect(figures(bundle.report)).toEqual(figures(clean))
    expect(clean.twins).toBeUndefined()
  })
})
