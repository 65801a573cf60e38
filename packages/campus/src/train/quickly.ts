import { planFolds } from '@headway/learn'
import type { Frame } from './frame.ts'
import type { TrainOptions } from './train.ts'

/** Options for a first look: one repeat of the folds, 200 resamples, fewer inner folds, no honesty gap. The report says which plan it was. */
export function quickly({ sample, terms }: Frame, seed: number): Pick<TrainOptions, 'plan' | 'resamples' | 'innerFolds' | 'honestyGap'> {
  const short = { resamples: 200, innerFolds: 3, honestyGap: false }
  return terms ? short : { ...short, plan: planFolds({ ...sample, folds: 5, repeats: 1, seed }) }
}
