import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileForecast } from './compile-forecast.ts'
import { createRandom } from './random.ts'
import { type FittedRecipe, fitRecipe, forecast, type Recipe } from './recipe.ts'
import { wholeOf } from './resample/split.ts'
import { sample } from './sample.ts'
import { categoricalColumn, numericColumn, type Table, table } from './table.ts'
import { outputsOf, type Task } from './task.ts'

const inputs = [
  { name: 'place', levels: ['a', 'b', 'c', 'd'], ordered: false },
  { name: 'size', levels: ['s', 'm', 'l'], ordered: true },
  { name: 'mood', levels: ['x', 'y'], ordered: false },
]
const tasks: Task[] = [
  { kind: 'binary', classes: ['no', 'yes'] },
  { kind: 'multiclass', classes: ['p', 'q', 'r'] },
  { kind: 'ordinal', classes: ['low', 'mid', 'high'] },
  { kind: 'regression' },
]
const encode = [
  { kind: 'ordinalCodes' },
  { kind: 'impute' },
  { kind: 'oneHot', params: { minRows: 3 } },
  { kind: 'standardScale' },
  { kind: 'clip' },
]
const recipes: Recipe[] = [
  { steps: encode, learner: { kind: 'linear' } },
  { steps: [{ kind: 'screen', params: { k: 2 } }, ...encode], learner: { kind: 'linear' } },
  { steps: [{ kind: 'select', params: { columns: ['size', 'place'] } }], learner: { kind: 'boosting', params: { rounds: 10 } } },
  { steps: [], learner: { kind: 'baseline', params: { by: 'place' } } },
  { steps: [{ kind: 'ordinalCodes' }], learner: { kind: 'forest', params: { trees: 12 } } },
  {
    steps: [],
    learner: {
      kind: 'stack',
      params: {
        members: [
          { steps: encode, learner: { kind: 'linear' } },
          { steps: [], learner: { kind: 'boosting', params: { rounds: 5 } } },
        ],
        weights: [3, 1],
      },
    },
  },
]

function fitted(recipe: Recipe, task: Task): FittedRecipe {
  const random = createRandom(2)
  const codes = inputs.map(({ levels }) => Array.from({ length: 60 }, () => random.int(levels.length + 1) - 1))
  const y = Float64Array.from({ length: 60 }, (_, i) =>
    task.kind === 'regression' ? codes[0][i] + random.next() : random.int(task.classes.length),
  )
  return fitRecipe(recipe, wholeOf(sample({ table: tableOf(codes), y, task })), { seed: 1 })
}

function tableOf(codes: readonly ArrayLike<number>[]): Table {
  return table(inputs.map(({ name, levels, ordered }, j) => categoricalColumn(name, codes[j], levels, { ordered })))
}

describe.each(recipes)('$steps.length steps, then $learner.kind', recipe => {
  it.each(tasks)('$kind: gives the forecast of the whole recipe, bit for bit', task => {
    const recipeFitted = fitted(recipe, task)
    const compiled = compileForecast(recipeFitted)!
    fc.assert(
      fc.property(fc.tuple(...inputs.map(({ levels }) => fc.integer({ min: -1, max: levels.length - 1 }))), codes => {
        expect(compiled(codes)).toEqual(forecast(recipeFitted, tableOf(codes.map(c => [c]))).data)
      }),
      { seed: 3, numRuns: 60 },
    )
  })
})

it('calibrates as the whole recipe does', () => {
  const calibrated = { ...fitted(recipes[0], tasks[1]), calibrator: { kind: 'temperature', state: { temperature: 3 } } }
  const codes = [1, 2, 0]
  expect(compileForecast(calibrated)!(codes)).toEqual(forecast(calibrated, tableOf(codes.map(c => [c]))).data)
  expect(compileForecast(calibrated)!(codes)).not.toEqual(compileForecast(fitted(recipes[0], tasks[1]))!(codes))
})

it('leaves recipes alone that have a step looking across sources', () => {
  const one = fitted(recipes[0], tasks[0])
  const unknown = { ...one, steps: [...one.steps, { kind: 'ratioOfTwoColumns', state: {} }] }
  expect(compileForecast(unknown)).toBeUndefined()
})

it('gives each forecast an array of its own', () => {
  const compiled = compileForecast(fitted(recipes[0], tasks[0]))!
  const first = compiled([0, 0, 0])
  const kept = [...first]
  compiled([3, 2, 1])
  expect([...first]).toEqual(kept)
})

