import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import { migrate } from './migrate.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { openSqliteThread } from './sqlite-thread.ts'

export type Queries = Kysely<Schema>
export type Change = Transaction<Schema>

/** The store. Where the dialects must differ, they differ in this folder. */
export interface Db {
  readonly dialect: 'sqlite' | 'postgres'
  readonly queries: Queries
  /** All of it or nothing; changes wait for each other. */
  change<T>(work: (change: Change) => Promise<T>): Promise<T>
  /** Several statements at once, without parameters. */
  script(sql: string): Promise<void>
  close(): Promise<void>
}

/** The embedded store: one file, or `:memory:`. Migrated when it comes back. */
export async function openSqlite(path: string, now: () => Date): Promise<Db> {
  const thread = openSqliteThread(path)
  const queries = new Kysely<Schema>({ dialect: sqliteDialect(thread) })
  const db: Db = {
    dialect: 'sqlite',
    queries,
    change: work => queries.transaction().execute(work),
    script: async sql => void (await thread.ask({ kind: 'script', sql })),
    close: () => queries.destroy(),
  }
  return migrated(db, now)
}

/** PostgreSQL 15 or newer, by its address. */
export async function openPostgres(url: string, now: () => Date): Promise<Db> {
  const { default: pg } = await import('pg') // only where it is asked for: the embedded store starts without it
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  pool.on('error', () => {}) // an idle connection was cut; the next query opens another
  const queries = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  const db: Db = {
    dialect: 'postgres',
    queries,
    change: work =>
      queries.transaction().execute(async change => {
        await change.executeQuery(lockChanges)
        return work(change)
      }),
    script: async sql => void (await pool.query(sql)),
    close: () => queries.destroy(),
  }
  return migrated(db, now)
}

async function migrated(db: Db, now: () => Date): Promise<Db> {
  try {
    await migrate(db, now)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

/** Changes wait for each other across servers, so that the audit chain has one order. Released when the transaction ends. */
const lockChanges = CompiledQuery.raw('select pg_advisory_xact_lock(7165391)')

/** Whether a unique index refused the row. */
export function isDuplicate(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return error.code === '23505' || error.code === 2067 || error.code === 1555 // PostgreSQL; SQLite: unique index, primary key
}
