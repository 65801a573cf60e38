import { describe, expect, it } from 'vitest'
import { toyPart } from '../../test/learner-data.ts'
import { createRandom, deriveSeed } from '../random.ts'
import { fitRecipe, type Recipe } from '../recipe.ts'
import { sample } from '../sample.ts'
import { categoricalColumn, numericColumn, table } from '../table.ts'
import { crossValidatePart, fixed } from './cross-validate.ts'
import { meanRowLosses } from './leaderboard.ts'
import { planFolds } from './plan-folds.ts'
import { wholeOf } from './split.ts'
import type { SplitPlan } from './split-plan.ts'
import { type Candidate, tune } from './tune.ts'

const prior: Recipe = { steps: [], learner: { kind: 'baseline' } }
const byCourse: Recipe = { steps: [], learner: { kind: 'baseline', params: { by: 'course' } } }
const candidates: readonly Candidate[] = [
  { name: 'course rates', complexity: 1, recipe: byCourse },
  { name: 'prior', complexity: 0, recipe: prior },
]

/** 200 rows in four courses; the share that passes differs between the courses by `spread`. */
function rows(spread: number) {
  const random = createRandom(5)
  const course = Array.from({ length: 200 }, () => random.int(4))
  return wholeOf(
    sample({
      table: table([categoricalColumn('course', course, ['a', 'b', 'c', 'd'])]),
      y: Float64Array.from(course, c => (random.next() < 0.5 + (c - 1.5) * spread ? 1 : 0)),
      task: { kind: 'binary', classes: ['no', 'yes'] },
    }),
  )
}

/** The outcome hangs on two columns alike; each candidate sees one of them. */
function twoHalves() {
  const random = createRandom(8)
  const X = Array.from({ length: 240 }, () => [random.next() * 4 - 2, random.next() * 4 - 2])
  return wholeOf(
    sample({
      table: table(
        ['a', 'b'].map((name, j) =>
          numericColumn(
            name,
            X.map(row => row[j]),
          ),
        ),
      ),
      y: Float64Array.from(X, ([a, b]) => Number(a + b + (random.next() - 0.5) * 2 > 0)),
      task: { kind: 'binary', classes: ['no', 'yes'] },
    }),
  )
}

const halves: readonly Candidate[] = ['a', 'b'].map(column => ({
  name: `${column} alone`,
  complexity: 2,
  recipe: { steps: [{ kind: 'select', params: { columns: [column] } }], learner: { kind: 'linear' } },
}))

