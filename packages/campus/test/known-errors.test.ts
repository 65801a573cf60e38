import { confusionMatrix, createRandom, type Matrix, metrics, mostLikely } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { gate } from '../src/lists/gate.ts'
import { listLengths } from '../src/lists/list-lengths.ts'
import { askQuestion } from '../src/question/ask-question.ts'
import { compileScorer } from '../src/score/compile-scorer.ts'
import { frame } from '../src/train/frame.ts'
import { train } from '../src/train/train.ts'
import { lister, scoresOf } from './list-data.ts'
import { smallCodebook, smallDataset } from './small.ts'

/** Errors that published systems have made: each of these fails if Headway ever does the same. */

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
