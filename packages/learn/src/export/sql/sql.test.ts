import { describe, expect, it } from 'vitest'
import { exportRecipes } from '../../../test/export-cases.ts'
import { exportPart } from '../../../test/export-rows.ts'
import { lookupProgram } from '../../../test/lookup-program.ts'
import { fitRecipe } from '../../recipe.ts'
import { lowerRecipe } from '../lower.ts'
import type { FormulaProgram } from '../program.ts'
import { type SqlOptions, writeSql } from './sql.ts'

const options: SqlOptions = { dialect: 'postgresql', table: ['students'], key: ['id'], missing: [] }
const classed = (classes: readonly string[]): FormulaProgram => ({
  ...lookupProgram('x', ['a']),
  task: { kind: 'multiclass', classes },
  outputs: classes.map(() => 0),
})
const columnsOf = (sql: string) => sql.slice(sql.lastIndexOf('SELECT'))

describe('writeSql', () => {
  it('is one readable statement', () => {
    expect(writeSql({ ...lookupProgram('course', ['a', `b's`]), task: { kind: 'regression' } }, { ...options, missing: ['NA'] })).toBe(
      `WITH step_0 AS (
  SELECT
    s."id" AS k0,
    TRIM(CAST(s."course" AS TEXT)) AS t0
  FROM "students" AS s OFFSET 0
),
step_1 AS (
  SELECT
    k0,
    CASE WHEN t0 IS NULL OR t0 IN ('', 'NA') THEN -1 ELSE CASE t0 WHEN 'a' THEN 0 WHEN 'b''s' THEN 1 ELSE 2 END END AS c0
  FROM step_0 OFFSET 0
),
step_2 AS (
  SELECT
    k0,
    CASE WHEN c0 IN (-1) THEN '-1'::float8 WHEN c0 IN (0) THEN '0'::float8 WHEN c0 IN (1) THEN '1'::float8 ELSE '2'::float8 END AS v0
  FROM step_1 OFFSET 0
)
  SELECT
    k0 AS "id",
    v0 AS "forecast"
  FROM step_2
`,
    )
  })

  it('calls the columns by their classes, or p0, p1 … where a database would confuse or cut them', () => {
    expect(columnsOf(writeSql(classed(['Pass', 'Fail']), options))).toContain('v0 AS "p(Pass)",\n    v0 AS "p(Fail)"')
    for (const classes of [
      ['Pass', 'pass'],
      ['a', 'é'.repeat(31)],
      ['a', 'b\0'],
    ]) {
      expect(columnsOf(writeSql(classed(classes), options))).toContain('v0 AS "p0",\n    v0 AS "p1"')
    }
  })

  it('hides no table that is called as one of its steps', () => {
    expect(writeSql(lookupProgram('x', ['a']), { ...options, table: ['Step_0'] })).toContain('_step_0 AS (')
  })

  it('refuses more than 100 trees, and says what can be done', () => {
    const recipe = { ...exportRecipes.boosting, learner: { kind: 'boosting', params: { rounds: 101, maxLeaves: 2 } } }
    const program = lowerRecipe(fitRecipe(recipe, exportPart('binary'), { seed: 1 }))
    expect(() => writeSql(program, options)).toThrow(
      /adds 101 trees, and SQL takes up to 100\. Train with fewer trees.*or export to JavaScript or ONNX/,
    )
  })

  it.each([
    ['a network of 100,000 weights', 50_001, /has \d+ numbers/],
    ['levels without end', 60_000, /has \d+ numbers/],
  ])('refuses %s', (_, numbers, said) => {
    const levels = Array.from({ length: numbers }, (_, i) => `l${i}`)
    expect(() => writeSql(lookupProgram('x', levels), options)).toThrow(said)
  })

  it.each([
    [{ dialect: 'db2' as 'duckdb' }, 'bad_param'],
    [{ table: [] }, 'bad_param'],
    [{ table: [''] }, 'not_exportable'],
    [{ key: ['a\0'] }, 'not_exportable'],
  ])('refuses %j', (wrong, code) => {
    expect(() => writeSql(lookupProgram('x', ['a']), { ...options, ...wrong })).toThrow(expect.objectContaining({ code }))
  })
})
