import { crossValidate, fixed, planGivenFolds, type SplitPlan } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { termsFrame } from '../../test/terms-frame.ts'
import { askQuestion } from '../question/ask-question.ts'
import { evaluate } from '../train/evaluate.ts'
import { frame } from '../train/frame.ts'
import { defaultPlan } from '../train/plan.ts'
import { linear } from '../train/recipes.ts'
import { train } from '../train/train.ts'
import { likeThis } from './like-this.ts'
import { countRows, type PastForecasts, pastForecasts } from './past-forecasts.ts'

const framed = frame(smallDataset(90), askQuestion(smallCodebook, { target: 'GRADE' }))
const thirds = [0, 1, 2].map(f => Array.from({ length: 30 }, (_, i) => 3 * i + f))
const rowsIn = (past?: PastForecasts) => past?.n.reduce((a, b) => a + b, 0)
const forecastsBy = (plan: SplitPlan) => crossValidate(framed.sample, plan, fixed(linear(0.01).recipe), { seed: 1 })

describe('pastForecasts', () => {
  const plan = planGivenFolds(90, [thirds])
  const forecasts = forecastsBy(plan)
  const past = pastForecasts([{ forecasts }], framed)!

  it('counts the probability of the event and whether it happened, every row once', () => {
    const { cols, data } = forecasts.repeats[0]!.forecast
    const p = Array.from(framed.sample.y, (_, i) => Math.round(1e3 * data[i * cols]!) / 1e3)
    const distinct = [...new Set(p)].sort((a, b) => a - b)
    const rowsAt = distinct.map(value => p.flatMap((q, i) => (q === value ? [i] : [])))
    expect(past).toEqual({
      event: expect.any(String),
      p: distinct,
      n: rowsAt.map(rows => rows.length),
      happened: rowsAt.map(rows => rows.filter(i => framed.sample.y[i] === 0).length),
      students: 90,
    })
    expect(distinct.length).toBeLessThan(90) // some rows share a forecast of three decimals
  })

  it('takes each row from the first repeat that tests it, where each repeat tests other rows', () => {
    const [splits] = plan.repeats
    const apart: SplitPlan = { kind: 'hold-out', rows: 90, repeats: splits!.map(split => [split]), notes: [] }
    const both = forecastsBy(apart)
    expect(rowsIn(pastForecasts([{ forecasts: both }], framed))).toBe(90)
    const doubled = { ...forecasts, repeats: [...forecasts.repeats, ...both.repeats] }
    expect(pastForecasts([{ forecasts: doubled }], framed)).toEqual(past)
    expect(pastForecasts([{ forecasts }, { forecasts: both }], framed)).toEqual(past)
  })

  it('counts students, not rows', () => {
    const groups = Int32Array.from({ length: 90 }, (_, i) => Math.floor(i / 3))
    expect(pastForecasts([{ forecasts }], { ...framed, sample: { ...framed.sample, groups } })!.students).toBe(30)
  })

  it('does not tell in which order the rows stood', () => {
    const order = [...Array(90).keys()].reverse()
    const { cols, data } = forecasts.repeats[0]!.forecast
    const turned = {
      ...forecasts,
      y: Float64Array.from(order, i => forecasts.y[i]!),
      repeats: [
        {
          fold: forecasts.repeats[0]!.fold,
          forecast: { rows: 90, cols, data: Float64Array.from(order.flatMap(i => [...data.subarray(i * cols, (i + 1) * cols)])) },
        },
      ],
    }
    expect(pastForecasts([{ forecasts: turned }], framed)).toEqual(past)
    expect(pastForecasts([{ forecasts: turned, rowOf: order }], framed)).toEqual(past)
  })
})

describe('of a later intake', () => {
  const { framed: withTerms } = termsFrame()
  const bundle = train(withTerms, { seed: 1, learner: 'linear', budget: { configurations: 1 }, resamples: 30, honestyGap: false })
  const { term, n, happened, p } = bundle.past!
  const inTerm = (counts: readonly number[], t: number) => counts.reduce((sum, c, i) => sum + (term![i] === t ? c : 0), 0)

  it('holds the training terms as well, each forecast from the others, with what happened in each', () => {
    const { terms, sample } = withTerms
    for (const t of [0, 1, 2, 3]) {
      const rows = [...terms!.keys()].filter(i => terms![i] === t)
      expect([inTerm(n, t), inTerm(happened, t)]).toEqual([rows.length, rows.filter(i => sample.y[i] === 1).length])
    }
    const foretold = bundle.report.intakes!.figures.terms.map(t => t.n)
    expect([0, 1, 2].map(t => inTerm(n, t))).toEqual(foretold)
  })

  it('forecasts each term as the report says: means by term', () => {
    const { leftOut } = evaluate(withTerms, defaultPlan(withTerms, 1), { seed: 1, learner: 'linear', budget: { configurations: 1 } })
    const { train: rows } = defaultPlan(withTerms, 1).repeats[0]![0]!
    const { data } = leftOut!.repeats[0]!.forecast
    for (const t of [0, 1, 2]) {
      const own = [...rows.keys()].filter(i => withTerms.terms![rows[i]!] === t)
      const mean = own.reduce((sum, i) => sum + data[2 * i + 1]!, 0) / own.length
      const kept = p.reduce((sum, value, i) => sum + (term![i] === t ? value * n[i]! : 0), 0) / inTerm(n, t)
      expect(kept).toBeCloseTo(mean, 3)
    }
  })

  it('lets the interval know how terms differ', () => {
    const say = likeThis(bundle.past!)
    const spreads = p.map(value => say(value).band?.betweenTerms ?? 0)
    expect(Math.max(...spreads)).toBeGreaterThan(0)
    const last = term!.flatMap((t, i) => (t === 3 ? [i] : []))
    const of = (list: readonly number[]) => last.map(i => list[i]!)
    const one = likeThis({ ...bundle.past!, p: of(p), n: of(n), happened: of(happened), term: of(term!), students: last.length })
    expect(p.every(value => (one(value).band?.betweenTerms ?? 0) === 0)).toBe(true)
  })

  it('is a few counts, however many the rows', () => {
    const rows = Array.from({ length: 31_000 }, (_, i) => ({ p: ((i * 7919) % 1001) / 1000, term: i % 4, happened: i % 2 }))
    const counts = countRows(rows)
    expect(counts.p.length).toBe(4 * 1001)
    expect(counts.n.reduce((a, b) => a + b, 0)).toBe(31_000)
    expect(JSON.stringify(counts).length).toBeLessThan(60_000)
  })
})
