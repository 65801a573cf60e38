import { describe, expect, it } from 'vitest'
import { importedCases } from '../../../test/imported-cases.ts'
import { moduleOf } from '../../../test/module-of.ts'
import { rawRows } from '../../../test/raw-rows.ts'
import { evaluateProgram } from '../../export/evaluate.ts'
import { writeJavaScript } from '../../export/javascript.ts'
import { lowerRecipe } from '../../export/lower.ts'
import { forecast } from '../../recipe.ts'
import type { ImportedModel } from './model.ts'

/** The largest difference, for numbers above 1 as a share of them. */
function farthest(got: readonly number[], wanted: readonly number[]): number {
  expect(got).toHaveLength(wanted.length)
  return Math.max(...wanted.map((v, i) => Math.abs(got[i] - v) / Math.max(1, Math.abs(v))))
}

describe('an imported model as a formula', () => {
  it.each(importedCases())('forecasts as it does itself, and so does its JavaScript: $name', async ({ fitted, rows }) => {
    const program = lowerRecipe(fitted)
    const wanted = [...forecast(fitted, rows).data]
    expect(farthest([...evaluateProgram(program, rows).data], wanted)).toBeLessThan(1e-12)
    const own = await moduleOf(writeJavaScript(program, { missing: ['?'] }))
    const got = rawRows(rows, '?').flatMap(row => own.forecast(row))
    expect(farthest(got, wanted)).toBeLessThan(1e-12)
  })
  it.each<[string, ImportedModel['link'], Partial<ImportedModel>]>([
    ['a score whose exponential no double holds', 'exp', { base: [1000] }],
    ['a square root below 0', 'square', { base: [-50] }],
    ['a slope and a base', 'logistic', { base: [0.7], slope: 0.3 }],
    ['no trees', 'softmax', { trees: [], outputOf: [], base: [0.1, 0.2, -3] }],
  ])('knows %s', (_, link, change) => {
    const { fitted, rows } = importedCases().find(c => (c.fitted.model as ImportedModel).link === link)!
    const changed = { ...fitted, model: { ...(fitted.model as ImportedModel), ...change } }
    const wanted = [...forecast(changed, rows).data]
    expect(farthest([...evaluateProgram(lowerRecipe(changed), rows).data], wanted)).toBeLessThan(1e-12)
  })
})
