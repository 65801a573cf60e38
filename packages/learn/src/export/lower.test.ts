import { describe, expect, it } from 'vitest'
import { calibratorsFor, exportCases, exportRecipes } from '../../test/export-cases.ts'
import { exportPart, newRows } from '../../test/export-rows.ts'
import { calibrators } from '../calibrate/index.ts'
import { learners } from '../learners/index.ts'
import { steps } from '../prepare/index.ts'
import { type FittedRecipe, fitRecipe, forecast } from '../recipe.ts'
import { evaluateProgram } from './evaluate.ts'
import { lowerRecipe } from './lower.ts'

const table = newRows(500)

function expectSame(fitted: FittedRecipe) {
  const wanted = forecast(fitted, table)
  const got = evaluateProgram(lowerRecipe(fitted), table)
  expect(got.cols).toBe(wanted.cols)
  const off = wanted.data.map((value, i) => Math.abs(got.data[i] - value))
  expect(Math.max(...off)).toBeLessThan(1e-12)
}

describe('lowerRecipe', () => {
  it.each(exportCases())('forecasts as the recipe: $name', ({ fitted }) => {
    expectSame(fitted())
  })

  it.each(['binary', 'multiclass', 'ordinal'] as const)('every calibrator, %s', task => {
    const fitted = fitRecipe(exportRecipes.linear, exportPart(task), { seed: 1 })
    for (const calibrator of calibratorsFor(task)) expectSame({ ...fitted, calibrator })
  })

  it('every step, learner and calibrator can be written as a formula', () => {
    const all = Object.entries({ ...steps, ...learners, ...calibrators })
    expect(all.filter(([, { lower }]) => !lower).map(([kind]) => kind)).toEqual([])
  })

  it('refuses a category of 10,000 levels with a column for each, and says what to do', () => {
    const levels = Array.from({ length: 10_000 }, (_, l) => `l${l}`)
    const known = levels.map((_, code) => code)
    const rule = { known, names: levels, shares: levels.map(() => 1e-4), bucket: false, missing: false }
    const fitted: FittedRecipe = {
      task: { kind: 'binary', classes: ['no', 'yes'] },
      inputs: [{ kind: 'categorical', name: 'who', levels, ordered: false }],
      steps: [{ kind: 'oneHot', state: { columns: [{ name: 'who', kind: 'categorical', rule }] } }],
      learner: 'baseline',
      model: { kind: 'baseline', columns: levels, overall: [0.5, 0.5] },
    }
    expect(() => lowerRecipe(fitted)).toThrow(/more than 5000000 numbers.*Put targetEncode before oneHot/)
  })
})
