import {
  askQuestion,
  type Bundle,
  type Codebook,
  compareRetrained,
  type Dataset,
  decodeModel,
  encodeModel,
  frame,
  quickly,
  sentence,
  train as trainModel,
} from '@headway/campus'
import { learners, type Progress } from '@headway/learn'
import { ProblemError } from '../problem.ts'
import { decodeDataset } from '../registry/dataset-file.ts'
import type { Effort, TrainedModel, TrainInput, TrainOutcome } from './tasks.ts'

const QUICK_RESAMPLES = 200

/** Trains on a version of the data and, where there is a model at work, compares the two on the same outer folds. */
export async function train({ dataset: text, old, seed, effort }: TrainInput, progress: (p: Progress) => void): Promise<TrainOutcome> {
  const dataset = decodeDataset(text)
  const bundle = trainOn(dataset, seed, effort, progress)
  const model = describe(bundle)
  if (!old) return { model, comparison: undefined }
  const before = { dataset: decodeDataset(old.dataset), bundle: decodeModel(old.bundle) }
  if (!comparable(before.bundle, bundle)) return { model, comparison: undefined }
  const comparison = compareRetrained(
    { old: before, next: { dataset, bundle } },
    { seed, ...(effort.quick && { resamples: QUICK_RESAMPLES }) },
    { progress },
  )
  return { model, comparison }
}

/** A model from elsewhere cannot be fitted again, and one that forecasts something else has other losses. */
function comparable(old: Bundle, next: Bundle): boolean {
  const elsewhere = learners[old.recipe.learner.kind]?.elsewhere ?? false
  return !elsewhere && JSON.stringify(old.question.target) === JSON.stringify(next.question.target)
}

/** The question that a codebook asks by itself: its target, without protected columns. */
export function trainOn(dataset: Dataset, seed: number, { quick, learner }: Effort, progress: (p: Progress) => void): Bundle {
  const framed = frame(dataset, askQuestion(dataset.codebook, { target: targetOf(dataset.codebook) }))
  return trainModel(framed, { seed, ...(learner !== undefined && { learner }), ...(quick && quickly(framed, seed)) }, { progress })
}

export function describe(bundle: Bundle): TrainedModel {
  return {
    bundle: encodeModel(bundle),
    name: bundle.report.model.name,
    seed: bundle.seed,
    question: { body: JSON.stringify(bundle.question), sentence: sentence(bundle.question, bundle.codebook) },
    report: bundle.report,
  }
}

function targetOf({ fields, title }: Codebook): string {
  const target = fields.find(field => field.role === 'target')
  if (target) return target.name
  throw new ProblemError('bad_question', `${title} names no target. Give a column the role target in the codebook.`)
}
