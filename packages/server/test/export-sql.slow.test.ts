import { randomBytes } from 'node:crypto'
import { forecast, lowerRecipe, writeSql } from '@headway/learn'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportCases } from '../../learn/test/export-cases.ts'
import { newRows } from '../../learn/test/export-rows.ts'
import { largestDifference, sqlRows } from '../../learn/test/sql-rows.ts'

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

  it.each(exportCases())('agrees with the recipe on 10,000 rows: $name', async ({ fitted }) => {
    const recipe = fitted()
    const sql = writeSql(lowerRecipe(recipe), { dialect: 'postgresql', table: [schema, 'students'], key: ['id'], missing: ['?'] })
    const { rows } = await db.query<unknown[]>({ text: `SELECT * FROM (${sql}) AS forecasts ORDER BY id`, rowMode: 'array' })
    expect(largestDifference(rows, forecast(recipe, table).data)).toBeLessThan(1e-6)
  })

  it.each(['on', 'off'])('reads names and levels as data with standard_conforming_strings %s', async setting => {
    const recipe = exportCases(['binary'])
      .find(({ name }) => name.startsWith('linear'))!
      .fitted()
    const sql = writeSql(lowerRecipe(recipe), { dialect: 'postgresql', table: [schema, 'students'], key: ['id'], missing: ['?'] })
    await db.query(`SET standard_conforming_strings = ${setting}`)
    const { rows } = await db.query<unknown[]>({ text: `SELECT * FROM (${sql}) AS forecasts ORDER BY id`, rowMode: 'array' })
    expect(largestDifference(rows, forecast(recipe, table).data)).toBeLessThan(1e-6)
  })
})
