import { appendAudit } from '../../audit.ts'
import type { RunTask } from '../../background/run-task.ts'
import type { DemoOutcome } from '../../background/tasks.ts'
import type { Blobs } from '../../blobs.ts'
import type { Db } from '../../db/open.ts'
import { refusalOf } from '../../refusal-of.ts'
import { promote } from '../../registry/champions.ts'
import { activeDataset, addDataset } from '../../registry/datasets.ts'
import { addModel } from '../../registry/models.ts'
import type { Serving } from '../../serving/serving.ts'

export interface DemoDeps {
  readonly db: Db
  readonly blobs: Blobs
  readonly serving: Serving
  readonly runTask: RunTask
  readonly now: () => Date
  readonly signal: AbortSignal
}

const DEMO = { rows: 600, seed: 1 }

/**
 * On an empty store: invents students, trains on them, and puts the model to work, all marked synthetic, so that a newcomer gets an
 * answer at once. Until then the server says that it prepares; if it fails, it says why. Records that were uploaded meanwhile win.
 */
export async function ensureDemo({ db, blobs, serving, runTask, now, signal }: DemoDeps): Promise<void> {
  if (await activeDataset(db.queries)) return
  serving.put({ state: 'preparing', done: 0, total: 1 })
  const progress = ({ done, total }: { done: number; total: number }) => {
    if (serving.current().state === 'preparing') serving.put({ state: 'preparing', done, total })
  }
  try {
    await keepDemo(await runTask('demo', DEMO, { signal, progress }), { db, blobs, now })
  } catch (error) {
    const reason = refusalOf(error)?.message ?? 'The log of the server says why.'
    const why = `No demo model could be made. ${reason} Upload past students, or start the server again to try once more.`
    if (serving.current().state === 'preparing') serving.put({ state: 'failed', why })
    throw error
  }
  await serving.refresh()
}

async function keepDemo({ dataset, model }: DemoOutcome, { db, blobs, now }: Pick<DemoDeps, 'db' | 'blobs' | 'now'>): Promise<void> {
  const encoder = new TextEncoder()
  const datasetBlob = await blobs.put(encoder.encode(dataset.text))
  const modelBlob = await blobs.put(encoder.encode(model.bundle))
  await db.change(async change => {
    if (await activeDataset(change)) return
    const at = now().toISOString()
    const stored = await addDataset(change, dataset.name, true, { blob: datasetBlob, hash: dataset.hash, rows: dataset.rows }, at)
    const trained = await addModel(change, model, modelBlob, stored.versionId, at)
    await promote(change, stored.id, trained, at)
    await appendAudit(change, {
      at,
      actor: 'headway',
      action: 'demo',
      subject: stored.id,
      detail: { model: trained.id, rows: dataset.rows },
    })
  })
}
