import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportCases } from '../../test/export-cases.ts'
import { HOSTILE, newRows } from '../../test/export-rows.ts'
import { lookupProgram } from '../../test/lookup-program.ts'
import { moduleOf } from '../../test/module-of.ts'
import { rawRows } from '../../test/raw-rows.ts'
import { forecast } from '../recipe.ts'
import { writeJavaScript } from './javascript.ts'
import { lowerRecipe } from './lower.ts'
import type { FormulaProgram } from './program.ts'

const table = newRows(10_000)
const rows = rawRows(table, '?')

const numberProgram: FormulaProgram = {
  task: { kind: 'regression' },
  inputs: [{ kind: 'numeric', name: 'x' }],
  ensembles: [],
  nodes: [{ op: 'number', input: 0 }],
  outputs: [0],
}

describe('writeJavaScript', () => {
  it.each(exportCases())('agrees with the recipe on 10,000 rows: $name', async ({ fitted }) => {
    const recipe = fitted()
    const own = await moduleOf(writeJavaScript(lowerRecipe(recipe), { missing: ['?'] }))
    const got = rows.flatMap(row => own.forecast(row))
    const { data } = forecast(recipe, table)
    expect(got).toHaveLength(data.length)
    expect(data.reduce((most, p, i) => Math.max(most, Math.abs(p - got[i])), 0)).toBeLessThan(1e-12)
    expect(own.classes).toEqual(recipe.task.kind === 'regression' ? undefined : recipe.task.classes)
  })

  it('reads any name and any level as data', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 10 }), fc.constantFrom(...HOSTILE, 'constructor', 'toString', ''))
    await fc.assert(
      fc.asyncProperty(text, fc.uniqueArray(text, { minLength: 1, maxLength: 5 }), async (name, levels) => {
        const { forecast: own, columns } = await moduleOf(writeJavaScript(lookupProgram(name, levels), { missing: [...levels, 'NA'] }))
        const ask = (value: unknown) => own(Object.fromEntries([[name, value]]))
        expect(columns).toEqual([name])
        expect(levels.map(ask)).toEqual(levels.map((_, at) => at)) // a level wins over a missing mark
        expect([own({}), ask(null), ask(undefined), ask('NA')]).toEqual([-1, -1, -1, levels.includes('NA') ? levels.indexOf('NA') : -1])
        expect(ask('no level of it')).toBe(levels.length)
      }),
      { seed: 1 },
    )
  })

  it('holds nothing that ends a script element or a line', () => {
    const text = writeJavaScript(lookupProgram(HOSTILE[2], [...HOSTILE]), { missing: [...HOSTILE] })
    expect(text).not.toMatch(/<\/?script|<!--|\u2028|\u2029/i)
  })

  it('takes whole numbers for codes, texts for numbers, and 3.0 for 3', async () => {
    const codes = await moduleOf(writeJavaScript(lookupProgram('grade', ['1', '2', '3']), { missing: [] }))
    expect([3, '3', ' 3 ', '3.0', 3n].map(grade => codes.forecast({ grade }))).toEqual([2, 2, 2, 2, 2])
    const { forecast: own } = await moduleOf(writeJavaScript(numberProgram, { missing: ['NA'] }))
    expect([1.5, '1.5', ' +15e-1 ', 2n].map(x => own({ x }))).toEqual([1.5, 1.5, 1.5, 2])
    expect([null, undefined, NaN, '', ' ', 'NA'].map(x => own({ x }))).toEqual(Array(6).fill(NaN))
  })

  it.each([
    ['much', RangeError],
    ['1,5', RangeError],
    [Infinity, RangeError],
    ['1e999', RangeError],
    [true, TypeError],
    [{}, TypeError],
  ])('refuses %j for a number', async (x, kind) => {
    const { forecast: own } = await moduleOf(writeJavaScript(numberProgram, { missing: [] }))
    expect(() => own({ x })).toThrow(kind)
  })
})
