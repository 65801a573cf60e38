import { describe, expect, it } from 'vitest'
import { exportPart, newRows } from '../../test/export-rows.ts'
import { type FittedRecipe, fitRecipe, forecast } from '../recipe.ts'
import type { TaskKind } from '../task.ts'
import { evaluateProgram } from './evaluate.ts'
import { lowerRecipe } from './lower.ts'

const encoded = [
  { kind: 'ordinalCodes' },
  { kind: 'impute', params: { indicators: true } },
  { kind: 'oneHot' },
  { kind: 'standardScale' },
  { kind: 'clip', params: { limit: 5 } },
]

const table = newRows(500)
const tasks: TaskKind[] = ['binary', 'multiclass', 'ordinal', 'regression']

function expectSame(fitted: FittedRecipe) {
  const wanted = forecast(fitted, table)
  const got = evaluateProgram(lowerRecipe(fitted), table)
  expect(got.cols).toBe(wanted.cols)
  for (let i = 0; i < wanted.data.length; i++) expect(Math.abs(got.data[i] - wanted.data[i])).toBeLessThan(1e-12)
}

describe('lowerRecipe', () => {
  it.each(tasks)('linear, %s', task => {
    expectSame(fitRecipe({ steps: encoded, learner: { kind: 'linear' } }, exportPart(task), { seed: 1 }))
  })

  it.each(tasks)('boosting, %s', task => {
    expectSame(fitRecipe({ steps: [], learner: { kind: 'boosting', params: { rounds: 20 } } }, exportPart(task), { seed: 1 }))
  })

  it('platt', () => {
    const fitted = fitRecipe({ steps: encoded, learner: { kind: 'linear' } }, exportPart('binary'), { seed: 1 })
    expectSame({ ...fitted, calibrator: { kind: 'platt', state: { slope: 0.8, intercept: -0.3 } } })
  })
})
