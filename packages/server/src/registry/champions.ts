import type { Comparison } from '@headway/campus'
import type { Change, Queries } from '../db/open.ts'
import { newId } from '../ids.ts'
import type { StoredModel } from './models.ts'

/** The model at work for a data set, or nothing. */
export async function championOf(
  queries: Queries,
  datasetId: string,
): Promise<{ readonly modelId: string; readonly blob: string } | undefined> {
  return queries
    .selectFrom('champion')
    .innerJoin('model', 'model.id', 'champion.model_id')
    .select(['model.id as modelId', 'model.blob'])
    .where('champion.dataset_id', '=', datasetId)
    .where('champion.until', 'is', null)
    .executeTakeFirst()
}

/** Puts a model to work; the one before becomes history. */
export async function promote(change: Change, datasetId: string, { id, questionId }: StoredModel, at: string): Promise<void> {
  await change.updateTable('champion').set({ until: at }).where('dataset_id', '=', datasetId).where('until', 'is', null).execute()
  await change
    .insertInto('champion')
    .values({ id: newId('chp'), dataset_id: datasetId, question_id: questionId, model_id: id, since: at, until: null })
    .execute()
}

/** Holds a trained model back until a person says keep or revert. It replaces one that waited. */
export async function holdChallenger(
  change: Change,
  datasetId: string,
  { id, questionId }: StoredModel,
  comparison: Comparison | undefined,
  at: string,
): Promise<void> {
  await change.deleteFrom('challenger').where('dataset_id', '=', datasetId).execute()
  const text = comparison ? JSON.stringify(comparison) : null
  await change
    .insertInto('challenger')
    .values({ dataset_id: datasetId, question_id: questionId, model_id: id, comparison: text, created_at: at })
    .execute()
}

/** Takes the waiting model away from the waiting place, whatever becomes of it. */
export async function takeChallenger(change: Change, datasetId: string): Promise<(StoredModel & { readonly blob: string }) | undefined> {
  const waiting = await challengerOf(change, datasetId)
  if (waiting) await change.deleteFrom('challenger').where('dataset_id', '=', datasetId).execute()
  return waiting
}

export async function challengerOf(queries: Queries, datasetId: string): Promise<(StoredModel & { readonly blob: string }) | undefined> {
  return queries
    .selectFrom('challenger')
    .innerJoin('model', 'model.id', 'challenger.model_id')
    .select(['model.id', 'challenger.question_id as questionId', 'model.blob'])
    .where('challenger.dataset_id', '=', datasetId)
    .executeTakeFirst()
}
