import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { SqliteThread } from './sqlite-thread.ts'

/** Kysely over `node:sqlite` in a worker thread. One connection: who holds it has the database to itself. */
export function sqliteDialect(thread: SqliteThread): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driverOver(thread),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function driverOver(thread: SqliteThread): Driver {
  const connection = connectionOver(thread)
  let free: Promise<void> = Promise.resolve()
  let release: () => void = () => {}
  return {
    init: async () => {},
    async acquireConnection() {
      const before = free
      let done: () => void = () => {}
      free = new Promise(resolve => {
        done = resolve
      })
      await before
      release = done
      return connection
    },
    releaseConnection: async () => release(),
    beginTransaction: c => run(c, 'begin immediate'),
    commitTransaction: c => run(c, 'commit'),
    rollbackTransaction: c => run(c, 'rollback'),
    destroy: () => thread.close(),
  }
}

async function run(connection: DatabaseConnection, sql: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(sql))
}

function connectionOver(thread: SqliteThread): DatabaseConnection {
  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows, changes } = await thread.ask({ kind: 'query', sql, parameters })
      return { rows: rows as Row[], numAffectedRows: BigInt(changes) }
    },
    streamQuery() {
      throw new Error('Rows of the embedded database are not streamed. Read them in pages.')
    },
  }
}
