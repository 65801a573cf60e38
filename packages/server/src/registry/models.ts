import { createHash } from 'node:crypto'
import type { ModelStanding, ModelSummary } from '@headway/contract'
import type { TrainedModel } from '../background/tasks.ts'
import type { Change, Queries } from '../db/open.ts'
import { newId } from '../ids.ts'
import { metricsOf } from './metrics-of.ts'
import { verdictOf } from './verdict-of.ts'

/** A model that was stored: immutable from now on. */
export interface StoredModel {
  readonly id: string
  readonly questionId: string
}

type Summary = Omit<ModelSummary, 'id' | 'standing' | 'created_at'>

/** The question, the run and the model, as one. */
export async function addModel(
  change: Change,
  model: TrainedModel,
  blob: string,
  datasetVersionId: string,
  at: string,
): Promise<StoredModel> {
  const questionId = createHash('sha256').update(model.question.body).digest('hex')
  const question = { id: questionId, body: model.question.body, sentence: model.question.sentence }
  await change
    .insertInto('question')
    .values(question)
    .onConflict(c => c.column('id').doNothing())
    .execute()
  const run = { id: newId('run'), question_id: questionId, dataset_version_id: datasetVersionId, seed: model.seed, finished_at: at }
  await change.insertInto('run').values(run).execute()
  const id = newId('mdl')
  await change
    .insertInto('model')
    .values({ id, run_id: run.id, blob, name: model.name, summary: JSON.stringify(summaryOf(model)), created_at: at })
    .execute()
  return { id, questionId }
}

/** Newest first. */
export async function listModels(queries: Queries): Promise<ModelSummary[]> {
  const rows = await queries
    .selectFrom('model')
    .select(['id', 'summary', 'created_at'])
    .select(eb => [
      eb.selectFrom('challenger').select('challenger.model_id').whereRef('challenger.model_id', '=', 'model.id').as('challenger'),
      eb.selectFrom('champion').select('champion.since').whereRef('champion.model_id', '=', 'model.id').limit(1).as('since'),
      eb
        .selectFrom('champion')
        .select('champion.since')
        .whereRef('champion.model_id', '=', 'model.id')
        .where('until', 'is', null)
        .as('current'),
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ id, summary, created_at, ...seen }) => ({
    id,
    standing: standingOf(seen),
    ...(JSON.parse(summary) as Summary),
    created_at,
  }))
}

export async function modelBlob(queries: Queries, id: string): Promise<string | undefined> {
  return (await queries.selectFrom('model').select('blob').where('id', '=', id).executeTakeFirst())?.blob
}

function standingOf({
  challenger,
  since,
  current,
}: {
  challenger: string | null
  since: string | null
  current: string | null
}): ModelStanding {
  if (current !== null) return 'champion'
  if (challenger !== null) return 'challenger'
  return since === null ? 'discarded' : 'former'
}

function summaryOf({ name, question, report }: TrainedModel): Summary {
  return {
    name,
    question: question.sentence,
    rows: report.data.rows,
    synthetic: report.data.synthetic,
    verdict: verdictOf(report).kind,
    metrics: metricsOf(report.entries.at(-1)?.metrics ?? {}),
  }
}
