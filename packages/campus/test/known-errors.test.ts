import {
  type Column,
  categoricalColumn,
  confusionMatrix,
  createRandom,
  type Matrix,
  metrics,
  mostLikely,
  planFolds,
  table,
} from '@headway/learn'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../src/dataset.ts'
import { gate } from '../src/lists/gate.ts'
import { listLengths } from '../src/lists/list-lengths.ts'
import { decodeModel, encodeModel } from '../src/model-file.ts'
import { askQuestion } from '../src/question/ask-question.ts'
import { compileScorer } from '../src/score/compile-scorer.ts'
import { frame, frameAt } from '../src/train/frame.ts'
import { planNamed } from '../src/train/plan.ts'
import { train } from '../src/train/train.ts'
import { lister, scoresOf } from './list-data.ts'
import { smallCodebook, smallDataset } from './small.ts'
import { termsFrame } from './terms-frame.ts'

/**
 * Errors that published systems have made: each of these fails if Headway ever does the same. Others stand where their code is: AUC of the
 * true class and calibrating upward only in the learning library, false-negative rates in groups/audit-groups.test.ts.
 */

describe('weighted F1 as a gate', () => {
  const binary = { kind: 'binary', classes: ['no', 'yes'] } as const
  const events = Array.from({ length: 200 }, (_, i) => Number(i < 40))
  const random = createRandom(3)
  const noise = events.map(() => random.next())
  /** Finds half of the events by far, and never says yes to anybody else: but the rest of its list is chance. */
  const careful = events.map((e, i) => (e && i < 20 ? 0.9 + 0.05 * noise[i]! : 0.3 * noise[i]!))
  /** Orders every event before all others, but says yes to half of the rest, too. */
  const ordering = events.map((e, i) => (e ? 0.95 + 0.04 * noise[i]! : 0.9 * noise[i]!))
  const forecastOf = (p: readonly number[]): Matrix => ({
    rows: p.length,
    cols: 2,
    data: Float64Array.from(p.flatMap(q => [1 - q, q])),
  })
  const weightedF1 = (p: readonly number[]) => metrics['f1Weighted']!.compute(Float64Array.from(events), forecastOf(p), binary)
  const judge = (model: readonly number[], rule: readonly number[]) =>
    gate([lister('rule', scoresOf(events, rule))], lister('model', scoresOf(events, model)), {
      event: 'x',
      seed: 1,
      listed: 40,
      resamples: 200,
    })

  it('has a case: the better list has the lower weighted F1', () => {
    expect(weightedF1(careful)).toBeGreaterThan(weightedF1(ordering) + 0.1)
    expect(confusionMatrix(Float64Array.from(events), mostLikely(forecastOf(ordering)), 2).data[1]).toBeGreaterThan(50)
  })

  it('decides by what the lists find, both ways', () => {
    expect(judge(ordering, careful).kind).toBe('better')
    expect(judge(careful, ordering).kind).toBe('not better')
  })

  it('does not change when every forecast is moved so that all say yes, or none', () => {
    const { sentence, ...plain } = judge(ordering, careful)
    for (const moved of [ordering.map(p => p * 0.1), ordering.map(p => 0.9 + p * 0.1)]) {
      expect(Math.abs(weightedF1(moved) - weightedF1(ordering))).toBeGreaterThan(0.01)
      expect(judge(moved, careful)).toEqual({ sentence, ...plain })
    }
  })
})

describe("a batch's last rows left without a forecast", () => {
  const framed = frame(smallDataset(120), askQuestion(smallCodebook, { target: 'GRADE<=0' }))
  const bundle = train(framed, { seed: 1, resamples: 20, innerFolds: 2, honestyGap: false, learner: 'linear' })

  it.each([1, 127, 128, 1000, 1037])('forecasts every one of %i rows', rows => {
    const { data, rows: m, cols } = compileScorer(bundle).forecastTable(smallDataset(rows, { seed: 9 }).table)
    expect([m, cols, data.length]).toEqual([rows, 2, 2 * rows])
    for (let i = 0; i < rows; i++) expect(data[2 * i]! + data[2 * i + 1]!).toBeCloseTo(1, 9)
  })

  it('has a place for every tested row: a list of all finds every event', () => {
    const { past, report } = bundle
    expect(past!.n.reduce((a, b) => a + b, 0)).toBe(120)
    expect(report.lists!.n).toBe(120)
    const rows = past!.p.flatMap((p, i) => Array.from({ length: past!.n[i]! }, (_, k) => ({ p, event: Number(k < past!.happened[i]!) })))
    const model = lister(
      'model',
      scoresOf(
        rows.map(r => r.event),
        rows.map(r => r.p),
      ),
    )
    const all = listLengths([model], { event: 'x', seed: 1, resamples: 20, lengths: [120] })!.lengths.at(-1)!
    expect(all).toMatchObject({ listed: 120, share: 1 })
    expect(all.lines[0]!.recall.value).toBe(1)
  })
})

