import { describe, expect, it } from 'vitest'
import { exportCases } from '../../test/export-cases.ts'
import { newRows } from '../../test/export-rows.ts'
import { rawRows } from '../../test/raw-rows.ts'
import { type FittedRecipe, forecast } from '../recipe.ts'
import { takeRows } from '../table.ts'
import { writeJavaScript } from './javascript.ts'
import { lowerRecipe } from './lower.ts'

interface Written {
  readonly columns: readonly string[]
  readonly classes?: readonly string[]
  readonly forecast: (row: object) => number | number[]
}

/** Of 10,000 rows for one task of each learner, and of fewer for the others. */
const cases = exportCases().map(of => ({ ...of, rows: of.name.includes('binary') ? 10_000 : 1_000 }))
const table = newRows(10_000)

async function written(fitted: FittedRecipe, missing = ['?']): Promise<Written> {
  const text = writeJavaScript(lowerRecipe(fitted), { missing })
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)
}

describe('writeJavaScript', () => {
  it.each(cases)('agrees with the recipe on $rows rows: $name', async ({ fitted, rows }) => {
    const recipe = fitted()
    const own = await written(recipe)
    const asked = takeRows(
      table,
      Int32Array.from({ length: rows }, (_, i) => i),
    )
    const got = rawRows(asked, '?').flatMap(row => own.forecast(row))
    const { data } = forecast(recipe, asked)
    expect(got).toHaveLength(data.length)
    expect(data.reduce((most, p, i) => Math.max(most, Math.abs(p - got[i])), 0)).toBeLessThan(1e-12)
    expect(own.classes).toEqual(recipe.task.kind === 'regression' ? undefined : recipe.task.classes)
  })
})
