import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columnOf, type FittedRecipe, forecast, lowerRecipe, writeSql } from '@headway/learn'
import { exportCases } from '../packages/learn/test/export-cases.ts'
import { newRows } from '../packages/learn/test/export-rows.ts'
import { rawRows } from '../packages/learn/test/raw-rows.ts'

/*
 * Asks a real Spark what the SQL of its dialect says, for every learner and task, and compares with the recipes' own forecasts:
 *
 *   node bench/export-spark.ts <python that has pyspark 3.5 or 4> [rows]
 *
 * Too slow for the tests (and Spark needs Java): run it when the SQL writer changes. The exit code is 1 where a forecast is more than 1e-6 off.
 */
const [python = 'python3', count = '10000'] = process.argv.slice(2)
/** Spark reads settings into names with ${ in them, so none is exported; these recipes have such a name otherwise. */
const nameable = <T>(data: T): T => JSON.parse(JSON.stringify(data).replaceAll('${', '$')) as T

const folder = mkdtempSync(join(tmpdir(), 'headway-spark-'))
try {
  const rows = newRows(Number(count))
  const table = { ...rows, columns: rows.columns.map(column => ({ ...column, name: column.name.replaceAll('${', '$') })) }
  const cases = exportCases().map(({ name, fitted }) => {
    const recipe = nameable<FittedRecipe>(fitted())
    const levelled = { ...table, columns: table.columns.map(c => (c.kind === 'categorical' ? { ...c, levels: nameable(c.levels) } : c)) }
    const { cols, data } = forecast(recipe, levelled)
    return {
      name,
      sql: writeSql(lowerRecipe(recipe), { dialect: 'spark', table: ['students'], key: ['id'], missing: ['?'] }),
      cols,
      wanted: [...data],
    }
  })
  const columns = table.columns.map(({ name }) => ({ name, numeric: columnOf(table, name).kind === 'numeric' }))
  const numbers = (row: Record<string, number | string | null>) =>
    columns.map(({ name, numeric }) =>
      numeric && row[name] !== null ? (['', '?'].includes(String(row[name])) ? null : Number(row[name])) : nameable(row[name]),
    )
  writeFileSync(join(folder, 'cases.json'), JSON.stringify({ columns, rows: rawRows(table, '?').map(numbers), cases }))
  process.exitCode = spawnSync(python, [join(import.meta.dirname, 'peers', 'spark.py'), folder], { stdio: 'inherit' }).status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
