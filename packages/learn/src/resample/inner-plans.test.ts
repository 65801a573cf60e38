import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crossCalibrate } from '../calibrate/cross-calibrate.ts'
import { platt } from '../calibrate/platt.ts'
import { createRandom } from '../random.ts'
import type { Recipe } from '../recipe.ts'
import { sample } from '../sample.ts'
import { columnOf, type NumericColumn, numericColumn, table } from '../table.ts'
import { crossValidatePart, fixed } from './cross-validate.ts'
import { survivors } from './halving.ts'
import { innerPlans, judgedTerms } from './inner-plans.ts'
import { planWholeBlocks } from './plan-whole-blocks.ts'
import { wholeOf } from './split.ts'
import { type Candidate, tune } from './tune.ts'

const options = { folds: 4, repeats: 1 }

/** Terms of these sizes; a student of every seventh row comes back in the next term. */
function intakes(sizes: readonly number[], seed = 3) {
  const random = createRandom(seed)
  const terms = Int32Array.from(sizes.flatMap((size, term) => new Array<number>(size).fill(10 + term)))
  const x = Float64Array.from(terms, () => random.next() * 4 - 2)
  const z = Float64Array.from(terms, () => random.next() * 4 - 2)
  const groups = Int32Array.from(terms, (_, i) => (i % 7 === 0 && i >= 70 ? i - 70 : i))
  const y = x.map(v => Number(v + (random.next() - 0.5) * 3 > 0))
  return wholeOf(
    sample({
      table: table([numericColumn('x', x), numericColumn('z', z)]),
      y,
      task: { kind: 'binary', classes: ['no', 'yes'] },
      groups,
      terms,
    }),
  )
}

const alone = (column: string, lambda: number): Recipe => ({
  steps: [{ kind: 'select', params: { columns: [column] } }],
  learner: { kind: 'linear', params: { lambda } },
})
const candidates: readonly Candidate[] = [
  { name: 'x', complexity: 2, recipe: alone('x', 0.01) },
  { name: 'x, timid', complexity: 2, recipe: alone('x', 1) },
  { name: 'z', complexity: 2, recipe: alone('z', 0.01) },
  { name: 'prior', complexity: 0, recipe: { steps: [], learner: { kind: 'baseline' } } },
]

describe('innerPlans', () => {
  it.each([
    {
      name: 'three terms: choose by earlier ones, calibrate on each from the others',
      sizes: [80, 90, 100],
      kinds: ['earlier-terms', 'whole-terms'],
    },
    { name: 'two terms: each from the other', sizes: [80, 90], kinds: ['whole-terms', 'whole-terms'] },
    { name: 'two terms, one of them small: folds', sizes: [80, 49], kinds: ['folds', 'folds'] },
    { name: 'one term: folds', sizes: [200], kinds: ['folds', 'folds'] },
  ])('$name', ({ sizes, kinds }) => {
    const { choosing, calibrating } = innerPlans(intakes(sizes), options, 1)
    expect([choosing.kind, calibrating.kind]).toEqual(kinds)
  })

  it('takes folds when they are asked for, and refuses terms where there are none', () => {
    expect(innerPlans(intakes([80, 90]), { ...options, by: 'folds' }, 1).choosing.kind).toBe('folds')
    expect(() => innerPlans(intakes([80, 20]), { ...options, by: 'terms' }, 1)).toThrow(
      expect.objectContaining({ code: 'too_few_rows', message: expect.stringMatching(/at least 2 terms of 50 rows/) }),
    )
  })

  it('takes folds where all students of one term come back in the other', () => {
    const part = intakes([60, 60])
    expect(innerPlans({ ...part, groups: Int32Array.from(part.y, (_, i) => i % 60) }, options, 1).choosing.kind).toBe('folds')
  })
})

describe('judgedTerms', () => {
  it('joins a small term to the next, the last to the one before, and a term of one outcome as well', () => {
    expect(new Set(judgedTerms(intakes([20, 60, 70]))!.slice(0, 80))).toEqual(new Set([0]))
    expect([...new Set(judgedTerms(intakes([60, 70, 20])))]).toEqual([0, 1])
    const part = intakes([60, 60, 60])
    const y = part.y.map((v, i) => (i < 60 ? 1 : v))
    expect(judgedTerms({ ...part, y })!.slice(0, 120)).toEqual(new Int32Array(120))
  })

  it('numbers blocks of terms in time: each of at least 50 rows with two outcomes, none overlapping', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 120 }), { minLength: 1, maxLength: 5 }), sizes => {
        fc.pre(sizes.some(size => size > 0))
        const part = intakes(sizes)
        const blocks = judgedTerms(part)
        if (!blocks) return
        for (const block of new Set(blocks)) {
          const y = part.y.filter((_, i) => blocks[i] === block)
          expect(y.length >= 50 && new Set(y).size === 2).toBe(true)
        }
        expect([...blocks]).toEqual([...blocks].sort((a, b) => a - b)) // rows of the toy stand by term
      }),
      { seed: 1 },
    )
  })
})

