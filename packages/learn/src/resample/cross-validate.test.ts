import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitRecipe, type Recipe } from '../recipe.ts'
import { sample, type TrainingPart } from '../sample.ts'
import { numericColumn, table } from '../table.ts'
import { crossValidate, crossValidatePart, fixed, joinForecasts, type Procedure } from './cross-validate.ts'
import { planFolds } from './plan-folds.ts'
import { planLaterIntake } from './plan-later-intake.ts'
import { wholeOf } from './split.ts'

const prior: Recipe = { steps: [], learner: { kind: 'baseline', params: { smoothing: 0 } } }

/** Rows that carry their own number, so that a procedure can tell which ones it was given. */
function numbered(y: readonly number[]) {
  return sample({
    table: table([
      numericColumn(
        'row',
        y.map((_, i) => i),
      ),
    ]),
    y: Float64Array.from(y),
    task: { kind: 'binary', classes: ['no', 'yes'] },
  })
}

const rowsOf = ({ table: { columns } }: TrainingPart) => (columns[0].kind === 'numeric' ? [...columns[0].values] : [])
const share = (part: readonly number[], y: Float64Array) => part.reduce((sum, i) => sum + y[i], 0) / part.length

describe('crossValidate', () => {
  it('forecasts every row from a fit that did not see it', () => {
    const outcomes = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 6, maxLength: 30 }).filter(y => new Set(y).size === 2)
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 1, max: 3 }), (y, repeats) => {
        const all = numbered(y)
        const plan = planFolds({ ...all, folds: 3, repeats, seed: 1 })
        const { repeats: forecasts } = crossValidate(all, plan, fixed(prior), { seed: 1 })
        forecasts.forEach(({ forecast, fold }, r) => {
          for (let i = 0; i < y.length; i++) {
            const trained = [...plan.repeats[r][fold[i]].train]
            expect(trained).not.toContain(i)
            expect(forecast.data[2 * i + 1]).toBeCloseTo(share(trained, all.y), 12)
          }
        })
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  it('gives each fold its own seed, the same whatever the order of work', () => {
    const all = numbered([0, 1, 0, 1, 0, 1, 0, 1])
    const plan = planFolds({ ...all, folds: 2, repeats: 2, seed: 3 })
    const seeds = (seed: number) => {
      const seen: number[] = []
      const procedure: Procedure = (part, ctx) => {
        seen.push(ctx.seed)
        return fitRecipe(prior, part, ctx)
      }
      crossValidate(all, plan, procedure, { seed })
      return seen
    }
    expect(seeds(1)).toEqual(seeds(1))
    expect(new Set([...seeds(1), ...seeds(2)]).size).toBe(8)
  })

  it('leaves rows that are never tested without a forecast', () => {
    const all = numbered([0, 1, 0, 1])
    const [{ forecast, fold }] = crossValidate(all, planLaterIntake({ terms: Int32Array.of(1, 1, 2, 2) }), fixed(prior), {
      seed: 1,
    }).repeats
    expect([...forecast.data]).toEqual([NaN, NaN, NaN, NaN, 0.5, 0.5, 0.5, 0.5])
    expect([...fold]).toEqual([-1, -1, 0, 0])
  })

  it('says how far it is, and stops between folds when asked', () => {
    const all = numbered([0, 1, 0, 1, 0, 1])
    const plan = planFolds({ ...all, folds: 3, seed: 1 })
    const done: number[] = []
    crossValidate(all, plan, fixed(prior), { seed: 1, progress: p => done.push(p.done / p.total) })
    expect(done.at(-1)).toBe(1)
    const signal = { aborted: false }
    const stopping: Procedure = (part, ctx) => {
      signal.aborted = true
      return fitRecipe(prior, part, { seed: ctx.seed })
    }
    const refusal = { code: 'aborted', message: 'Stopped after 1 of 3 folds. Nothing was kept.' }
    expect(() => crossValidate(all, plan, stopping, { seed: 1, signal })).toThrow(expect.objectContaining(refusal))
  })
})

describe('joinForecasts', () => {
  const outcomes = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 6, maxLength: 30 }).filter(y => new Set(y).size === 2)

  it('gives of parts made apart what is made at once, however the splits are dealt', () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 1, max: 3 }), fc.array(fc.nat(2), { minLength: 9, maxLength: 9 }), (y, repeats, dealt) => {
        const all = numbered(y)
        const plan = planFolds({ ...all, folds: 3, repeats, seed: 1 })
        const whole = crossValidate(all, plan, fixed(prior), { seed: 1 })
        const parts = [0, 1, 2].map(own => crossValidate(all, plan, fixed(prior), { seed: 1 }, split => dealt[split] === own))
        expect(joinForecasts(parts)).toEqual(whole)
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  it('leaves rows that no part tested without a forecast', () => {
    const all = numbered([0, 1, 0, 1, 0, 1])
    const plan = planFolds({ ...all, folds: 3, seed: 1 })
    const part = crossValidate(all, plan, fixed(prior), { seed: 1 }, split => split === 1)
    const [{ forecast, fold }] = joinForecasts([part]).repeats
    expect([...fold].sort()).toEqual([-1, -1, -1, -1, 1, 1])
    expect([...fold.keys()].every(i => Number.isNaN(forecast.data[2 * i]) === fold[i] < 0)).toBe(true)
  })

  it('refuses rows that were forecast twice, and forecasts of something else', () => {
    const all = numbered([0, 1, 0, 1, 0, 1])
    const of = (rows: typeof all, repeats: number) =>
      crossValidate(rows, planFolds({ ...rows, folds: 3, repeats, seed: 1 }), fixed(prior), { seed: 1 })
    expect(() => joinForecasts([of(all, 1), of(all, 1)])).toThrow(expect.objectContaining({ code: 'bad_plan' }))
    expect(() => joinForecasts([of(all, 1), of(all, 2)])).toThrow(expect.objectContaining({ code: 'shape_mismatch' }))
    expect(() => joinForecasts([of(all, 1), of(numbered([0, 1, 0, 1, 0, 1, 0]), 1)])).toThrow(
      expect.objectContaining({ code: 'shape_mismatch' }),
    )
  })
})

describe('crossValidate of some splits', () => {
  it('asks of each split just before its turn, in the order of the plan', () => {
    const all = numbered([0, 1, 0, 1, 0, 1])
    const plan = planFolds({ ...all, folds: 3, seed: 1 })
    const heard: string[] = []
    const procedure: Procedure = (part, ctx) => {
      heard.push('fit')
      return fitRecipe(prior, part, ctx)
    }
    crossValidate(all, plan, procedure, { seed: 1 }, split => {
      heard.push(`asked of ${split}`)
      return split !== 1
    })
    expect(heard).toEqual(['asked of 0', 'fit', 'asked of 1', 'asked of 2', 'fit'])
  })
})

describe('crossValidatePart', () => {
  it('stays inside the part', () => {
    const all = numbered([0, 1, 0, 1, 0, 1, 0, 1])
    const part = wholeOf(all)
    const seen = new Set<number>()
    const procedure: Procedure = (inner, ctx) => {
      for (const row of rowsOf(inner)) seen.add(row)
      expect(inner.y).toHaveLength(4)
      return fitRecipe(prior, inner, ctx)
    }
    crossValidatePart(part, planFolds({ ...part, folds: 2, seed: 1 }), procedure, { seed: 1 })
    expect(seen.size).toBe(8)
  })
})
