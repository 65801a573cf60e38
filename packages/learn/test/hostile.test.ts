import { describe, expect, it } from 'vitest'
import {
  type AdditiveModel,
  type Calibrator,
  calibrators,
  checkFitted,
  curves,
  editCurve,
  type FittedRecipe,
  fitRecipe,
  forecast,
  type Learner,
  learners,
  matrix,
  type Step,
  steps,
  surfaces,
  type TaskKind,
  type TrainingPart,
  takeMatrixRows,
  takeRows,
} from '../src/index.ts'
import { additive } from '../src/learners/additive/additive.ts'
import { boosting } from '../src/learners/boosting/boosting.ts'
import { forest } from '../src/learners/forest/forest.ts'
import { network } from '../src/learners/network/network.ts'
import { stack } from '../src/learners/stack/stack.ts'
import { createRandom } from '../src/random.ts'
import { type Guarded, hostileChecks } from './hostile-checks.ts'
import { fittable } from './imported-stand-in.ts'
import { fit, partFor } from './learner-checks.ts'
import { taskOf, toyPart } from './learner-data.ts'
import { outOfFold } from './out-of-fold.ts'
import { fitted, stepColumns, y } from './step-checks.ts'
import { partOf, threeClasses } from './step-parts.ts'

it.each([...Object.values(learners), ...Object.values(steps), ...Object.values(calibrators)])('$kind has a check', ({ kind, check }) => {
  expect(check, `${kind} needs a check: whoever opens a file must know that its data can be worked with`).toBeTypeOf('function')
})

describe.each(Object.values(fittable))('learner $kind', learner => {
  describe.each(learner.tasks)('%s', kind => {
    it.each(Object.entries(hostileChecks))('%s', (_, check) => check(guardedLearner(learner, kind)))
  })
})

describe.each(Object.values(steps))('step $kind', step => {
  it.each(Object.entries(hostileChecks))('%s', (_, check) => check(guardedStep(step)))
})

describe.each(Object.values(calibrators))('calibrator $kind', calibrator => {
  describe.each(calibrator.tasks)('%s', kind => {
    it.each(Object.entries(hostileChecks))('%s', (_, check) => check(guardedCalibrator(calibrator, kind)))
  })
})

describe('a whole fitted recipe', () => {
  it.each(Object.entries(hostileChecks))('%s', (_, check) => check(guardedRecipe()))
})

/** Models small enough to change at every place, and with everything in them that a model can have. */
const full: Readonly<Record<string, (part: TrainingPart) => unknown>> = {
  additive(part) {
    const { kind } = part.task
    const monotone = kind === 'multiclass' ? {} : { x0: 1 as const }
    const model = additive.fit(part, { pairs: 2, bags: 2, maxBins: 5, rounds: 30, minRows: 2, monotone }, { seed: 1 })
    expect(model.pairs).toHaveLength(2)
    const edit = { column: 'x1', by: 'D. Rector', reason: 'too few rows' }
    return [
      { ...edit, kind: 'flatten', from: 0, to: 1 } as const,
      { ...edit, kind: 'smooth', window: 3, output: 0 } as const,
      { ...edit, kind: 'set', bin: 0, value: 1 } as const,
    ].reduce(editCurve, model)
  },
  boosting: part => boosting.fit(part, { rounds: 5, learningRate: 0.3 }, { seed: 1 }),
  forest: part => forest.fit(part, { trees: 4 }, { seed: 1 }),
  imported: part => fit(fittable['imported'], part, { rounds: 5 }),
  network: part => network.fit(part, { members: 2, epochs: 5 }, { seed: 1 }),
  stack(part) {
    const members = [stack.defaults.members[0], { steps: [], learner: { kind: 'boosting', params: { rounds: 5 } } }]
    return stack.fit(part, { members }, { seed: 1 })
  },
}

/** What is done with curves besides forecasting. */
function readCurves(model: AdditiveModel): void {
  const edited = model.columns
    .filter(({ direction }) => direction === 0)
    .reduce((before, { name: column }) => editCurve(before, { column, kind: 'set', bin: 0, value: 1, by: 'a', reason: 'b' }), model)
  for (const { bins } of curves(edited)) expectNumbers(Float64Array.from(bins.flatMap(bin => [bin.value, bin.low, bin.high, bin.weight])))
  for (const { values, errors } of surfaces(model)) expectNumbers(Float64Array.from([...values, ...errors].flat()))
}

function guardedLearner(learner: Learner, kind: TaskKind): Guarded {
  const part = partFor(learner, kind)
  const few = takeRows(part.table, [0, 7, 11])
  return {
    good: full[learner.kind]?.(part) ?? fit(learner, part),
    check: model => learner.check(model),
    use(model) {
      expectNumbers(learner.predict(model, few).data)
      expectNumbers(learner.contributions?.(model, few).values)
      expectNumbers(learner.uncertainty?.(model, few).values)
      if (learner.kind === 'additive') readCurves(model as AdditiveModel)
    },
  }
}

function guardedStep(step: Step): Guarded {
  const part = partOf(stepColumns(), y, threeClasses)
  return { good: fitted(step, part), check: state => step.check(state), use: state => void step.apply(state, part.table) }
}

function guardedCalibrator(calibrator: Calibrator, kind: TaskKind): Guarded {
  const task = taskOf(kind)
  const k = task.kind === 'regression' ? 1 : task.classes.length
  const random = createRandom(2)
  const rows = Array.from({ length: 1100 }, () => Array.from({ length: k }, () => 0.1 + random.next()))
  const shares = rows.flatMap(row => row.map(v => v / row.reduce((a, b) => a + b)))
  const probabilities = matrix(rows.length, k, shares)
  const few = takeMatrixRows(probabilities, [0, 1, 2])
  const truth = rows.map((_, i) => i % k)
  return {
    good: calibrator.fit(outOfFold({ task, y: truth, repeats: [{ forecast: probabilities }] })),
    check: state => calibrator.check(state),
    use: state => expectNumbers(calibrator.apply(state, few).data),
  }
}

/** Numbers and a category through three steps, a learner and a calibrator. */
function guardedRecipe(): Guarded {
  const part = toyPart('ordinal', { messy: true })
  const kinds = ['impute', 'oneHot', 'standardScale'].map(kind => ({ kind }))
  const whole = fitRecipe({ steps: kinds, learner: { kind: 'linear' } }, part, { seed: 1 })
  return {
    good: { ...whole, calibrator: { kind: 'temperature', state: { temperature: 1.5 } } } satisfies FittedRecipe,
    check: value => void checkFitted(value),
    use: value => expectNumbers(forecast(value as FittedRecipe, part.table).data),
  }
}

/** Nothing that a check lets pass may turn into a forecast of NaN. */
function expectNumbers(values: Float64Array = new Float64Array(0)): void {
  expect(values.every(Number.isFinite)).toBe(true)
}
