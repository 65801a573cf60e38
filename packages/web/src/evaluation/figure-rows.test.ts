import { expect, it } from 'vitest'
import { figureRows } from './figure-rows.ts'

const metrics = { loss: 1.6, accuracy: 0.38, precision: 0.35, recall: 0.38, f1_score: null }
const interval = (value: number, low: number, high: number) => ({ value, low, high, n: 145, estimand: 'level' })

it('puts each figure beside its interval and the simple rules', () => {
  const rows = figureRows({
    metrics,
    intervals: { accuracy: interval(0.38, 0.3, 0.46), logLoss: interval(1.6, 1.5, 1.7) },
    baselines: [{ id: 'prior', label: 'prior', metrics: { ...metrics, accuracy: 0.24 } }],
  })
  expect(rows[0]).toEqual({
    id: 'accuracy',
    label: 'Accuracy',
    better: 'higher',
    model: 0.38,
    low: 0.3,
    high: 0.46,
    rules: [{ label: 'prior', value: 0.24 }],
  })
  expect(rows.find(row => row.id === 'loss')).toMatchObject({ better: 'lower', low: 1.5, high: 1.7 })
  expect(rows.find(row => row.id === 'f1_score')).toMatchObject({ model: null, low: null })
})

it('never shows an interval that belongs to another figure', () => {
  const rows = figureRows({ metrics, intervals: { precisionWeighted: interval(0.2, 0.1, 0.3) }, baselines: [] })
  expect(rows.find(row => row.id === 'precision')).toMatchObject({ model: 0.35, low: null, high: null })
})