describe('missing values filled with 0', () => {
  const asked = termsFrame({ week: 6, newStudents: 250 })
  const { at } = asked
  const whole = asked.framed
  const column = (of: { columns: readonly Column[] }, name: string) => {
    const found = of.columns.find(c => c.name === name)!
    return found.kind === 'numeric' ? found.values : new Float64Array()
  }
  it.each([
    ['score_first', 'scores_known'],
    ['score_mean', 'scores_known'],
    ['last_not_passed', 'earlier_courses'],
  ])('%s that cannot be computed stays null from the cut to the learner, and is never 0', (name, count) => {
    const made = column(at.dataset.table, name)
    const learned = column(whole.sample.table, name)
    expect([...learned]).toEqual(Array.from(whole.rows, row => made[row]))
    const missing = learned.filter(Number.isNaN).length
    expect(missing).toBeGreaterThan(10)
    expect(missing).toBeLessThan(learned.length)
    const counted = column(whole.sample.table, count)
    learned.forEach((value, i) => {
      expect(Number.isNaN(value)).toBe(counted[i] === 0)
    })
  })

  it.each(['linear', 'boosting'])('%s: nothing handed in yet is another forecast than handed in today', learner => {
    const question = { ...whole.question, indicators: ['days_since_submission'] }
    const framed = frameAt(at, question)
    const values = column(framed.sample.table, 'days_since_submission')
    const never = [...values.keys()].filter(i => Number.isNaN(values[i]))
    const observed = never.reduce((sum, i) => sum + framed.sample.y[i]!, 0) / never.length
    const bundle = train(framed, { seed: 1, resamples: 20, honestyGap: false, learner, budget: { configurations: 4 }, choose: 'best' })
    const scorer = compileScorer(decodeModel(encodeModel(bundle)))
    const of = (days: number | null) => scorer.score({ days_since_submission: days })
    expect(of(null).unknown).toContain('days_since_submission')
    expect(of(0).unknown).not.toContain('days_since_submission')
    expect(Math.abs(of(null).eventProbability! - observed)).toBeLessThan(0.12)
    expect(of(0).eventProbability!).toBeLessThan(of(null).eventProbability! - 0.1)
  })
})

describe('random row split over student × week rows', () => {
  const weekly = (rows: number, perStudent: number): Dataset => {
    const { codebook, table: own, ...rest } = smallDataset(rows)
    const student = Array.from({ length: rows }, (_, i) => Math.floor(i / perStudent))
    const ids = categoricalColumn('ID', student, [...new Set(student)].map(String))
    return { ...rest, codebook, table: table([ids, ...own.columns.filter(c => c.name !== 'ID')]) }
  }
  const framed = frame(weekly(240, 6), askQuestion(smallCodebook, { target: 'GRADE<=0' }))

  it.each(['folds', 'whole-students'] as const)('%s keep all weeks of a student on one side', name => {
    expect(framed.students).toBe(40)
    for (const { train: rows, test } of planNamed(framed, name, 1).repeats.flat()) {
      const trained = new Set(Array.from(rows, i => framed.sample.groups![i]))
      expect(Array.from(test).some(i => trained.has(framed.sample.groups![i]))).toBe(false)
    }
  })

  it('is refused as a plan of one’s own', () => {
    const plan = planFolds({ y: framed.sample.y, task: framed.sample.task, folds: 5, seed: 1 })
    expect(() => train(framed, { seed: 1, plan, resamples: 20, honestyGap: false, learner: 'linear' })).toThrow(
      expect.objectContaining({ code: 'group_leak' }),
    )
  })
})
