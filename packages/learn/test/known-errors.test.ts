import { describe, expect, it } from 'vitest'
import {
  calibrators,
  columnOf,
  createRandom,
  crossValidate,
  crossValidatePart,
  fitRecipe,
  fixed,
  forecast,
  learners,
  matrix,
  metrics,
  numericColumn,
  planFolds,
  planGivenFolds,
  type Recipe,
  sample,
  splitSample,
  steps,
  table,
  takeRows,
  tune,
  wholeOf,
} from '../src/index.ts'
import { partOf, toyPart } from './learner-data.ts'
import { binary, eventForecast, outOfFold } from './out-of-fold.ts'

/** Each is named after an error that papers and products of the field have made; it fails if the library ever makes it. */
describe('known errors of the field', () => {
  describe('random row split over student × week rows', () => {
    const [students, weeks] = [40, 6]
    const random = createRandom(2)
    const passes = Array.from({ length: students }, () => random.int(2))
    const groups = Int32Array.from({ length: students * weeks }, (_, i) => Math.floor(i / weeks))
    const rows = sample({
      table: table([
        numericColumn(
          'habit',
          Float64Array.from(groups, g => g + random.next() / 10),
        ),
      ]), // tells the student, not the outcome
      y: Float64Array.from(groups, g => passes[g]),
      task: binary,
      groups,
    })

    it('is refused when somebody plans it', () => {
      const byRow = planFolds({ y: rows.y, task: binary, folds: 5, seed: 1 })
      expect(() => [...splitSample(rows, byRow)]).toThrow(expect.objectContaining({ code: 'group_leak' }))
      expect(() =>
        planGivenFolds(
          4,
          [
            [
              [0, 1],
              [2, 3],
            ],
          ],
          Int32Array.of(1, 2, 1, 2),
        ),
      ).toThrow(expect.objectContaining({ code: 'group_leak' }))
    })

    it('is never planned, outside or inside a search: a student who is known by heart helps nobody', () => {
      const plan = planFolds({ ...rows, folds: 5, seed: 1 })
      for (const { train, test } of splitSample(rows, plan)) {
        expect(test.groups!.some(g => train.groups!.includes(g))).toBe(false)
        expect(train.groups!.some(g => test.groups!.includes(g))).toBe(false)
      }
      const byHeart: Recipe = { steps: [], learner: { kind: 'forest', params: { trees: 20 } } }
      const { repeats } = crossValidate(rows, plan, fixed(byHeart), { seed: 1 })
      expect(metrics['accuracy'].compute(rows.y, repeats[0].forecast, binary)).toBeLessThan(0.7)
      const { tried } = tune(wholeOf(rows), { candidates: [{ name: 'by heart', complexity: 4, recipe: byHeart }], folds: 3 }, { seed: 1 })
      expect(tried[0].loss).toBeGreaterThan(0.6)
    })
  })

  it('AUC computed from the probability of the true class', () => {
    const y = [0, 0, 0, 1, 1, 1]
    const p = [0.3, 0.4, 0.2, 0.35, 0.25, 0.3]
    const ofTrueClass = y.map((c, i) => (c === 1 ? p[i] : 1 - p[i]))
    const auc = metrics['rocAuc'].compute(y, eventForecast(p), binary)
    expect(auc).toBeCloseTo(4.5 / 9, 12) // by hand: pairs that the event's own probability orders
    expect(metrics['rocAuc'].compute(y, eventForecast(ofTrueClass), binary)).toBe(0)
    expect(metrics['rocAuc'].compute(y, eventForecast(y.map(() => 0.3)), binary)).toBe(0.5) // the true class's would give 0
    expect(metrics['rocAuc'].compute(y, eventForecast(y.map(() => 0.8)), binary)).toBe(0.5) // and here 1
  })

  it('weighted F1 as a gate', () => {
    const random = createRandom(4)
    const course = Array.from({ length: 600 }, () => random.int(2))
    const y = course.map(c => Number(random.next() < (c === 1 ? 0.4 : 0.02)))
    const part = partOf(
      course.map(c => [c]),
      y,
      binary,
    )
    const prior: Recipe = { steps: [], learner: { kind: 'baseline' } }
    const model: Recipe = { steps: [], learner: { kind: 'linear' } }
    const plan = planFolds({ ...part, folds: 4, seed: 1 })
    const f1 = [prior, model].map(recipe => {
      const { repeats } = crossValidatePart(part, plan, fixed(recipe), { seed: 1 })
      return metrics['f1Weighted'].compute(part.y, repeats[0].forecast, binary)
    })
    expect(f1[0]).toBe(f1[1]) // nobody is above one half in either: F1 sees no difference, nor that the prior lists nobody
    const candidates = [
      { name: 'prior', complexity: 0, recipe: prior },
      { name: 'model', complexity: 2, recipe: model },
    ]
    expect(tune(part, { candidates, blend: false }, { seed: 1 }).chosen.name).toBe('model')
  })

  describe('missing values filled with 0', () => {
    const marks = [52, 54, 56, 58, 60, NaN, NaN, 55]
    const part = partOf(
      marks.map(m => [m]),
      [0, 0, 1, 1, 1, 0, 1, 0],
      binary,
    )

    it('imputation takes what is usual, and keeps which were missing', () => {
      const filled = steps['impute'].apply(steps['impute'].fit(part, steps['impute'].defaults, { seed: 1 }), part.table)
      const column = columnOf(filled, 'x0')
      expect(column.kind === 'numeric' && [...column.values]).toEqual([52, 54, 56, 58, 60, 55.5, 55.5, 55])
      const missing = columnOf(filled, 'x0=missing')
      expect(missing.kind === 'numeric' && [...missing.values]).toEqual([0, 0, 0, 0, 0, 1, 1, 0])
    })

    it('learners that take missing values tell them from 0', () => {
      const random = createRandom(6)
      const x = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? NaN : random.int(2) * 10))
      const rows = partOf(
        x.map(v => [v]),
        x.map(v => (v === 0 ? 1 : 0)), // 0 is an answer, and the worst one; not to have answered is not
        binary,
      )
      for (const [kind, learner] of Object.entries(learners)) {
        if (!learner.takes.missing || learner.elsewhere || kind === 'stack' || kind === 'baseline') continue
        const fitted = fitRecipe({ steps: [], learner: { kind } }, rows, { seed: 1 })
        const { data } = forecast(fitted, table([numericColumn('x0', [0, NaN])]))
        expect({ kind, zero: data[1] > 0.7, missing: data[3] < 0.3 }).toEqual({ kind, zero: true, missing: true })
      }
    })
  })

  it('calibrating upward only', () => {
    const random = createRandom(9)
    const p = Float64Array.from({ length: 1200 }, () => 0.4 + 0.55 * random.next())
    const y = p.map(q => Number(random.next() < q - 0.35)) // every forecast is far too high
    const high = eventForecast(p)
    const mean = (of: { data: Float64Array }) => of.data.reduce((sum, v, i) => sum + (i % 2) * v, 0) / p.length
    const happened = y.reduce((a, b) => a + b, 0) / y.length
    for (const { kind, fit, apply, tasks } of Object.values(calibrators)) {
      if (!tasks.includes('binary')) continue
      const after = mean(apply(fit(outOfFold({ task: binary, y, repeats: [{ forecast: high }] })), high))
      const near = kind === 'temperature' ? after < mean(high) : Math.abs(after - happened) < 0.02 // one temperature cannot shift a mean
      expect({ kind, near, lower: after < mean(high) }).toEqual({ kind, near: true, lower: true })
    }
  })

  describe('a batch’s last rows left without a forecast', () => {
    const train = toyPart('binary', { rows: 90 })
    const many = toyPart('binary', { rows: 1031, seed: 2 }).table

    it.each(Object.keys(learners).filter(kind => kind !== 'stack' && !learners[kind].elsewhere))(
      '%s forecasts every row of a table of any length',
      kind => {
        const fitted = fitRecipe({ steps: [], learner: { kind } }, train, { seed: 1 })
        const all = forecast(fitted, many)
        for (const rows of [1, 31, 32, 33, 64, 100, 127, 255, 257, 1000, 1031]) {
          const some = forecast(
            fitted,
            takeRows(
              many,
              Array.from({ length: rows }, (_, i) => i),
            ),
          )
          expect([some.rows, some.data.length]).toEqual([rows, 2 * rows])
          expect([...some.data.subarray(2 * rows - 2)]).toEqual([...all.data.subarray(2 * rows - 2, 2 * rows)])
          expect(some.data.every(v => v >= 0 && v <= 1)).toBe(true)
        }
      },
    )

    it('cross-validation forecasts every row that its plan tests', () => {
      const plan = planFolds({ ...train, folds: 7, repeats: 2, seed: 1 }) // 90 rows do not divide by 7
      const { repeats } = crossValidatePart(train, plan, fixed({ steps: [], learner: { kind: 'linear' } }), { seed: 1 })
      for (const { forecast: own, fold } of repeats) {
        expect(own.data.every(Number.isFinite)).toBe(true)
        expect(own.data).not.toEqual(matrix(90, 2).data)
        expect(fold.includes(-1)).toBe(false)
      }
    })
  })
})
