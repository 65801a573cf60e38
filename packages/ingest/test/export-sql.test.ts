import { categoricalColumn, evaluateProgram, forecast, lowerRecipe, table, takeRows, writeSql } from '@headway/learn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportCases } from '../../learn/test/export-cases.ts'
import { HOSTILE, newRows } from '../../learn/test/export-rows.ts'
import { importedCases } from '../../learn/test/imported-cases.ts'
import { lookupProgram } from '../../learn/test/lookup-program.ts'
import { forecastsById, largestDifference } from '../../learn/test/sql-rows.ts'
import { sqlName, sqlText } from '../src/duckdb.ts'
import { askDuckDb } from './ask-duckdb.ts'

const rows = newRows(10_000)

describe('writeSql in DuckDB', () => {
  it.each(exportCases(['binary']))('agrees with the recipe on 10,000 rows: $name', async ({ fitted }) => {
    const recipe = fitted()
    const answered = await askDuckDb(rows, forecastsById(recipe, 'duckdb'))
    expect(largestDifference(answered, forecast(recipe, rows).data)).toBeLessThan(1e-6)
  })

  it.each(importedCases())('agrees with a model trained elsewhere: $name', async ({ fitted, rows: asked }) => {
    const answered = await askDuckDb(asked, forecastsById(fitted, 'duckdb'))
    expect(largestDifference(answered, forecast(fitted, asked).data)).toBeLessThan(1e-6)
  })

  it('reads any name and any level as data', async () => {
    const text = fc
      .oneof(fc.string({ unit: 'binary', maxLength: 10 }), fc.constantFrom(...HOSTILE, 'constructor', 'select', "it''s"))
      .filter(of => of !== '' && !/\0|\p{Surrogate}/u.test(of) && of.toLowerCase() !== 'id')
    await fc.assert(
      fc.asyncProperty(text, fc.uniqueArray(text, { minLength: 1, maxLength: 4 }), async (name, levels) => {
        const codes = [-1, ...levels.keys(), levels.length]
        const given = table([categoricalColumn(name, codes, [...levels, 'no level of it'])])
        const sql = writeSql(lookupProgram(name, levels), { dialect: 'duckdb', table: ['students'], key: ['id'], missing: [] })
        const answered = await askDuckDb(given, `SELECT * FROM (${sql}) ORDER BY id`)
        expect(answered.map(([, place]) => place)).toEqual(codes)
      }),
      { seed: 1, numRuns: 30 },
    )
  })

  it.each(['WHERE chance > 0.5', 'ORDER BY chance DESC LIMIT 10'])('can be filtered by the forecast: %s', async only => {
    const recipe = exportCases(['binary'])
      .find(({ name }) => name.startsWith('stack'))!
      .fitted()
    const program = lowerRecipe({ ...recipe, calibrator: { kind: 'platt', state: { slope: 0.8, intercept: -0.3 } } })
    const sql = writeSql(program, { dialect: 'duckdb', table: ['students'], key: ['id'], missing: ['?'] })
    const some = takeRows(
      rows,
      Int32Array.from({ length: 500 }, (_, i) => i),
    )
    const answered = await askDuckDb(some, `SELECT id, "p(c1)" AS chance FROM (${sql}) ${only}`)
    const { data } = evaluateProgram(program, some)
    expect(answered.length).toBeGreaterThan(0)
    const own = answered.map(([id]) => data[2 * Number(id) + 1])
    expect(largestDifference(answered, own)).toBeLessThan(1e-6)
  })

  it('has no forecast for a row with an infinite number, and takes NaN for missing', async () => {
    const recipe = exportCases(['binary'])
      .find(({ name }) => name.startsWith('additive'))!
      .fitted()
    const some = takeRows(rows, [0, 1, 2])
    const columns = some.columns.map(c =>
      c.kind === 'numeric' && c.name === 'taken' ? { ...c, values: Float64Array.of(Infinity, -Infinity, NaN) } : c,
    )
    const answered = await askDuckDb({ ...some, columns }, forecastsById(recipe, 'duckdb'))
    expect(answered.map(([, against]) => against === null)).toEqual([true, true, false])
  })

  it.each(['linear', 'boosting'])('understands the text for Spark, but for how it writes literals and names: %s', async learner => {
    const recipe = nameable(
      exportCases(['binary'])
        .find(({ name }) => name.startsWith(learner))!
        .fitted(),
    )
    const asked = nameable(
      takeRows(
        rows,
        Int32Array.from({ length: 500 }, (_, i) => i),
      ),
    )
    const answered = await askDuckDb(asked, inDuckDb(forecastsById(recipe, 'spark')))
    expect(largestDifference(answered, forecast(recipe, asked).data)).toBeLessThan(1e-6)
  })
})

/** Without ${, which no Spark name may hold. */
function nameable<T>(data: T): T {
  return renamed(data) as T
}

function renamed(data: unknown): unknown {
  if (typeof data === 'string') return data.replaceAll('${', '$')
  if (Array.isArray(data)) return data.map(renamed)
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data)) return data
  return Object.fromEntries(Object.entries(data).map(([name, of]) => [name, renamed(of)]))
}

/** Literals and names of Spark as DuckDB writes them. */
function inDuckDb(sql: string): string {
  const literals = /CAST\(X'([0-9A-F]*)' AS STRING\)|`((?:[^`]|``)*)`|(\d[\d.]*(?:e[+-]?\d+)?)D\b/g
  return sql.replace(literals, (_, hex?: string, name?: string, number?: string) => {
    if (hex !== undefined) return sqlText(Buffer.from(hex, 'hex').toString('utf8'))
    return name !== undefined ? sqlName(name.replaceAll('``', '`')) : `${number}::DOUBLE`
  })
}
