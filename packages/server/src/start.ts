import { readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { verifyAudit } from './audit.ts'
import { bearerOf, localOwner } from './auth.ts'
import { type RunTask, runTask } from './background/run-task.ts'
import { type Blobs, openBlobs } from './blobs.ts'
import { type Config, ConfigError } from './config.ts'
import { type Db, openPostgres, openSqlite } from './db/open.ts'
import { uploader } from './features/datasets/upload.ts'
import { forecastLog } from './features/forecasts/forecast-log.ts'
import { modelTaker } from './features/models/take-model.ts'
import { decider } from './features/training/decide.ts'
import { ensureDemo } from './features/training/demo.ts'
import { retrainHandler } from './features/training/retrain.ts'
import { bossQueue } from './jobs/boss-queue.ts'
import { startJobs } from './jobs/jobs.ts'
import { tableQueue } from './jobs/table-queue.ts'
import { lockFolder } from './lock.ts'
import { ProblemError } from './problem.ts'
import { currentDatasetIn } from './registry/current-dataset.ts'
import { activeDataset } from './registry/datasets.ts'
import { loadStanding } from './serving/load-standing.ts'
import { createServing } from './serving/serving.ts'

/** A server that listens. */
export interface Running {
  readonly app: FastifyInstance
  readonly url: string
  /** Nothing is stored yet: a demo model is being trained. */
  readonly firstStart: boolean
  /** Settles when forecasts are possible, or it is known why not. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** What tests may put in place of the real thing. */
export interface StartOptions {
  readonly now?: () => Date
  readonly runTask?: RunTask
  readonly logStream?: Writable
  readonly listen?: boolean
}

const FLUSH_MILLISECONDS = 10_000
const REFRESH_MILLISECONDS = 5000

/**
 * Opens everything in order (lock, store, blobs, jobs), listens, and on an empty store trains the demo model.
 *
 * @throws ConfigError, or Error with a sentence, when the folder is taken, the port is taken, or the store cannot be opened
 */
export async function startServer(config: Config, options: StartOptions = {}): Promise<Running> {
  const { now = () => new Date(), runTask: run = runTask, listen = true } = options
  const closers: (() => unknown)[] = []
  const close = async () => {
    while (closers.length > 0) await closers.pop()!()
  }
  try {
    const lock = lockFolder(config.folder)
    closers.push(() => lock.release())
    const uploadsFolder = await emptyFolder(join(config.folder, 'uploads'))
    const blobs = await openBlobs(join(config.folder, 'blobs'))
    const db = await openStore(config, now)
    closers.push(() => db.close())
    const { app, firstStart, ready } = await wire({ config, db, blobs, uploadsFolder, now, run, closers, options })
    if (listen) await listenOn(app, config)
    return {
      app,
      firstStart,
      url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${portOf(app, config)}`,
      ready: ready(),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

interface Wiring {
  readonly config: Config
  readonly db: Db
  readonly blobs: Blobs
  readonly uploadsFolder: string
  readonly now: () => Date
  readonly run: RunTask
  readonly closers: (() => unknown)[]
  readonly options: StartOptions
}

/** Puts the parts together. What is opened later is closed earlier. */
async function wire({ config, db, blobs, uploadsFolder, now, run, closers, options }: Wiring) {
  const { queries } = db
  const load = () => loadStanding(queries, blobs)
  const serving = createServing(await load(), before => loadStanding(queries, blobs, before))
  const forecasts = forecastLog(queries, now)
  closers.push(() => forecasts.flush())
  const shared = { db, blobs, serving, runTask: run, now }
  const bugs: { hear(error: unknown): void } = { hear: () => {} }
  const jobs = await startJobs({
    db,
    queue: config.databaseUrl ? await bossQueue(config.databaseUrl) : tableQueue(queries),
    handlers: { retrain: retrainHandler({ ...shared, effort: config.effort }) },
    now,
    onBug: error => bugs.hear(error),
  })
  closers.push(() => jobs.close())
  const app = await buildApp({
    queries,
    blobs,
    serving,
    jobs,
    forecasts,
    upload: uploader(shared),
    decide: decider(shared),
    takeModel: modelTaker(shared),
    currentDataset: currentDatasetIn(queries, blobs),
    checkData: async () => {
      if (!(await activeDataset(queries)))
        throw new ProblemError('no_data', 'There are no data to train on. Upload past students: POST /api/upload.')
    },
    authenticate: config.token ? bearerOf(config.token) : localOwner,
    now,
    uploadsFolder,
    webFolder: fileURLToPath(new URL('../../web/dist', import.meta.url)),
    version: readVersion(),
    log: { level: config.logLevel, ...(options.logStream && { stream: options.logStream }) },
  })
  closers.push(() => app.close())
  bugs.hear = error =>
    app.log.error(
      {
        name: (error as Error).name,
        at: String((error as Error).stack)
          .split('\n')
          .slice(1, 12),
      },
      'a bug in a job',
    )
  const audit = await verifyAudit(queries)
  if (audit.state === 'broken')
    app.log.error({ seq: audit.seq }, 'the audit log was changed by other means than this server; its chain breaks at this row')
  every(FLUSH_MILLISECONDS, () => forecasts.flush(), closers)
  if (config.databaseUrl) every(REFRESH_MILLISECONDS, () => serving.refresh(), closers) // another server may have put a model to work
  const stopped = new AbortController()
  closers.push(() => stopped.abort())
  const firstStart = (await activeDataset(queries)) === undefined
  return { app, firstStart, ready: () => ensureDemo({ ...shared, signal: stopped.signal }) }
}

async function openStore({ databaseUrl, folder }: Config, now: () => Date): Promise<Db> {
  return databaseUrl ? openPostgres(databaseUrl, now) : openSqlite(join(folder, 'headway.db'), now)
}

async function listenOn(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new ConfigError(`Port ${port} is taken on ${host}. Stop what listens there, or choose another: HEADWAY_PORT=8001 npm start`, {
      cause: error,
    })
  }
}

function portOf(app: FastifyInstance, { port }: Config): number {
  const address = app.server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** What a crash left in it is thrown away. */
async function emptyFolder(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  return folder
}

function every(milliseconds: number, work: () => Promise<unknown>, closers: (() => unknown)[]): void {
  const timer = setInterval(() => void work().catch(() => {}), milliseconds) // the next round tries again
  timer.unref()
  closers.push(() => clearInterval(timer))
}

function readVersion(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}
