import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

/** What the dialect asks of the thread that holds the database. */
export type SqliteRequest =
  | { readonly id: number; readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly kind: 'script'; readonly sql: string }
  | { readonly id: number; readonly kind: 'close' }

export type SqliteReply =
  | { readonly id: number; readonly ok: true; readonly rows: readonly unknown[]; readonly changes: number }
  | { readonly id: number; readonly ok: false; readonly message: string; readonly code: number }

/** Prepared statements are kept, the most recently used 200. */
const MOST_STATEMENTS = 200

const port = parentPort
if (port) serve(port, new DatabaseSync((workerData as { path: string }).path, { timeout: 5000 }))

function serve(from: NonNullable<typeof parentPort>, database: DatabaseSync): void {
  // WAL with full sync: what was committed survives a power cut
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;')
  const statements = new Map<string, StatementSync>()
  from.on('message', (request: SqliteRequest) => {
    try {
      from.postMessage({ id: request.id, ok: true, ...run(database, statements, request) } satisfies SqliteReply)
      if (request.kind === 'close') from.close()
    } catch (error) {
      if (request.kind === 'script' && database.isTransaction) database.exec('rollback')
      const { message, errcode = 0 } = error as Error & { errcode?: number }
      from.postMessage({ id: request.id, ok: false, message, code: errcode } satisfies SqliteReply)
    }
  })
}

function run(database: DatabaseSync, statements: Map<string, StatementSync>, request: SqliteRequest): { rows: unknown[]; changes: number } {
  switch (request.kind) {
    case 'script':
      database.exec(request.sql)
      return { rows: [], changes: 0 }
    case 'close':
      database.close()
      return { rows: [], changes: 0 }
    case 'query': {
      const statement = prepared(database, statements, request.sql)
      const values = request.parameters as SQLInputValue[]
      if (statement.columns().length > 0) return { rows: statement.all(...values), changes: 0 }
      return { rows: [], changes: Number(statement.run(...values).changes) }
    }
    default:
      return request satisfies never
  }
}

function prepared(database: DatabaseSync, statements: Map<string, StatementSync>, sql: string): StatementSync {
  const statement = statements.get(sql) ?? database.prepare(sql)
  statements.delete(sql)
  statements.set(sql, statement)
  const [oldest] = statements.keys()
  if (statements.size > MOST_STATEMENTS && oldest !== undefined) statements.delete(oldest)
  return statement
}
