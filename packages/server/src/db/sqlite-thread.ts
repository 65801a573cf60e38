import { Worker } from 'node:worker_threads'
import type { SqliteReply, SqliteRequest } from './sqlite-worker.ts'

/** An SQLite error with its extended result code; 2067 is a broken unique index. */
export class SqliteError extends Error {
  override readonly name = 'SqliteError'
  readonly code: number

  constructor(message: string, code: number) {
    super(message)
    this.code = code
  }
}

type Waiting = { resolve(reply: { rows: readonly unknown[]; changes: number }): void; reject(error: Error): void }
type Asked =
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly kind: 'script'; readonly sql: string }
  | { readonly kind: 'close' }

/** One database in a thread of its own, so that a slow disk never stalls a forecast. */
export interface SqliteThread {
  ask(request: Asked): Promise<{ readonly rows: readonly unknown[]; readonly changes: number }>
  close(): Promise<void>
}

/** @param path a file, or `:memory:` */
export function openSqliteThread(path: string): SqliteThread {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { path } })
  const waiting = new Map<number, Waiting>()
  let ended: Error | undefined
  let next = 0
  const end = (error: Error) => {
    ended = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', (reply: SqliteReply) => {
    const { resolve, reject } = waiting.get(reply.id)!
    waiting.delete(reply.id)
    if (waiting.size === 0) worker.unref()
    if (reply.ok) resolve(reply)
    else reject(new SqliteError(reply.message, reply.code))
  })
  worker.on('error', error => end(new Error(`The database thread stopped: ${(error as Error).message}`, { cause: error })))
  worker.on('exit', () => end(ended ?? new Error('The database is closed.')))
  worker.unref()

  const ask: SqliteThread['ask'] = request =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      const id = next++
      waiting.set(id, { resolve, reject })
      worker.ref() // the process lives while an answer is due
      worker.postMessage({ ...request, id } satisfies SqliteRequest)
    })
  return {
    ask,
    async close() {
      if (!ended) await ask({ kind: 'close' })
      await worker.terminate()
    },
  }
}
