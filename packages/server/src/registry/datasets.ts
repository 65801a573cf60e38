import type { Change, Queries } from '../db/open.ts'
import { newId } from '../ids.ts'

/** The data set at work, with its newest version. */
export interface ActiveDataset {
  readonly id: string
  readonly synthetic: boolean
  readonly versionId: string
  readonly number: number
  readonly blob: string
  readonly rows: number
}

/** A stored file of a data set and what is known of it. */
export interface StoredVersion {
  readonly blob: string
  readonly hash: string
  readonly rows: number
}

export async function activeDataset(queries: Queries): Promise<ActiveDataset | undefined> {
  const row = await queries
    .selectFrom('dataset')
    .innerJoin('dataset_version as version', 'version.dataset_id', 'dataset.id')
    .select(['dataset.id', 'dataset.synthetic', 'version.id as versionId', 'version.number', 'version.blob', 'version.rows'])
    .where('dataset.retired_at', 'is', null)
    .orderBy('version.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, synthetic: row.synthetic === 1 }
}

/** A new data set with its first version. */
export async function addDataset(
  change: Change,
  name: string,
  synthetic: boolean,
  version: StoredVersion,
  at: string,
): Promise<ActiveDataset> {
  const id = newId('dat')
  await change
    .insertInto('dataset')
    .values({ id, name, synthetic: synthetic ? 1 : 0, created_at: at, retired_at: null })
    .execute()
  return addVersion(change, { id, synthetic, number: 0 }, version, at)
}

/** The next version of a data set. The unique number refuses whoever comes second. */
export async function addVersion(
  change: Change,
  { id, synthetic, number }: Pick<ActiveDataset, 'id' | 'synthetic' | 'number'>,
  version: StoredVersion,
  at: string,
): Promise<ActiveDataset> {
  const versionId = newId('ver')
  const next = number + 1
  await change
    .insertInto('dataset_version')
    .values({ id: versionId, dataset_id: id, number: next, ...version, created_at: at })
    .execute()
  return { id, synthetic, versionId, number: next, blob: version.blob, rows: version.rows }
}

/** Puts a data set out of work, and with it its model at work and the one that waits. */
export async function retireDataset(change: Change, id: string, at: string): Promise<void> {
  await change.updateTable('dataset').set({ retired_at: at }).where('id', '=', id).execute()
  await change.updateTable('champion').set({ until: at }).where('dataset_id', '=', id).where('until', 'is', null).execute()
  await change.deleteFrom('challenger').where('dataset_id', '=', id).execute()
}

/** The version of the data that a model was trained on. */
export async function trainedOn(queries: Queries, modelId: string): Promise<{ readonly blob: string }> {
  return queries
    .selectFrom('model')
    .innerJoin('run', 'run.id', 'model.run_id')
    .innerJoin('dataset_version as version', 'version.id', 'run.dataset_version_id')
    .select('version.blob')
    .where('model.id', '=', modelId)
    .executeTakeFirstOrThrow()
}
