import { randomBytes } from 'node:crypto'
import { type FittedRecipe, forecast } from '@headway/learn'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportCases } from '../../learn/test/export-cases.ts'
import { newRows } from '../../learn/test/export-rows.ts'
import { importedCases } from '../../learn/test/imported-cases.ts'
import { forecastsById, largestDifference, sqlRows } from '../../learn/test/sql-rows.ts'

const url = process.env['HEADWAY_TEST_POSTGRES']
const schema = `headway_${randomBytes(6).toString('hex')}`
const table = newRows(10_000)

describe.skipIf(!url && !process.env['CI'])('writeSql in PostgreSQL (HEADWAY_TEST_POSTGRES)', () => {
  const db = new pg.Client({ connectionString: url })

  beforeAll(async () => {
    await db.connect()
    await db.query(`CREATE SCHEMA ${schema}`)
    for (const statement of sqlRows(`${schema}.students`, table, 'postgresql', '?')) await db.query(statement)
  })

  afterAll(async () => {
    await db.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
    await db.end()
  })

  async function answersOf(fitted: FittedRecipe, name: string): Promise<unknown[][]> {
    const text = forecastsById(fitted, 'postgresql', [schema, name])
    return (await db.query<unknown[]>({ text, rowMode: 'array' })).rows
  }

  it.each(exportCases())('agrees with the recipe on 10,000 rows: $name', async ({ fitted }) => {
    const recipe = fitted()
    expect(largestDifference(await answersOf(recipe, 'students'), forecast(recipe, table).data)).toBeLessThan(1e-6)
  })

  it.each(importedCases())('agrees with a model trained elsewhere: $name', async ({ fitted, rows }) => {
    await db.query(`DROP TABLE IF EXISTS ${schema}.others`)
    for (const statement of sqlRows(`${schema}.others`, rows, 'postgresql', '?')) await db.query(statement)
    expect(largestDifference(await answersOf(fitted, 'others'), forecast(fitted, rows).data)).toBeLessThan(1e-6)
  })

  it.each(['on', 'off'])('reads names and levels as data with standard_conforming_strings %s', async setting => {
    const recipe = exportCases(['binary'])
      .find(({ name }) => name.startsWith('linear'))!
      .fitted()
    await db.query(`SET standard_conforming_strings = ${setting}`)
    expect(largestDifference(await answersOf(recipe, 'students'), forecast(recipe, table).data)).toBeLessThan(1e-6)
  })
})
