import { checkTask } from '../../check.ts'
import type { Learner } from '../../learner.ts'
import { checkForestModel } from './check-model.ts'
import { forestContributions } from './contributions.ts'
import { forestInterventional } from './interventional.ts'
import { lowerForest } from './lower.ts'
import type { ForestModel } from './model.ts'
import { checkForestParams, type ForestParams, forestDefaults } from './params.ts'
import { forestOfRow, predictForest } from './predict.ts'
import { trainForest } from './train.ts'
import { forestUncertainty } from './uncertainty.ts'

/**
 * The mean of many trees, each made different by chance: random forest (`splits: 'best'`) or extra trees (`'random'`).
 *
 *   forecast(x) = Σ_t leaf_t(x) / trees
 *
 * A leaf holds class shares (or a mean), smoothed towards its parent's. Splits lower squares (target.ts): Gini's impurity for
 * classes, the ranked probability score for ordered ones, the variance in a regression. Missing values and levels need no
 * preparation: a level that training never saw goes where missing goes. Weights multiply what a row counts in its bag; their
 * scale does not matter. Same data, same seed: the same model, bit for bit.
 *
 * Sources: Breiman (2001), Mach. Learn. 45, 5–32; Geurts, Ernst & Wehenkel (2006), Mach. Learn. 63, 3–42; Malley et al. (2012),
 * Methods Inf. Med. 51, 74–81 (probabilities).
 *
 * @throws LearnError `too_few_rows` (no rows), `not_finite` (±Infinity), `bad_param`, `aborted`
 * @example forest.fit(part, { splits: 'random' }, { seed: 1 })
 */
export const forest: Learner<ForestParams, ForestModel> = {
  kind: 'forest',
  tasks: ['binary', 'multiclass', 'ordinal', 'regression'],
  takes: { categories: true, missing: true },
  defaults: forestDefaults,

  fit(part, params, ctx) {
    const all = { ...forestDefaults, ...params }
    checkForestParams(all)
    checkTask('forest', part.task, forest.tasks)
    return trainForest(part, all, ctx)
  },

  predict: predictForest,
  ofRow: forestOfRow,
  contributions: forestContributions,
  interventional: forestInterventional,
  uncertainty: forestUncertainty,
  lower: lowerForest,
  check: checkForestModel,
}
