import { describe, expect, it } from 'vitest'
import { toyPart } from '../../test/learner-data.ts'
import { averageScores, poolForecast, poolScores } from '../learners/stack/pool.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import type { Recipe } from '../recipe.ts'
import { blendOf } from './blend.ts'
import { blendWeights } from './blend-weights.ts'
import { crossValidatePart, fixed } from './cross-validate.ts'
import { planFolds } from './plan-folds.ts'

const linear: Recipe = { steps: [], learner: { kind: 'linear', params: { lambda: 0.1 } } }
const boosting: Recipe = { steps: [], learner: { kind: 'boosting', params: { rounds: 10 } } }
const prior: Recipe = { steps: [], learner: { kind: 'baseline' } }

const part = toyPart('ordinal', { rows: 90 })
const plan = planFolds({ ...part, folds: 3, repeats: 2, seed: 1 })
const judge = (recipe: Recipe) => crossValidatePart(part, plan, fixed(recipe), { seed: 1 })

describe('blendOf', () => {
  const recipes = [prior, linear, boosting]
  const forecasts = recipes.map(judge)
  const blend = blendOf(recipes, forecasts)!

  it('is one recipe: a stack of those that got votes, with their weights', () => {
    const { members, weights } = blend.recipe.learner.params as { members: Recipe[]; weights: number[] }
    expect(blend.recipe.learner.kind).toBe('stack')
    expect(members.every(m => m === linear || m === boosting)).toBe(true)
    expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(weights).toHaveLength(members.length)
  })

  it('judges every fold by weights that the fold did not choose', () => {
    const { fold } = forecasts[0].repeats[0]
    const row = (i: number) => Math.floor(i / 3)
    // boosting is made perfect on the rows of fold 0 of the first repeat: only the other folds of that repeat may hear of it
    const perfect = (p: number, at: number) => (fold[row(at)] === 0 ? Number(at % 3 === part.y[row(at)]) : p)
    const [first, second] = forecasts[2].repeats
    const better = {
      ...forecasts[2],
      repeats: [{ ...first, forecast: { ...first.forecast, data: first.forecast.data.map(perfect) } }, second],
    }
    const other = blendOf(recipes, [forecasts[0], forecasts[1], better])!
    const cells = (b: typeof blend, r: number, keep: (i: number) => boolean) =>
      [...b.forecasts.repeats[r].forecast.data].filter((_, at) => keep(row(at)))
    expect(cells(other, 1, () => true)).toEqual(cells(blend, 1, () => true))
    expect(cells(other, 0, i => fold[i] === 1)).not.toEqual(cells(blend, 0, i => fold[i] === 1))
    const weightsIn = (b: typeof blend) => b.recipe.learner.params
    expect(weightsIn(other)).not.toEqual(weightsIn(blend))
    // the plain definition, on fold 0: weights from folds 1 and 2
    const members = [forecasts[1], better]
    const weights = blendWeights(members, (r, f) => r === 0 && f !== 0)
    const scores = members.map(m => poolScores(m.repeats[0].forecast, part.task))
    const plain = poolForecast(averageScores(scores, weights), part.task).data
    expect(cells(other, 0, i => fold[i] === 0)).toEqual([...plain].filter((_, at) => fold[row(at)] === 0))
  })

  it('says by how much it beats a choice of one', () => {
    const alike = blendOf([linear, linear], [forecasts[1], forecasts[1]])!.againstChoice
    expect(Math.abs(alike.worseBy) + alike.standardError).toBeLessThan(1e-12)
    // the plain definition: the row's loss by the average, less its loss by whatever the other folds of the repeat choose
    const { repeats } = forecasts[0]
    const by = forecasts.map(f => f.repeats.map(r => rowLosses(part.y, r.forecast, part.task)))
    const own = blend.forecasts.repeats.map(r => rowLosses(part.y, r.forecast, part.task))
    let sum = 0
    repeats.forEach(({ fold }, r) => {
      for (const i of fold.keys()) {
        const others = by.map(of => of[r].reduce((total, loss, j) => (fold[j] === fold[i] ? total : total + loss), 0))
        sum += own[r][i] - by[others.indexOf(Math.min(...others))][r][i]
      }
    })
    expect(blend.againstChoice.worseBy).toBeCloseTo(sum / (2 * part.y.length), 12)
    expect(blend.againstChoice.standardError).toBeGreaterThan(0)
  })

  it('is even where asked, of the members named, and judged as it is', () => {
    const even = blendOf(recipes, forecasts, { even: true })!
    expect(even.recipe.learner.params).toEqual({ members: [linear, boosting], weights: [0.5, 0.5] })
    even.forecasts.repeats.forEach((repeat, r) => {
      const scores = [1, 2].map(m => poolScores(forecasts[m].repeats[r].forecast, part.task))
      expect(repeat.forecast.data).toEqual(poolForecast(averageScores(scores, [0.5, 0.5]), part.task).data)
    })
    const twice = [...recipes, linear]
    const named = blendOf(twice, [...forecasts, forecasts[1]], { even: true, members: [1, 3] })!
    expect(named.recipe.learner.params).toEqual({ members: [linear, linear], weights: [0.5, 0.5] })
    expect(blendOf(recipes, forecasts, { members: [0, 1] })).toBeUndefined()
  })

  it('is nothing where fewer than two can be averaged', () => {
    expect(blendOf([prior, linear], [forecasts[0], forecasts[1]])).toBeUndefined()
  })
})
