import { describe, expect, it } from 'vitest'
import { ctx, names, partOf, threeClasses } from '../test/step-parts.ts'
import { decodeBundle, encodeBundle } from './bundle/bundle.ts'
import { defineSteps } from './bundle/ladder.ts'
import { calibrators } from './calibrate/index.ts'
import { createRandom } from './random.ts'
import { type FittedRecipe, fitRecipe, forecast, prepared, type Recipe, uncalibrated } from './recipe.ts'
import { crossValidate, fixed } from './resample/cross-validate.ts'
import { planFolds } from './resample/plan-folds.ts'
import { sample } from './sample.ts'
import { type CategoricalColumn, type Column, categoricalColumn, columnOf, numericColumn, type Table, table, takeRows } from './table.ts'

const cities = ['north', 'south', 'east', 'west']
const effort = ['none', 'some', 'much']
const random = createRandom(4)
const y = Array.from({ length: 80 }, () => random.int(3))
const columns: Column[] = [
  numericColumn(
    'points',
    y.map(v => (random.next() < 0.2 ? Number.NaN : 100 * v + 80 * random.next())),
  ),
  categoricalColumn(
    'city',
    y.map(v => (random.next() < 0.1 ? -1 : random.next() < 0.5 ? v : random.int(3))), // never west
    cities,
  ),
  categoricalColumn(
    'effort',
    y.map(v => (random.next() < 0.1 ? -1 : random.next() < 0.5 ? v : random.int(3))),
    effort,
    { ordered: true },
  ),
]
const part = partOf(columns, y, threeClasses)
const encode = [{ kind: 'ordinalCodes' }, { kind: 'impute' }, { kind: 'oneHot' }, { kind: 'standardScale' }, { kind: 'clip' }]
const recipe: Recipe = { steps: encode, learner: { kind: 'linear', params: { lambda: 0.01 } } }
const fitted = fitRecipe(recipe, part, ctx)

const rows = part.table
const city = rows.columns[1] as CategoricalColumn
const withCity = (codes: number[], levels: string[], from: Table = rows) =>
  table([from.columns[0], categoricalColumn('city', codes, levels), from.columns[2]])

describe('fitRecipe', () => {
  it('fits each step on what the one before it left', () => {
    expect(fitted.inputs.map(i => i.name)).toEqual(['points', 'city', 'effort'])
    expect(fitted.steps.map(s => s.kind)).toEqual(encode.map(s => s.kind))
    const seen = prepared(fitted, rows)
    expect(names(seen)).toEqual([
      'points',
      'points=missing',
      'city=north',
      'city=south',
      'city=east',
      'city=missing',
      'effort',
      'effort=missing',
    ])
    expect(seen.columns.map(c => c.source)).toEqual(['points', 'points', 'city', 'city', 'city', 'city', 'effort', 'effort'])
    for (const column of seen.columns) {
      const values = column.kind === 'numeric' ? column.values : []
      expect(Array.from(values).reduce((sum, v) => sum + v, 0)).toBeCloseTo(0, 9)
    }
  })

  it('learns something, and gives probabilities', () => {
    const { data } = forecast(fitted, rows)
    const likelihood = y.reduce((sum, label, i) => sum + Math.log(data[i * 3 + label]), 0) / y.length
    expect(likelihood).toBeGreaterThan(-0.6) // knowing nothing: −1.10
    y.forEach((_, i) => {
      expect(data[i * 3] + data[i * 3 + 1] + data[i * 3 + 2]).toBeCloseTo(1, 12)
    })
  })

  it('uses rebalancers while fitting and forgets them afterwards', () => {
    const middle = encode.toSpliced(2, 0, { kind: 'smoteNc' }) // once the gaps are filled
    const balanced = fitRecipe({ ...recipe, steps: middle }, part, ctx)
    expect(balanced.steps.map(s => s.kind)).toEqual(encode.map(s => s.kind))
    expect(prepared(balanced, rows).rows).toBe(80)
    expect(balanced.model).not.toEqual(fitted.model)
  })

  it('gives the same model for the same seed, and another for another where there is chance', () => {
    const chance: Recipe = { ...recipe, steps: encode.toSpliced(2, 0, { kind: 'overSample' }) }
    expect(fitRecipe(chance, part, { seed: 2 })).toEqual(fitRecipe(chance, part, { seed: 2 }))
    expect(fitRecipe(chance, part, { seed: 2 })).not.toEqual(fitRecipe(chance, part, { seed: 3 }))
  })

  it.each([
    ['a step', { ...recipe, steps: [{ kind: 'onehot' }] }, 'There is no step called onehot. Known: clip, derive, impute'],
    [
      'a step with the name of something every object has',
      { ...recipe, steps: [{ kind: 'constructor' }] },
      'There is no step called constructor.',
    ],
    ['a learner', { ...recipe, learner: { kind: 'oracle' } }, 'There is no learner called oracle.'],
  ])('refuses %s that there is not', (_, unknown, message) => {
    expect(() => fitRecipe(unknown, part, ctx)).toThrow(
      expect.objectContaining({ code: 'unknown_kind', message: expect.stringContaining(message) }),
    )
  })

  it.each([
    ['a category', [{ kind: 'ordinalCodes' }, { kind: 'impute' }], 'wrong_column_kind', 'Put oneHot'],
    ['a missing value', [{ kind: 'ordinalCodes' }, { kind: 'oneHot' }], 'not_finite', 'Put impute'],
  ])('says which step is wanting when %s reaches the learner', (_, steps, code, message) => {
    expect(() => fitRecipe({ ...recipe, steps }, part, ctx)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    )
  })

  it('stops when asked, between any two steps and before the learner', () => {
    for (const steps of [0, 1, encode.length]) {
      let asked = 0
      const signal = {
        get aborted() {
          return asked++ >= steps
        },
      }
      expect(() => fitRecipe({ steps: encode.slice(0, steps), learner: { kind: 'baseline' } }, part, { seed: 1, signal })).toThrow(
        expect.objectContaining({ code: 'aborted' }),
      )
    }
  })
})

