import { forecast } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { exportCases } from '../../learn/test/export-cases.ts'
import { newRows } from '../../learn/test/export-rows.ts'
import { forecastsById, largestDifference } from '../../learn/test/sql-rows.ts'
import { askDuckDb } from './ask-duckdb.ts'

const table = newRows(10_000)

describe('writeSql in DuckDB', () => {
  it.each(exportCases(['multiclass', 'ordinal', 'regression']))('agrees with the recipe on 10,000 rows: $name', async ({ fitted }) => {
    const recipe = fitted()
    const answered = await askDuckDb(table, forecastsById(recipe, 'duckdb'))
    expect(largestDifference(answered, forecast(recipe, table).data)).toBeLessThan(1e-6)
  })
})
