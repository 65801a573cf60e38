import { basename } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { IngestError } from '../errors.ts'
import { withTemporaryFolder } from '../with-temporary-folder.ts'

export interface WorkOptions {
  readonly signal?: AbortSignal
  readonly progress?: (what: string, done: number, total: number) => void
  /** Of the database, in MB; what does not fit goes to a temporary file. The records themselves come on top. */
  readonly memory?: number
  readonly threads?: number
}

/** A database of its own for one piece of work, with a folder for what does not fit; both go when the work is done. */
export interface Workbench {
  readonly connection: DuckDBConnection
  readonly folder: string
  readonly progress: (what: string, done: number, total: number) => void
  readonly signal: AbortSignal | undefined
  /** Runs `work`; whatever the database says against a file becomes an IngestError about it, or `aborted`. */
  on<T>(file: string, work: () => Promise<T>): Promise<T>
}

/** @throws IngestError `aborted`, and whatever `use` throws */
export async function withWorkbench<T>(options: WorkOptions, use: (bench: Workbench) => Promise<T>): Promise<T> {
  const { signal, progress = () => {}, memory = 700, threads = 2 } = options
  return withTemporaryFolder(async folder => {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      memory_limit: `${memory}MB`,
      threads: String(threads),
      temp_directory: folder,
    })
    const connection = await instance.connect()
    const interrupt = () => connection.interrupt()
    signal?.addEventListener('abort', interrupt)
    const on = async <R>(file: string, work: () => Promise<R>): Promise<R> => {
      if (signal?.aborted) throw stopped(file)
      try {
        const result = await work()
        if (signal?.aborted) throw stopped(file)
        return result
      } catch (error) {
        if (error instanceof IngestError) throw error
        throw signal?.aborted ? stopped(file) : damaged(file, error)
      }
    }
    try {
      return await use({ connection, folder, progress, signal, on })
    } finally {
      signal?.removeEventListener('abort', interrupt)
      connection.disconnectSync()
      instance.closeSync()
    }
  })
}

function stopped(file: string): IngestError {
  return new IngestError('aborted', file, 'the work was stopped from outside. Nothing was kept; start it again when you like.')
}

/** What the database says of our own queries is a fault of ours and stays what it is. */
function damaged(file: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || cause.constructor !== Error) return cause
  if (/^(Parser|Binder|Catalog|Internal|Not implemented|Out of Memory) Error/.test(cause.message)) return cause
  return new IngestError(
    'damaged_file',
    basename(file),
    `it cannot be read to its end (${cause.message.split('\n')[0]}). It was cut or changed: copy or export it again.`,
    { cause },
  )
}

/** Says how far the database is with `work`, five times a second, as the first half: DuckDB counts what it reads, not what it sorts. */
export async function watched<T>({ connection, progress }: Workbench, what: string, work: () => Promise<T>): Promise<T> {
  await connection.run('set enable_progress_bar = true; set enable_progress_bar_print = false')
  let last = 0
  const timer = setInterval(() => {
    const { percentage } = connection.progress
    if (percentage / 2 <= last) return
    last = percentage / 2
    progress(what, Math.floor(last), 100)
  }, 200)
  return work().finally(() => clearInterval(timer))
}
