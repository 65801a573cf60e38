import { describe, expect, it } from 'vitest'
import { partFor } from '../test/learner-checks.ts'
import { toyPart } from '../test/learner-data.ts'
import { partOf } from '../test/step-parts.ts'
import { checkFitted } from './check-fitted.ts'
import { compileForecast } from './compile-forecast.ts'
import { learners } from './learners/index.ts'
import { type FittedRecipe, fitRecipe, forecast } from './recipe.ts'
import { categoricalColumn, table } from './table.ts'

const ctx = { seed: 1 }
const trainable = Object.values(learners).filter(learner => !learner.elsewhere)
const steps = ['impute', 'oneHot', 'standardScale'].map(kind => ({ kind }))
const good = fitRecipe({ steps, learner: { kind: 'linear' } }, toyPart('multiclass', { messy: true }), ctx)

const refused = (changed: unknown, message: string | RegExp) =>
  expect(() => checkFitted(changed)).toThrow(
    expect.objectContaining({ name: 'LearnError', code: 'bad_bundle', message: expect.stringMatching(message) }),
  )

describe('checkFitted', () => {
  it('gives back what was fitted', () => {
    expect(checkFitted(good)).toBe(good)
    const revived: unknown = JSON.parse(JSON.stringify(good))
    expect(checkFitted(revived)).toEqual(good)
  })

  it.each(trainable.flatMap(learner => learner.tasks.map(kind => ({ learner, kind }))))(
    'lets pass $learner.kind ($kind) as it was fitted',
    ({ learner, kind }) => {
      const own = learner.takes.categories && learner.takes.missing ? [] : steps
      const fitted = fitRecipe({ steps: own, learner: { kind: learner.kind } }, partFor(learner, kind), ctx)
      expect(checkFitted(fitted)).toBe(fitted)
    },
  )

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /must be an object, got nothing/],
    ['a step that is not known', { ...good, steps: [{ kind: 'toString', state: {} }] }, /names a step "toString".*knows clip/],
    ['a learner that is not known', { ...good, learner: '__proto__' }, /names a learner "__proto__"/],
    ['a calibrator that is not known', { ...good, calibrator: { kind: 'x', state: {} } }, /names a calibrator "x"/],
    ['a calibrator of another task', { ...good, calibrator: { kind: 'platt', state: { slope: 1, intercept: 0 } } }, /platt does binary/],
    ['a model of another learner', { ...good, learner: 'boosting' }, /The boosting model/],
    [
      'a task with other classes',
      { ...good, task: { kind: 'multiclass', classes: ['a', 'b'] } },
      /gives 3 numbers for a row, and the task has 2/,
    ],
    ['one class', { ...good, task: { kind: 'ordinal', classes: ['a'] } }, /classes must have 2 or more/],
    ['a step left out', { ...good, steps: good.steps.slice(1) }, /parts do not fit together/],
    ['an input left out', { ...good, inputs: good.inputs.slice(1) }, /parts do not fit together/],
    ['an input twice', { ...good, inputs: [...good.inputs, good.inputs[0]] }, /inputs names something twice/],
    ['a thousand steps', { ...good, steps: Array.from({ length: 1000 }, () => good.steps[0]) }, /steps must have 100 items or fewer/],
    ['a member more', { ...good, more: 1 }, /a member "more"/],
  ])('refuses %s', (_, changed, says) => refused(changed, says))

  it('keeps the cause where parts do not fit together', () => {
    expect(() => checkFitted({ ...good, steps: good.steps.slice(1) })).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ code: 'shape_mismatch' }) }),
    )
  })
})

describe('what a checked recipe may still ask for', () => {
  it('is not prepared beforehand where it would fill the memory', () => {
    const columns = Array.from({ length: 300 }, (_, j) => categoricalColumn(`c${j}`, [0, 1, 0, 1], ['a', 'b']))
    const part = partOf(columns, [0, 1, 0, 1], { kind: 'binary', classes: ['no', 'yes'] })
    const small = fitRecipe({ steps: [{ kind: 'oneHot' }], learner: { kind: 'linear' } }, part, ctx)
    expect(compileForecast(small)).toBeTypeOf('function')
    const levels = ['a', 'b', ...Array.from({ length: 100_000 }, (_, i) => `l${i}`)]
    const inputs = small.inputs.map((input, j) => (j === 0 ? { ...input, levels } : input)) as FittedRecipe['inputs']
    expect(compileForecast(checkFitted({ ...small, inputs }))).toBeUndefined()
  })

  it('meets many levels in other order without comparing each with each', () => {
    const levels = Array.from({ length: 200_000 }, (_, i) => `l${i}`)
    const column = (of: readonly string[]) => table([categoricalColumn('c', [0, 1, 2, 3], of)])
    const part = partOf(column(levels).columns, [0, 1, 0, 1], { kind: 'binary', classes: ['no', 'yes'] })
    const fitted = checkFitted(fitRecipe({ steps: [{ kind: 'oneHot' }], learner: { kind: 'linear' } }, part, ctx))
    expect(forecast(fitted, column(levels.toReversed())).rows).toBe(4)
  })
})
