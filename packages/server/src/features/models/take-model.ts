import { type Bundle, CampusError, decodeModel, sameCodebook } from '@headway/campus'
import type { TakeModelAnswer } from '@headway/contract'
import { LearnError } from '@headway/learn'
import { appendAudit } from '../../audit.ts'
import { describe } from '../../background/train.ts'
import type { Blobs } from '../../blobs.ts'
import type { Db } from '../../db/open.ts'
import { ProblemError } from '../../problem.ts'
import { holdChallenger } from '../../registry/champions.ts'
import { decodeDataset } from '../../registry/dataset-file.ts'
import { activeDataset } from '../../registry/datasets.ts'
import { addModel } from '../../registry/models.ts'
import { textOf } from '../../serving/load-standing.ts'
import type { Serving } from '../../serving/serving.ts'

export interface TakeModelDeps {
  readonly db: Db
  readonly blobs: Blobs
  readonly serving: Serving
  readonly now: () => Date
}

/** A model file that was made elsewhere: it is kept and waits, as one trained here would, until a person keeps it or lays it aside. */
export type TakeModel = (text: string, actor: string) => Promise<TakeModelAnswer>

export function modelTaker({ db, blobs, serving, now }: TakeModelDeps): TakeModel {
  return async (text, actor) => {
    const bundle = opened(text)
    const dataset = await activeDataset(db.queries)
    if (!dataset)
      throw new ProblemError('no_data', 'There are no records that the model could be for. Upload past students: POST /api/upload.')
    checkFits(bundle, decodeDataset(await textOf(blobs, dataset.blob)))
    const model = describe(bundle)
    const blob = await blobs.put(new TextEncoder().encode(model.bundle))
    const id = await db.change(async change => {
      const at = now().toISOString()
      if ((await activeDataset(change))?.id !== dataset.id)
        throw new ProblemError('changed_meanwhile', 'Other records took the place of those that the model is for. Send it again.')
      const stored = await addModel(change, model, blob, dataset.versionId, at)
      await holdChallenger(change, dataset.id, stored, undefined, at)
      await appendAudit(change, {
        at,
        actor,
        action: 'take',
        subject: stored.id,
        detail: { dataset: dataset.id, learner: bundle.fitted.learner },
      })
      return stored.id
    })
    await serving.refresh()
    const keep = 'Put it to work: POST /api/save_retrain with the body true; lay it aside: false.'
    return { message: `The model waits: ${model.name}. Its report is of the records it came with. ${keep}`, model: id }
  }
}

function opened(text: string): Bundle {
  try {
    return decodeModel(text)
  } catch (error) {
    if ((error instanceof LearnError || error instanceof CampusError) && error.code === 'bad_bundle')
      throw new ProblemError('bad_file', error.message, { cause: error })
    throw error
  }
}

function checkFits(
  { codebook, question, data }: Bundle,
  dataset: { readonly codebook: Bundle['codebook']; readonly synthetic: boolean },
): void {
  if (question.at)
    throw new ProblemError(
      'bad_question',
      'The model is of a moment in a term; the server forecasts from one table. Use headway predict --dataset.',
    )
  if (!sameCodebook(codebook, dataset.codebook))
    throw new ProblemError(
      'wrong_columns',
      `The model is in the codebook ${codebook.title}, and the records here are in another. Upload records in that codebook first.`,
    )
  if (data.synthetic !== dataset.synthetic)
    throw new ProblemError(
      'synthetic_and_real',
      `The model was judged on ${data.synthetic ? 'synthetic' : 'real'} records, and those here are ${dataset.synthetic ? 'synthetic' : 'real'}. They never mix.`,
    )
}
