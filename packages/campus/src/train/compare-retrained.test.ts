import { fitRecipe, forecast, planGivenFolds, type Recipe, rowLosses, takeRows, wholeOf } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import type { Bundle } from '../bundle.ts'
import type { Dataset } from '../dataset.ts'
import { askQuestion } from '../question/ask-question.ts'
import { compareRetrained } from './compare-retrained.ts'
import { frame } from './frame.ts'
import { train } from './train.ts'

const question = askQuestion(smallCodebook, { target: 'GRADE' })
const options = { seed: 1, resamples: 50 }

/** Learns every training row by heart: perfect on what it has seen, worthless elsewhere. */
const memoriser: Recipe = {
  steps: [],
  learner: { kind: 'boosting', params: { rounds: 60, learningRate: 1, maxLeaves: 200, minRows: 1, minHessian: 0, l2: 0.01 } },
}

describe('compareRetrained', () => {
  const dataset = smallDataset(160)
  const earlier: Dataset = {
    ...dataset,
    table: takeRows(
      dataset.table,
      Array.from({ length: 60 }, (_, i) => i),
    ),
    hash: 'earlier',
  }
  const old = sideOf(earlier)
  const next = sideOf(dataset)

  it('does not let a memorising learner win, though it is perfect on the rows it has seen', () => {
    const whole = wholeOf(frame(dataset, question).sample)
    const fitted = fitRecipe(memoriser, whole, { seed: 1 })
    const loss = (f: typeof fitted) => rowLosses(whole.y, forecast(f, whole.table), whole.task).reduce((a, b) => a + b) / whole.y.length
    expect(loss(fitted)).toBeLessThan(loss(next.bundle.fitted) / 3) // judged on its own training rows it would win by far
    const remembered = { dataset, bundle: { ...next.bundle, recipe: memoriser, fitted } }
    expect(compareRetrained({ old: next, next: remembered }, options).verdict).toBe('worse')
    expect(compareRetrained({ old: remembered, next }, options).verdict).toBe('better')
  })

  it('finds no difference between a model and itself', () => {
    const { difference, verdict } = compareRetrained({ old: next, next }, options)
    expect([difference.value, difference.low, difference.high, verdict]).toEqual([0, 0, 0, 'too close to tell'])
  })

  it('fits the old recipe on rows of its own version only', () => {
    const same = { ...old, bundle: { ...next.bundle } } // one recipe on both sides: the data alone differ
    const { difference, rows } = compareRetrained({ old: same, next }, options)
    expect(rows).toBe(160)
    expect(difference.value).not.toBe(0)
  })

  it('calibrates again inside every part where the model is calibrated', () => {
    const calibrated = {
      dataset,
      bundle: { ...next.bundle, fitted: { ...next.bundle.fitted, calibrator: { kind: 'temperature', state: null } } },
    }
    const { difference } = compareRetrained({ old: next, next: calibrated }, options)
    expect(difference.value).not.toBe(0)
    expect(Math.abs(difference.value)).toBeLessThan(0.1)
  })

  it('refuses two models of different outcomes', () => {
    const other = { ...next, bundle: { ...next.bundle, question: askQuestion(smallCodebook, { target: 'GRADE<=0' }) } }
    expect(() => compareRetrained({ old, next: other }, options)).toThrow(expect.objectContaining({ code: 'bad_question' }))
  })
})

function sideOf(dataset: Dataset): { dataset: Dataset; bundle: Bundle } {
  const rows = dataset.table.rows
  const half = Array.from({ length: rows }, (_, i) => i).filter(i => i % 2 === 0)
  const plan = planGivenFolds(rows, [[half, half.map(i => i + 1)]])
  return {
    dataset,
    bundle: train(frame(dataset, question), { seed: 1, plan, resamples: 50, innerFolds: 3, learner: 'linear', honestyGap: false }),
  }
}
