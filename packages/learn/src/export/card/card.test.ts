import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibratorsFor, exportRecipes } from '../../../test/export-cases.ts'
import { exportPart, newRows } from '../../../test/export-rows.ts'
import { type FittedRecipe, fitRecipe, forecast } from '../../recipe.ts'
import { categoricalColumn, numericColumn, table, takeRows } from '../../table.ts'
import { roundestIn } from './bands.ts'
import { type CardBand, scoringCard } from './card.ts'

const additive = { steps: [], learner: { kind: 'additive', params: { rounds: 60, bags: 3 } } }

/** sigmoid(.2 · hours + .4 · grade − 2): every part is a whole number of points where the largest range is 20 points of .2. */
const whole: FittedRecipe = {
  task: { kind: 'binary', classes: ['no', 'yes'] },
  inputs: [
    { kind: 'numeric', name: 'hours' },
    { kind: 'categorical', name: 'grade', levels: ['A', 'B', 'C'], ordered: true },
  ],
  steps: [
    {
      kind: 'ordinalCodes',
      state: {
        columns: [
          { name: 'hours', kind: 'numeric', rule: null },
          { name: 'grade', kind: 'categorical', rule: { levels: 3 } },
        ],
      },
    },
    {
      kind: 'impute',
      state: {
        columns: [
          { name: 'hours', kind: 'numeric', rule: { value: 10, indicator: null } },
          { name: 'grade', kind: 'numeric', rule: { value: 1, indicator: null } },
        ],
      },
    },
  ],
  learner: 'linear',
  model: {
    kind: 'linear',
    form: 'logistic',
    columns: ['hours', 'grade'],
    means: [0, 0],
    converged: true,
    iterations: 1,
    intercept: -2,
    coefficients: [0.2, 0.4],
  },
}

const few = table([
  numericColumn('hours', [0, 5, 10, 20, NaN]),
  categoricalColumn('grade', [0, 1, 2, -1, 3], ['A', 'B', 'C', 'never seen']),
])

describe('scoringCard', () => {
  it('gives whole points exactly, bands that end at round numbers, and points for what is missing or unseen', () => {
    const { parts, totals, rounding } = scoringCard(whole, few)
    expect(parts).toEqual([
      {
        column: 'hours',
        bands: [
          { holds: { kind: 'range', from: null, to: 0 }, points: 0 },
          { holds: { kind: 'range', from: 0, to: 5 }, points: 5 },
          { holds: { kind: 'range', from: 5, to: 10 }, points: 10 },
          { holds: { kind: 'range', from: 10, to: null }, points: 20 },
          { holds: { kind: 'levels', levels: [], missing: true, unseen: false }, points: 10 },
        ],
      },
      {
        column: 'grade',
        bands: [
          { holds: { kind: 'levels', levels: ['A'], missing: false, unseen: false }, points: 0 },
          { holds: { kind: 'levels', levels: ['B'], missing: true, unseen: true }, points: 2 },
          { holds: { kind: 'levels', levels: ['C'], missing: false, unseen: false }, points: 4 },
        ],
      },
    ])
    expect(totals[0].from).toBe(0)
    expect(totals.at(-1)!.to).toBe(24)
    expect(totals.every(({ from }, i) => i === 0 || from === totals[i - 1].to + 1)).toBe(true)
    expect(rounding.rows).toBe(5)
    expect(rounding.largest).toBeLessThanOrEqual(0.005 + 1e-12) // whole percents, nothing else
    expect(totals.find(({ to }) => to >= 10)!.forecast).toEqual([0.5, 0.5])
  })

  it.each(['binary', 'ordinal', 'regression'] as const)('stays near the model, and says how near: %s', task => {
    const part = exportPart(task)
    for (const recipe of [exportRecipes.linear, additive]) {
      for (const calibrator of [undefined, ...calibratorsFor(task)]) {
        const fitted = { ...fitRecipe(recipe, part, { seed: 1 }), ...(calibrator && { calibrator }) }
        const { totals, parts, rounding } = scoringCard(fitted, part.table)
        const { data } = forecast(fitted, part.table)
        const range = task === 'regression' ? Math.max(...data) - Math.min(...data) : 1
        expect(rounding.mean / range).toBeLessThan(0.05)
        expect(rounding.largest).toBeGreaterThanOrEqual(rounding.mean)
        expect(totals.length).toBeLessThanOrEqual(60)
        expect(parts.flatMap(({ bands }) => bands).every(({ points }) => Number.isInteger(points) && points >= 0 && points <= 50)).toBe(
          true,
        )
      }
    }
  })

  it('is monotone where the model is: every total of a binary card forecasts the event at least as often as the one before', () => {
    const { totals } = scoringCard(fitRecipe(additive, exportPart('binary'), { seed: 1 }), exportPart('binary').table)
    expect(totals.every(({ forecast: [, p] }, i) => i === 0 || p >= totals[i - 1].forecast[1])).toBe(true)
  })

  it('bands cover every number once', () => {
    const { parts } = scoringCard(fitRecipe(additive, exportPart('binary'), { seed: 1 }), exportPart('binary').table)
    const ranges = (bands: readonly CardBand[]) => bands.flatMap(({ holds }) => (holds.kind === 'range' ? [holds] : []))
    for (const own of parts.map(({ bands }) => ranges(bands)).filter(r => r.length > 0)) {
      expect([own[0].from, own.at(-1)!.to]).toEqual([null, null])
      expect(own.every(({ from }, i) => i === 0 || from === own[i - 1].to)).toBe(true)
    }
  })

  it.each([
    ['boosting', exportRecipes.boosting, 'not_exportable'],
    ['pairs', exportRecipes.additive, 'not_exportable'],
    ['the same forecast for every row', { steps: [], learner: { kind: 'baseline' } }, 'not_exportable'],
  ])('refuses %s', (_, recipe, code) => {
    const fitted = fitRecipe(recipe, exportPart('binary'), { seed: 1 })
    expect(() => scoringCard(fitted, newRows(20))).toThrow(expect.objectContaining({ code }))
  })

  it('refuses k scores, and no rows', () => {
    expect(() => scoringCard(fitRecipe(exportRecipes.linear, exportPart('multiclass'), { seed: 1 }), newRows(9))).toThrow(
      expect.objectContaining({ code: 'not_exportable' }),
    )
    expect(() => scoringCard(whole, takeRows(few, []))).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
  })
})

describe('roundestIn', () => {
  it('lies in [low, high) and has no digit too many', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        fc.pre(high - low > 1e-9)
        const found = roundestIn(low, high)
        expect(found >= low && found < high).toBe(true)
      }),
      { seed: 1 },
    )
    expect([roundestIn(4.31, 4.6), roundestIn(1200, 3900), roundestIn(-0.4, 0.3)]).toEqual([4.4, 2000, 0])
  })
})
