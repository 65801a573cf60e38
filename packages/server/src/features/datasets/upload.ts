import type { UploadAnswer } from '@headway/contract'
import { appendAudit } from '../../audit.ts'
import type { RunTask } from '../../background/run-task.ts'
import type { ReadOutcome } from '../../background/tasks.ts'
import type { Blobs } from '../../blobs.ts'
import { type Change, type Db, isDuplicate } from '../../db/open.ts'
import { ProblemError } from '../../problem.ts'
import { type ActiveDataset, activeDataset, addDataset, addVersion, retireDataset, type StoredVersion } from '../../registry/datasets.ts'
import { textOf } from '../../serving/load-standing.ts'
import type { Serving } from '../../serving/serving.ts'

export interface UploadDeps {
  readonly db: Db
  readonly blobs: Blobs
  readonly serving: Serving
  readonly runTask: RunTask
  readonly now: () => Date
}

export interface Upload {
  readonly path: string
  readonly file: string
  /** What the columns mean, as the text of a datapackage.json; absent: the data set's own, or a built-in one. */
  readonly codebook: string | undefined
  readonly synthetic: boolean
  readonly actor: string
}

/** What to do with the rows of an upload, given the data set at work. */
type Plan =
  | { readonly kind: 'join'; readonly dataset: ActiveDataset }
  | { readonly kind: 'start'; readonly retire: ActiveDataset | undefined }

/**
 * Takes the rows of a file. Rows join the data set at work when both are real or both synthetic; the first real rows start a data
 * set of their own and retire the demo with its model. One upload at a time; all of it or nothing.
 *
 * @throws ProblemError `synthetic_and_real`, `no_rows`, and whatever reading the file refuses
 */
export function uploader({ db, blobs, serving, runTask, now }: UploadDeps): (upload: Upload) => Promise<UploadAnswer> {
  let turn: Promise<unknown> = Promise.resolve()

  async function take({ path, file, codebook, synthetic, actor }: Upload): Promise<UploadAnswer> {
    const active = await activeDataset(db.queries)
    const plan = planFor(active, synthetic)
    const old = plan.kind === 'join' ? await textOf(blobs, plan.dataset.blob) : undefined
    const read = await runTask('read', { path, file, codebook, synthetic, old })
    checkAnyRow(read, file)
    const version = read.dataset && {
      blob: await blobs.put(new TextEncoder().encode(read.dataset.text)),
      hash: read.dataset.hash,
      rows: read.dataset.rows,
    }
    const dataset = await db.change(async change => {
      const at = now().toISOString()
      const kept = version ? await keep(change, plan, version, read, synthetic, at) : active!
      const counts = { added: read.added, identical: read.identical, conflicting: read.conflicting, refused: read.refused }
      await appendAudit(change, { at, actor, action: 'upload', subject: kept.id, detail: { version: kept.number, ...counts } })
      return kept
    })
    await serving.refresh()
    return answerOf(read, dataset, plan)
  }

  return upload => {
    const mine = turn.then(() => take(upload))
    turn = mine.catch(() => {}) // the next one has its own fate
    return mine.catch(error => {
      if (!isDuplicate(error)) throw error
      throw new ProblemError('changed_meanwhile', 'Another upload came first. Send the file again.', { cause: error })
    })
  }
}

function planFor(active: ActiveDataset | undefined, synthetic: boolean): Plan {
  if (!active) return { kind: 'start', retire: undefined }
  if (active.synthetic === synthetic) return { kind: 'join', dataset: active }
  if (!synthetic) return { kind: 'start', retire: active }
  throw new ProblemError(
    'synthetic_and_real',
    'The records held here are of real students; synthetic ones never join them. Start a server with another data folder for these.',
  )
}

function checkAnyRow(read: ReadOutcome, file: string): void {
  if (read.added + read.identical + read.conflicting > 0) return
  throw new ProblemError(
    'no_rows',
    `No row of ${file} could be taken: ${read.refused} were refused. The places say why; nothing was changed.`,
    {
      places: read.refusals,
    },
  )
}

async function keep(
  change: Change,
  plan: Plan,
  version: StoredVersion,
  read: ReadOutcome,
  synthetic: boolean,
  at: string,
): Promise<ActiveDataset> {
  if (plan.kind === 'join') return addVersion(change, plan.dataset, version, at)
  if (plan.retire) await retireDataset(change, plan.retire.id, at)
  return addDataset(change, read.dataset?.name ?? '', synthetic, version, at)
}

function answerOf(read: ReadOutcome, dataset: ActiveDataset, plan: Plan): UploadAnswer {
  const retired = plan.kind === 'start' && plan.retire !== undefined
  const { added, identical, conflicting, refused, conflicts, refusals } = read
  return {
    message: messageOf(read, retired),
    dataset: dataset.id,
    version: dataset.number,
    rows: dataset.rows,
    added,
    identical,
    conflicting,
    refused,
    conflicts: [...conflicts],
    refusals: [...refusals],
    retired_demo: retired,
    synthetic: dataset.synthetic,
  }
}

function messageOf({ added, identical, conflicting, refused }: ReadOutcome, retired: boolean): string {
  const parts = [
    added === 0 ? 'Nothing was added.' : `${count(added)} added.`,
    ...(identical > 0 ? [`${count(identical)} ${identical === 1 ? 'was' : 'were'} there already.`] : []),
    ...(conflicting > 0
      ? [`${count(conflicting)} returned with other values and ${conflicting === 1 ? 'was' : 'were'} refused; the old values stay.`]
      : []),
    ...(refused > 0 ? [`${count(refused)} could not be read and ${refused === 1 ? 'was' : 'were'} refused.`] : []),
    ...(retired ? ['These are the first real records: the synthetic students and the demo model have been retired.'] : []),
    ...(added > 0 ? ['Train on the records with POST /api/retrain.'] : []),
  ]
  return parts.join(' ')
}

function count(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`
}
