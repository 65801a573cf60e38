import type { Table } from '@headway/learn'
import { sqlRows } from '../../learn/test/sql-rows.ts'
import { connect } from '../src/duckdb.ts'

let loaded: Table | undefined

/** What DuckDB answers when these rows stand in the table `students`, gaps marked by ? among others. */
export async function askDuckDb(table: Table, sql: string): Promise<readonly (readonly unknown[])[]> {
  const db = await connect()
  try {
    if (loaded !== table) {
      loaded = undefined
      await db.run('DROP TABLE IF EXISTS students')
      for (const statement of sqlRows('students', table, 'duckdb', '?')) await db.run(statement)
      loaded = table
    }
    return await (await db.run(sql)).getRowsJS()
  } finally {
    db.disconnectSync()
  }
}