describe('into an array that the caller keeps', () => {
  const whole = fitted(recipes[4], tasks[1])
  const calibrated = (kind: string, state: object, task = tasks[1]) => ({ ...fitted(recipes[4], task), calibrator: { kind, state } })
  const curve = { x: [0.1, 0.9], y: [0.2, 0.8] }

  it.each<[string, FittedRecipe]>([
    ...recipes.flatMap(recipe =>
      tasks.map((task): [string, FittedRecipe] => [`${recipe.learner.kind}, ${task.kind}`, fitted(recipe, task)]),
    ),
    ['temperature', calibrated('temperature', { temperature: 3 })],
    ['platt', calibrated('platt', { slope: 2, intercept: 0.1 }, tasks[0])],
    ['beta', calibrated('beta', { a: 2, b: 0.5, c: 0.1 }, tasks[0])],
    ['vector', calibrated('vector', { weights: [1, 2, 3], bias: [0.1, -0.2, 0.1] })],
    ['isotonic', calibrated('isotonic', { scale: 'one-vs-rest', curves: [curve, curve, curve], floor: 0.01 })],
  ])('%s: makes no other, and writes every number of it', (_, recipe) => {
    const compiled = compileForecast(recipe)!
    const k = outputsOf(recipe.task)
    const [into, other] = [new Float64Array(k), new Float64Array(k)]
    for (const codes of [
      [0, 0, 0],
      [3, -1, 1],
      [-1, 2, -1],
    ]) {
      const wanted = forecast(recipe, tableOf(codes.map(c => [c]))).data
      for (const array of [into, other, into]) {
        array.fill(NaN)
        expect(compiled(codes, array)).toBe(array)
        expect(array).toEqual(wanted)
      }
      expect(compiled(codes)).not.toBe(into)
    }
  })

  it.each([0, 2, 4])('refuses one of %i numbers for 3 classes', length => {
    expect(() => compileForecast(whole)!([0, 0, 0], new Float64Array(length))).toThrow(
      expect.objectContaining({ code: 'shape_mismatch', message: expect.stringContaining('3 numbers') }),
    )
  })
})

it('leaves a stack alone of which one member looks across sources', () => {
  const one = fitted(recipes[5], tasks[0])
  const model = one.model as { members: FittedRecipe[] }
  const [first, ...others] = model.members
  const across = { ...first, steps: [...first.steps, { kind: 'ratioOfTwoColumns', state: {} }] }
  expect(compileForecast(one)!([1, 2, 0])).toEqual(forecast(one, tableOf([[1], [2], [0]])).data)
  expect(compileForecast({ ...one, model: { ...model, members: [across, ...others] } })).toBeUndefined()
})

describe('numeric inputs', () => {
  const random = createRandom(4)
  const n = 80
  const x = Float64Array.from({ length: n }, () => (random.next() < 0.2 ? NaN : random.int(9)))
  const codes = Int32Array.from({ length: n }, () => random.int(5) - 1)
  const mixed = (values: ArrayLike<number>, place: ArrayLike<number>) =>
    table([numericColumn('x', values), categoricalColumn('place', place, inputs[0].levels)])
  const part = (task: Task) => wholeOf(sample({ table: mixed(x, codes), y: Float64Array.from(x, v => (v > 4 ? 1 : 0)), task }))

  it.each([
    ['boosting', { rounds: 20, minRows: 2 }],
    ['forest', { trees: 20 }],
    ['baseline', { by: 'place' }],
  ] as const)('%s, without steps: gives the forecast of the whole recipe, bit for bit', (kind, params) => {
    for (const task of tasks) {
      const recipe = fitRecipe({ steps: [], learner: { kind, params } }, part(task), { seed: 1 })
      const compiled = compileForecast(recipe)!
      const whole = forecast(recipe, mixed(x, codes))
      for (let i = 0; i < n; i++) {
        expect(compiled([x[i], codes[i]])).toEqual(whole.data.subarray(i * whole.cols, (i + 1) * whole.cols))
      }
    }
  })

  it('are looked at as in a table: an infinite one is refused', () => {
    const compiled = compileForecast(fitRecipe({ steps: [], learner: { kind: 'boosting' } }, part(tasks[0]), { seed: 1 }))!
    expect(() => compiled([-Infinity, 0])).toThrow('holds -Infinity')
    expect(compiled([3, 0])).toEqual(compiled([3, 0]))
  })

  it('are left alone where a step meets them', () => {
    const recipe = fitRecipe({ steps: [{ kind: 'impute' }], learner: { kind: 'boosting' } }, part(tasks[0]), { seed: 1 })
    expect(compileForecast(recipe)).toBeUndefined()
  })
})