describe('tune by terms', () => {
  const part = intakes([120, 120, 120])

  it('finds the good recipe, averages, and gives every line a number', () => {
    const { tried, judgedOn, best } = tune(part, { candidates }, { seed: 1 })
    expect(judgedOn).toBe('earlier-terms')
    expect(best.name).toMatch(/^(x|blend)/)
    expect(tried.map(t => t.name)).toContain('blend')
    for (const { loss, worseBy, standardError, low, high } of tried) {
      expect([loss, worseBy, standardError, low, high].every(Number.isFinite)).toBe(true)
    }
  })

  it('chooses by other forecasts than folds give', () => {
    const losses = (by: 'terms' | 'folds') => tune(part, { candidates, by }, { seed: 1 }).tried.map(t => t.loss)
    expect(losses('terms')).not.toEqual(losses('folds'))
  })

  it.each(['auto', 'platt', 'beta', 'temperature'])('calibrates by %s', calibrator => {
    const { fitted } = tune(part, { candidates, calibrator }, { seed: 1 })
    if (calibrator !== 'auto') expect(fitted.calibrator!.kind).toBe(calibrator)
    expect(tune(intakes([120, 120]), { candidates, calibrator, choose: 'best' }, { seed: 1 }).judgedOn).toBe('whole-terms')
  })

  it('calibrates on forecasts of each term by a model of the others, and gives them when asked', () => {
    const [only] = candidates
    const { groups, terms } = part
    const left = planWholeBlocks({ blocks: terms!, groups: groups!, kind: 'whole-terms' })
    const forecasts = crossValidatePart(part, left, fixed(only.recipe), { seed: 1 })
    const { fitted, leftOut } = tune(part, { candidates: [only], calibrator: 'platt', leftOut: true }, { seed: 1 })
    expect(fitted.calibrator!.state).toEqual(platt.fit(forecasts))
    expect(leftOut).toEqual(crossCalibrate(forecasts, 'platt'))
    expect(tune(part, { candidates: [only], leftOut: true }, { seed: 1 }).leftOut).toEqual(forecasts)
    expect(tune(part, { candidates: [only] }, { seed: 1 }).leftOut).toBeUndefined()
  })

  it('lets no candidate through the rungs that works in earlier terms alone', () => {
    const x = columnOf(part.table, 'x') as NumericColumn
    const turned = { ...x, values: x.values.map((v, i) => (part.terms![i] === 12 ? 0 - v : v)) }
    const late = { ...part, table: table([turned, columnOf(part.table, 'z')]) }
    const more = [...candidates, { name: 'z, timid', complexity: 2, recipe: alone('z', 1) }]
    const names = survivors(late, more, { seed: 1 }, judgedTerms(late)).map(c => c.name)
    expect(names.some(name => name.startsWith('x'))).toBe(false)
    expect(survivors(late, more, { seed: 1 }).map(c => c.name)).toContain('x') // of rows dealt at random it does well
  })

  it('halves first where there are many rows', () => {
    const { finished, tried } = tune(part, { candidates, halveAbove: 100, blend: false }, { seed: 1 })
    expect(finished.length).toBeLessThan(candidates.length)
    expect(finished).toContain('prior')
    expect(tried[0].name).toMatch(/^x/)
  })

  it('keeps what it finds apart from what folds found', () => {
    const kept = new Map<string, string>()
    const memory = { get: (key: string) => kept.get(key), set: (key: string, text: string) => void kept.set(key, text) }
    const plain = tune(part, { candidates, by: 'terms' }, { seed: 1 })
    tune(part, { candidates, by: 'folds', folds: 2, memory }, { seed: 1 }) // as many folds as terms are tested
    expect(tune(part, { candidates, by: 'terms', memory }, { seed: 1 })).toEqual(plain)
    expect(kept.size).toBe(2 * candidates.length)
    expect(tune(part, { candidates, by: 'terms', memory }, { seed: 1 })).toEqual(plain)
    expect(kept.size).toBe(2 * candidates.length)
  })
})
