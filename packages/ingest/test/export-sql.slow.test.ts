import { forecast, lowerRecipe, writeSql } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { exportCases } from '../../learn/test/export-cases.ts'
import { newRows } from '../../learn/test/export-rows.ts'
import { largestDifference } from '../../learn/test/sql-rows.ts'
import { askDuckDb } from './ask-duckdb.ts'

const table = newRows(10_000)

describe('writeSql in DuckDB', () => {
  it.each(exportCases(['multiclass', 'ordinal', 'regression']))('agrees with the recipe on 10,000 rows: $name', async ({ fitted }) => {
    const recipe = fitted()
    const sql = writeSql(lowerRecipe(recipe), { dialect: 'duckdb', table: ['students'], key: ['id'], missing: ['?'] })
    const answered = await askDuckDb(table, `SELECT * FROM (${sql}) ORDER BY id`)
    expect(largestDifference(answered, forecast(recipe, table).data)).toBeLessThan(1e-6)
  })
})