describe('forecast', () => {
  const expected = forecast(fitted, rows).data

  it('ignores other columns, and the order of columns and levels', () => {
    const shuffled = ['west', 'east', 'north', 'south']
    const moved = categoricalColumn(
      'city',
      city.codes.map(c => (c < 0 ? -1 : shuffled.indexOf(cities[c]))),
      shuffled,
    )
    const later = table([rows.columns[2], numericColumn('extra', y), moved, rows.columns[0]])
    expect(forecast(fitted, later).data).toEqual(expected)
  })

  it('forecasts one row as it forecasts all', () => {
    for (const i of [0, 7, 79]) expect(forecast(fitted, takeRows(rows, [i])).data).toEqual(expected.slice(i * 3, i * 3 + 3))
  })

  it('takes levels that training listed and never saw, and levels that nobody listed, alike', () => {
    const listed = forecast(fitted, withCity(new Array(80).fill(3), cities))
    const unlisted = forecast(fitted, withCity(new Array(80).fill(0), ['atlantis']))
    expect(unlisted.data).toEqual(listed.data)
    const seen = prepared(fitted, withCity(new Array(80).fill(0), ['atlantis']))
    for (const name of ['city=north', 'city=south', 'city=east']) {
      const column = columnOf(seen, name)
      expect(column.kind === 'numeric' && Math.abs(column.values[0])).toBe(0)
    }
  })

  it('treats an unlisted level of an ordered column as missing', () => {
    const with_ = (code: number) =>
      table([rows.columns[0], city, categoricalColumn('effort', new Array(80).fill(code), [...effort, 'heroic'], { ordered: true })])
    const heroic = prepared(fitted, with_(3)).columns.map(c => c.kind === 'numeric' && c.values[0])
    const missing = prepared(fitted, with_(-1)).columns.map(c => c.kind === 'numeric' && c.values[0])
    expect(heroic).toEqual(missing)
  })

  it('goes by the order that the fit was told, not by the mark on later tables', () => {
    const unmarked = table([rows.columns[0], city, { ...(rows.columns[2] as CategoricalColumn), ordered: false }])
    expect(forecast(fitted, unmarked).data).toEqual(expected)
  })

  it('is the same after JSON and after a bundle, to the last bit', () => {
    const throughJson: FittedRecipe = JSON.parse(JSON.stringify(fitted))
    expect(forecast(throughJson, rows).data).toEqual(expected)
    const text = encodeBundle({ kind: 'recipe', version: 1, body: fitted })
    const throughBundle = decodeBundle(text, { kind: 'recipe', ladder: defineSteps([]) }).body as FittedRecipe
    expect(forecast(throughBundle, rows).data).toEqual(expected)
  })

  it('refuses a table without an input column, and one where it is of another kind', () => {
    expect(() => forecast(fitted, table([rows.columns[0], city]))).toThrow(
      expect.objectContaining({ code: 'unknown_column', message: 'There is no column effort. The table has: points, city.' }),
    )
    expect(() => forecast(fitted, table([rows.columns[0], numericColumn('city', y), rows.columns[2]]))).toThrow(
      expect.objectContaining({ code: 'wrong_column_kind', message: expect.stringContaining('city was categorical') }),
    )
  })

  it('gives the plain output when there is no calibrator', () => {
    expect(uncalibrated(fitted, rows).data).toEqual(expected)
  })

  const able = Object.values(calibrators).filter(({ tasks, fewestRows = 1 }) => tasks.includes('ordinal') && fewestRows <= part.y.length)
  it.each(able)('applies calibrator $kind after the learner', calibrator => {
    const all = sample({ table: rows, y: part.y, task: threeClasses })
    const plan = planFolds({ y: part.y, task: threeClasses, folds: 4, seed: 1 })
    const state = calibrator.fit(crossValidate(all, plan, fixed(recipe), ctx))
    const calibrated = { ...fitted, calibrator: { kind: calibrator.kind, state } }
    expect(forecast(calibrated, rows)).toEqual(calibrator.apply(state, uncalibrated(fitted, rows)))
    expect(forecast(calibrated, rows).data).not.toEqual(expected)
    expect(uncalibrated(calibrated, rows).data).toEqual(expected)
  })

  it('refuses a calibrator that there is not', () => {
    const calibrated = { ...fitted, calibrator: { kind: 'wishful', state: {} } }
    expect(() => forecast(calibrated, rows)).toThrow(expect.objectContaining({ code: 'unknown_kind' }))
  })
})

describe('settings that nobody knows', () => {
  it.each<[string, Recipe]>([
    [
      'boosting has no setting roundz. It takes: objective, quantile, rounds',
      { steps: [], learner: { kind: 'boosting', params: { roundz: 4 } } },
    ],
    ['clip has no setting limits. It takes: limit', { steps: [{ kind: 'clip', params: { limits: 4 } }], learner: { kind: 'baseline' } }],
    ['smote has no setting', { steps: [{ kind: 'smote', params: { neighbour: 4 } }], learner: { kind: 'baseline' } }],
    ['baseline has no setting bye. It takes: smoothing, by', { steps: [], learner: { kind: 'baseline', params: { bye: 'city' } } }],
  ])('are refused with those there are: %s', (message, wrong) => {
    const said = message.split('It takes: ')
    expect(() => fitRecipe(wrong, part, ctx)).toThrow(said[0]!.trim())
    if (said[1]) expect(() => fitRecipe(wrong, part, ctx)).toThrow(said[1])
  })
})
