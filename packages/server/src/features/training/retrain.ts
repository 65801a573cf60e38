import type { RetrainAnswer } from '@headway/contract'
import { appendAudit } from '../../audit.ts'
import type { RunTask } from '../../background/run-task.ts'
import type { Effort, TrainOutcome } from '../../background/tasks.ts'
import type { Blobs } from '../../blobs.ts'
import type { Db } from '../../db/open.ts'
import type { JobHandler } from '../../jobs/jobs.ts'
import { ProblemError } from '../../problem.ts'
import { championOf, holdChallenger } from '../../registry/champions.ts'
import { type ActiveDataset, activeDataset, trainedOn } from '../../registry/datasets.ts'
import { differenceOf, metricsOf } from '../../registry/metrics-of.ts'
import { addModel } from '../../registry/models.ts'
import { textOf } from '../../serving/load-standing.ts'
import type { Serving } from '../../serving/serving.ts'

export interface RetrainDeps {
  readonly db: Db
  readonly blobs: Blobs
  readonly serving: Serving
  readonly runTask: RunTask
  readonly now: () => Date
  readonly effort: Effort
}

const SEED = 1

const NOT_COMPARED =
  'The new model is trained and waits. It was not compared with the one at work, which was trained elsewhere or forecasts something else: look at their reports.'

/**
 * Trains on the newest version of the data and compares with the model at work: both recipes fitted again inside the same outer
 * folds, the old one on the version it knew. The new model waits until a person keeps it.
 */
export function retrainHandler({ db, blobs, serving, runTask, now, effort }: RetrainDeps): JobHandler {
  return async ({ id, requestedBy, signal, progress }) => {
    const dataset = await activeDataset(db.queries)
    if (!dataset) throw new ProblemError('no_data', 'There are no data to train on. Upload past students: POST /api/upload.')
    const champion = await championOf(db.queries, dataset.id)
    const old = champion && {
      dataset: await textOf(blobs, (await trainedOn(db.queries, champion.modelId)).blob),
      bundle: await textOf(blobs, champion.blob),
    }
    const outcome = await runTask('train', { dataset: await textOf(blobs, dataset.blob), old, seed: SEED, effort }, { signal, progress })
    const blob = await blobs.put(new TextEncoder().encode(outcome.model.bundle))
    return {
      async keep(change) {
        const at = now().toISOString()
        const still = await activeDataset(change)
        if (still?.id !== dataset.id) {
          throw new ProblemError('changed_meanwhile', 'Other records took the place of those that this training used. Train again.')
        }
        const model = await addModel(change, outcome.model, blob, dataset.versionId, at)
        await holdChallenger(change, dataset.id, model, outcome.comparison, at)
        const detail = { model: model.id, dataset: dataset.id, version: dataset.number, verdict: outcome.comparison?.verdict ?? null }
        await appendAudit(change, { at, actor: requestedBy, action: 'retrain', subject: id, detail })
        return answerOf(outcome, id, model.id, dataset, champion !== undefined)
      },
      kept() {
        return serving.refresh() // what a forecast refuses with now names the model that waits
      },
    }
  }
}

function answerOf(
  { model, comparison }: TrainOutcome,
  job: string,
  modelId: string,
  { synthetic }: ActiveDataset,
  replaces: boolean,
): RetrainAnswer {
  const { report } = model
  const keep = 'Keep it: POST /api/save_retrain with the body true; revert: false.'
  return {
    message: comparison
      ? `${comparison.sentence} ${keep}`
      : `${replaces ? NOT_COMPARED : 'The first model on these records is trained and waits.'} ${keep}`,
    old_metrics: comparison ? metricsOf(comparison.old) : null,
    new_metrics: comparison ? metricsOf(comparison.next, report.classes) : metricsOf(report.entries.at(-1)?.metrics ?? {}, report.classes),
    comparison: comparison
      ? { verdict: comparison.verdict, sentence: comparison.sentence, interval: differenceOf(comparison.difference), plan: comparison.plan }
      : null,
    job,
    model: modelId,
    synthetic,
  }
}
