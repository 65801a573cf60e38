import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { type FittedRecipe, fitRecipe, forecast, type Recipe } from '../recipe.ts'
import { type Sample, sample, type TrainingPart } from '../sample.ts'
import { categoricalColumn, numericColumn, table } from '../table.ts'
import { crossValidate, type Procedure } from './cross-validate.ts'
import { planFolds } from './plan-folds.ts'
import { wholeOf } from './split.ts'
import { tune } from './tune.ts'

const n = 60
const binary = { kind: 'binary' as const, classes: ['no', 'yes'] }

/** Every kind of step that could look where it must not, then a learner. */
const recipe: Recipe = {
  steps: [
    { kind: 'screen', params: { k: 3 } },
    { kind: 'ordinalCodes' },
    { kind: 'impute' },
    { kind: 'oneHot' },
    { kind: 'standardScale' },
    { kind: 'smote', params: { target: 60 } },
  ],
  learner: { kind: 'linear', params: { lambda: 0.1 } },
}

/** Noise in five columns; the rows for which `other` says so hold quite different noise, outcome included. */
function noise(other: (row: number) => boolean): Sample {
  const random = createRandom(11)
  const y = Float64Array.from({ length: n }, (_, i) => (random.int(2) + Number(other(i))) % 2)
  const numeric = ['a', 'b', 'c', 'd'].map(name =>
    numericColumn(
      name,
      Array.from({ length: n }, (_, i) => {
        const [value, gap] = [random.next(), random.next() < 0.1]
        return other(i) ? 1000 * value * y[i] : gap ? Number.NaN : value
      }),
    ),
  )
  const level = Array.from({ length: n }, (_, i) => (random.int(3) + Number(other(i))) % 3)
  return sample({ table: table([...numeric, categoricalColumn('e', level, ['p', 'q', 'r'])]), y, task: binary })
}

describe('rows held out', () => {
  const honest = noise(() => false)
  const plan = planFolds({ ...honest, folds: 3, seed: 2 })
  const fits = (of: Sample) => {
    const seen: { part: TrainingPart; fitted: FittedRecipe }[] = []
    const spy: Procedure = (part, ctx) => {
      const fitted = fitRecipe(recipe, part, ctx)
      seen.push({ part, fitted })
      return fitted
    }
    crossValidate(of, plan, spy, { seed: 3 })
    return seen
  }

  it('change nothing in what is fitted without them, whatever they hold', () => {
    const before = fits(honest)
    plan.repeats[0].forEach(({ test }, fold) => {
      const held = new Set(test)
      const after = fits(noise(row => held.has(row)))
      expect(JSON.stringify(after[fold].fitted)).toBe(JSON.stringify(before[fold].fitted))
      expect(JSON.stringify(after[(fold + 1) % 3].fitted)).not.toBe(JSON.stringify(before[(fold + 1) % 3].fitted))
    })
  })

  it('leave a procedure the real rows of the others, and no copy or synthetic one', () => {
    for (const [fold, { part }] of fits(honest).entries()) {
      expect(part.y.length).toBe(plan.repeats[0][fold].train.length)
      expect([...part.y]).toEqual([...plan.repeats[0][fold].train].map(i => honest.y[i]))
    }
  })
})

describe('a calibrator', () => {
  it('is fitted on forecasts for rows that their model did not see: what was learnt by heart comes out as not known', () => {
    const byHeart: Recipe = {
      steps: [],
      learner: { kind: 'boosting', params: { rounds: 60, learningRate: 1, maxLeaves: 60, minRows: 1, minHessian: 0, l2: 0.01 } },
    }
    const part = wholeOf(noise(() => false))
    const { fitted } = tune(part, { candidates: [{ name: 'by heart', complexity: 0, recipe: byHeart }], calibrator: 'platt' }, { seed: 1 })
    const { calibrator: _, ...plain } = fitted
    const sureness = (of: FittedRecipe) => forecast(of, part.table).data.reduce((sum, p) => sum + Math.abs(p - 0.5), 0) / (2 * n)
    expect(sureness(plain)).toBeGreaterThan(0.4)
    expect(sureness(fitted)).toBeLessThan(0.2)
  })
})
