import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { datasetHash, type Records } from '@headway/campus'
import { IngestError } from '../errors.ts'
import { writeDataset } from '../write-dataset.ts'
import { encodeManifest } from './manifest.ts'
import type { Mapping } from './mapping/mapping.ts'
import { ownersOf } from './starts-of.ts'
import { type WorkOptions, withWorkbench } from './workbench.ts'
import { writeColumns } from './write-columns.ts'

export interface WriteRecordsOptions extends WorkOptions {
  /** The hash of the version that this one follows. */
  readonly previous?: string
  /** Kept with the dataset: which column was what. */
  readonly mapping?: Mapping
}

/**
 * Records as a folder: Parquet files and `datapackage.json`. Everything is written into a folder beside it, brought to the disk, and the
 * folder then gets its name: whatever happens in between, there is a whole dataset or none. Versions are folders of their own.
 *
 * @throws IngestError `cannot_write` (also when something stands at `folder` already), `aborted`
 */
export async function writeRecords(records: Records, folder: string, options: WriteRecordsOptions = {}): Promise<void> {
  const target = resolve(folder)
  const name = basename(target)
  if (await stat(target).catch(() => undefined))
    throw new IngestError('cannot_write', name, 'something stands there already, and a dataset is never changed. Choose another folder.')
  const temporary = join(dirname(target), `${name}.${randomUUID()}.tmp`)
  try {
    await mkdir(temporary)
    await withWorkbench(options, bench => bench.on(name, () => writeFiles(records, temporary, options, bench)))
    for (const file of await readdir(temporary)) await syncFile(join(temporary, file))
    await syncFolder(temporary)
    await rename(temporary, target)
    await syncFolder(dirname(target))
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {}) // its folder may not be one
    if (cause instanceof IngestError && cause.code === 'aborted') throw cause
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new IngestError('cannot_write', name, `could not be written (${reason}). Free some space or choose another folder.`, { cause })
  }
}

async function writeFiles(
  records: Records,
  folder: string,
  version: Pick<WriteRecordsOptions, 'previous' | 'mapping'>,
  { connection, progress }: Parameters<Parameters<typeof withWorkbench>[1]>[0],
): Promise<void> {
  const { codebook, enrolments, resources, activity, assessments, submissions, synthetic } = records
  const kinds = [...new Set(assessments.map(a => a.kind))].sort()
  const { table } = enrolments
  progress('enrolments', 0, 3)
  await writeDataset({ codebook, table, hash: datasetHash(codebook, table), synthetic }, join(folder, 'enrolments.parquet'))
  await writeColumns(connection, join(folder, 'dates.parquet'), {
    section: ['i32', enrolments.section],
    registered: ['f64', enrolments.registered],
    withdrawn: ['f64', enrolments.withdrawn],
  })
  await writeColumns(connection, join(folder, 'resources.parquet'), { kind: ['i32', resources.kind] })
  await writeColumns(connection, join(folder, 'assessments.parquet'), {
    section: ['i32', Int32Array.from(assessments, a => a.section)],
    kind: ['i32', Int32Array.from(assessments, a => kinds.indexOf(a.kind))],
    due: ['f64', Float64Array.from(assessments, a => a.due)],
    weight: ['f64', Float64Array.from(assessments, a => a.weight)],
    final: ['u8', Uint8Array.from(assessments, a => Number(a.final))],
  })
  progress('submissions', 1, 3)
  await writeColumns(connection, join(folder, 'submissions.parquet'), {
    enrolment: ['i32', ownersOf(submissions.starts)],
    assessment: ['i32', submissions.assessment],
    day: ['i16', submissions.day],
    score: ['f64', submissions.score],
    banked: ['u8', submissions.banked],
  })
  progress('activity', 2, 3)
  await writeColumns(connection, join(folder, 'activity.parquet'), {
    enrolment: ['i32', ownersOf(activity.starts)],
    day: ['i16', activity.day],
    resource: ['i32', activity.resource],
    amount: ['f32', activity.amount],
  })
  progress('activity', 3, 3)
  await writeFile(join(folder, 'datapackage.json'), `${JSON.stringify(encodeManifest(records, kinds, version), null, 2)}\n`)
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  await handle.sync().finally(() => handle.close())
}

/** The names in a folder. Windows opens no folders; there the rename is all there is. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}
