import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

let shared: Promise<DuckDBInstance> | undefined

/** A connection to the process's one in-memory DuckDB, made when first asked for. It loads nothing from outside. Disconnect it after use. */
export async function connect(): Promise<DuckDBConnection> {
  shared ??= DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' })
  return (await shared).connect()
}

/** @example sqlText("it's") // "'it''s'" */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** @example sqlName('say "id"') // '"say ""id"""' */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** @example sqlList(['a', 'b']) // "['a', 'b']" */
export function sqlList(texts: readonly string[]): string {
  return `[${texts.map(sqlText).join(', ')}]`
}