describe('tune', () => {
  it('finds the recipe that forecasts better, and fits it on the whole part', () => {
    const part = rows(0.25)
    const { chosen, best, simplest, tried, fitted } = tune(part, { candidates }, { seed: 1 })
    expect([chosen.name, best.name, simplest.name]).toEqual(['course rates', 'course rates', 'course rates'])
    expect(tried.map(t => t.name)).toEqual(['course rates', 'prior'])
    expect(tried[0]).toMatchObject({ worseBy: 0, standardError: 0 })
    expect(tried[1].worseBy).toBeCloseTo(tried[1].loss - tried[0].loss, 12)
    expect(tried[1].worseBy).toBeGreaterThan(tried[1].standardError)
    expect(fitted).toEqual(fitRecipe(byCourse, part, { seed: 1 }))
  })

  it('prefers the simpler of two that do not differ beyond chance, unless the best is asked for', () => {
    const part = rows(0.08)
    const { chosen, best, simplest, tried } = tune(part, { candidates }, { seed: 1 })
    expect([chosen.name, best.name, simplest.name]).toEqual(['prior', 'course rates', 'prior'])
    expect(tried[1].worseBy).toBeLessThan(tried[1].standardError)
    expect(tune(part, { candidates, choose: 'best' }, { seed: 1 }).chosen.name).toBe('course rates')
  })

  it('takes the lower loss among equally simple recipes', () => {
    const level = candidates.map(c => ({ ...c, complexity: 1 }))
    expect(tune(rows(0.25), { candidates: level.toReversed() }, { seed: 1 }).simplest.name).toBe('course rates')
  })

  it('fits the calibrator that its out-of-fold forecasts ask for, when that is left to it', () => {
    expect(tune(rows(0.25), { candidates, calibrator: 'auto' }, { seed: 1 }).fitted.calibrator).toBeUndefined()
    const random = createRandom(6)
    const x = Float64Array.from({ length: 150 }, () => random.next())
    const y = x.map(() => random.int(2))
    const noise = wholeOf(sample({ table: table([numericColumn('x', x)]), y, task: { kind: 'binary', classes: ['no', 'yes'] } }))
    const byHeart = { kind: 'boosting', params: { rounds: 60, learningRate: 1, maxLeaves: 60, minRows: 1, minHessian: 0, l2: 0.01 } }
    const sure: Candidate = { name: 'too sure', complexity: 0, recipe: { steps: [], learner: byHeart } }
    const { calibrator } = tune(noise, { candidates: [sure], calibrator: 'auto' }, { seed: 1 }).fitted
    expect(calibrator).toMatchObject({ kind: 'platt', state: { slope: expect.closeTo(0, 1) } }) // temperature ends at 20
  })

  it('gives the same answer for the same seed', () => {
    const answer = () => tune(rows(0.1), { candidates, repeats: 2 }, { seed: 7 })
    expect(answer()).toEqual(answer())
  })

  it('judges by the mean over all repeats of the inner folds', () => {
    const part = rows(0.1)
    const only = candidates[0]!
    const judged = (repeats: number) => tune(part, { candidates: [only], folds: 3, repeats }, { seed: 7 }).tried[0]!.loss
    const plan = planFolds({ ...part, folds: 3, repeats: 2, seed: deriveSeed(7, 'inner') })
    const byHand = (used: SplitPlan) => {
      const losses = meanRowLosses(crossValidatePart(part, used, fixed(only.recipe), { seed: 1 })) // rates draw nothing
      return losses.reduce((a, b) => a + b, 0) / losses.length
    }
    expect(judged(2)).toBeCloseTo(byHand(plan), 12)
    expect(judged(1)).toBeCloseTo(byHand({ ...plan, repeats: plan.repeats.slice(0, 1) }), 12)
    expect(judged(2)).not.toBe(judged(1))
  })

  it('averages candidates where that beats a choice among them', () => {
    const { best, chosen, tried, fitted } = tune(twoHalves(), { candidates: halves, choose: 'best', folds: 3 }, { seed: 1 })
    expect([best.name, chosen.name, fitted.learner]).toEqual(['blend', 'blend', 'stack'])
    expect(tried[0].name).toBe('blend')
    expect(tried.slice(1).every(t => t.worseBy > 0 && t.low <= t.worseBy && t.worseBy <= t.high)).toBe(true)
    const without = tune(twoHalves(), { candidates: halves, choose: 'best', folds: 3, blend: false }, { seed: 1 })
    expect(without.tried).toHaveLength(2)
    expect(without.fitted.learner).toBe('linear')
  })

  it('keeps to the average unless a choice is better by more than a standard error', () => {
    const penalties = [0.02, 1].map(lambda => ({
      name: `penalty ${lambda}`,
      complexity: 2,
      recipe: { steps: [], learner: { kind: 'linear', params: { lambda } } },
    }))
    const search = (seed: number) =>
      tune(toyPart('binary', { rows: 80, seed }), { candidates: penalties, folds: 3, choose: 'best' }, { seed: 1 })
    const close = search(24) // the choice is ahead in the mean, by less than its standard error
    expect([close.best.name, close.tried[0].name]).toEqual(['blend', 'penalty 0.02'])
    expect(close.tried[0].worseBy).toBeLessThan(0)
    expect(-close.tried[0].worseBy).toBeLessThan(close.tried[0].standardError)
    const clear = search(1)
    const average = clear.tried.find(t => t.name === 'blend')!
    expect(clear.best.name).toBe('penalty 0.02')
    expect(average.worseBy).toBeGreaterThan(average.standardError)
  })

  it('averages evenly on terms, the first six that are more than a simple rule', () => {
    const part = twoHalves()
    const terms = Int32Array.from(part.y, (_, i) => i % 3)
    const eight = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005].map(lambda => ({
      name: `penalty ${lambda}`,
      complexity: 2,
      recipe: { steps: [], learner: { kind: 'linear', params: { lambda } } },
    }))
    const heavy = { steps: [], learner: { kind: 'linear', params: { lambda: 1 } } }
    const { chosen, judgedOn } = tune(
      wholeOf(sample({ table: part.table, y: part.y, task: part.task, terms })),
      {
        candidates: [{ name: 'prior', complexity: 0, recipe: prior }, { name: 'rule', complexity: 1, recipe: heavy }, ...eight],
        choose: 'best',
        blend: 'only',
      },
      { seed: 1 },
    )
    expect(judgedOn).toBe('earlier-terms')
    expect(chosen.recipe.learner.params).toEqual({
      members: eight.slice(0, 6).map(c => c.recipe),
      weights: new Array(6).fill(1 / 6),
    })
  })

  it('tries the blend alone when asked, and says so when there is nothing to blend', () => {
    const { tried, chosen } = tune(twoHalves(), { candidates: halves, folds: 3, blend: 'only' }, { seed: 1 })
    expect([tried.length, chosen.name]).toEqual([1, 'blend'])
    expect(() => tune(rows(0.1), { candidates, blend: 'only' }, { seed: 1 })).toThrow(/at least two candidates/)
  })

  it('keeps to a budget of configurations, and of seconds', () => {
    expect(tune(rows(0.1), { candidates, budget: { configurations: 1 } }, { seed: 1 }).finished).toEqual(['course rates'])
    let clock = 0
    const now = () => clock++
    const { seconds, ...timed } = tune(rows(0.1), { candidates, budget: { seconds: 1 }, now }, { seed: 1 })
    expect([timed.finished, seconds]).toEqual([['course rates'], [1]])
    const replayed = tune(rows(0.1), { candidates: candidates.filter(c => timed.finished.includes(c.name)) }, { seed: 1 })
    expect(replayed).toEqual(timed)
  })

  it('goes on where it was stopped, to the same answer', () => {
    const kept = new Map<string, string>()
    const whole = tune(twoHalves(), { candidates: halves, folds: 3 }, { seed: 1 })
    const signal = { aborted: false }
    const interrupted = () =>
      tune(
        twoHalves(),
        { candidates: halves, folds: 3, memory: kept },
        {
          seed: 1,
          signal,
          progress: ({ done }) => {
            signal.aborted = done === 1
          },
        },
      )
    expect(interrupted).toThrow(expect.objectContaining({ code: 'aborted' }))
    expect(kept.size).toBe(1)
    const resumed = tune(twoHalves(), { candidates: halves, folds: 3, memory: kept }, { seed: 1 })
    expect(resumed).toEqual(whole)
    expect(kept.size).toBe(2)
    const [first] = [...kept.keys()]
    kept.set(first, '[""]') // cut short: noticed, not believed
    expect(() => tune(twoHalves(), { candidates: halves, folds: 3, memory: kept }, { seed: 1 })).toThrow(/Forget them/)
    expect(tune(twoHalves(), { candidates: halves, folds: 3, memory: kept }, { seed: 2 })).not.toEqual(whole)
  })

  it.each([
    { name: 'no candidate', options: { candidates: [] }, code: 'bad_param' },
    { name: 'a calibrator that there is not', options: { candidates, calibrator: 'wishful' }, code: 'unknown_kind' },
    { name: 'a budget of zero', options: { candidates, budget: { configurations: 0 } }, code: 'bad_param' },
    { name: 'seconds without a clock', options: { candidates, budget: { seconds: 1 } }, code: 'bad_param' },
    { name: 'one inner fold', options: { candidates, folds: 1 }, code: 'bad_param' },
  ])('refuses $name', ({ options, code }) => {
    expect(() => tune(rows(0.1), options, { seed: 1 })).toThrow(expect.objectContaining({ code }))
  })
})
