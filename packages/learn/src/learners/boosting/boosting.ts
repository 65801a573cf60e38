import { checkTask } from '../../check.ts'
import type { Learner } from '../../learner.ts'
import { checkBoostingModel } from './check-model.ts'
import { boostingContributions } from './contributions.ts'
import { boostingInterventional } from './interventional.ts'
import { lowerBoosting } from './lower.ts'
import type { BoostingModel } from './model.ts'
import { type BoostingParams, boostingDefaults, checkBoostingParams } from './params.ts'
import { boostingOfRow, predictBoosting } from './predict.ts'
import { trainBoosting } from './train.ts'
import { boostingUncertainty } from './uncertainty.ts'

/**
 * Gradient boosted trees on histograms.
 *
 *   score(x) = base + Σ_t learningRate · leaf_t(x),   leaf = −soft(G, l1) / (H + l2)
 *
 * Missing values need no imputation: every split learns where they go (where none was missing in training: to the child with
 * more rows). Levels need no encoding: unordered ones are split by sets, ordered ones by their position; a level that training
 * never saw goes where missing goes. Losses by task: objectives/. Same data, same seed: the same model, bit for bit.
 *
 * Sources: Friedman (2001), Ann. Stat. 29(5), 1189–1232; Chen & Guestrin (2016), KDD; Ke et al. (2017), NeurIPS.
 */
export const boosting: Learner<BoostingParams, BoostingModel> = {
  kind: 'boosting',
  tasks: ['binary', 'multiclass', 'ordinal', 'regression'],
  takes: { categories: true, missing: true },
  defaults: boostingDefaults,

  fit(part, params, ctx) {
    const all = { ...boostingDefaults, ...params }
    checkTask('boosting', part.task, boosting.tasks)
    checkBoostingParams(all, part.task.kind)
    return trainBoosting(part, all, ctx)
  },

  predict: predictBoosting,
  ofRow: boostingOfRow,
  contributions: boostingContributions,
  interventional: boostingInterventional,
  uncertainty: boostingUncertainty,
  lower: lowerBoosting,
  check: checkBoostingModel,
}
