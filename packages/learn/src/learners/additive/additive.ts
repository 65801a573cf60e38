import { checkTask } from '../../check.ts'
import type { Learner } from '../../learner.ts'
import { checkAdditiveModel } from './check-model.ts'
import { additiveContributions } from './contributions.ts'
import { lowerAdditive } from './lower.ts'
import type { AdditiveModel } from './model.ts'
import { type AdditiveParams, additiveDefaults, checkAdditiveParams } from './params.ts'
import { predictAdditive } from './predict.ts'
import { trainAdditive } from './train.ts'
import { additiveUncertainty } from './uncertainty.ts'

/**
 * A generalised additive model of step functions, learned by cyclic boosting (an explainable boosting machine).
 *
 *   score(x) = intercept + Σ_j f_j(x_j) + Σ_pairs f_jk(x_j, x_k)
 *
 * Every f has mean 0 over the training rows, pairs over each of their two columns, so the parts are unique; numbers have steps
 * between bins, levels a value each, missing and unseen one of their own. The model is the mean of `bags` fits, each without
 * another share of the rows (whole groups where the part has groups). What is boosted: the log-odds of class 1, k scores before
 * softmax, one latent score with its thresholds, a value. `monotone` columns keep their direction exactly. All bags stop at the
 * round that is best for the rows they leave out; `greed` above 0 lets columns that gain little wait (the sources' is 0).
 *
 * Sources: Lou, Caruana & Gehrke (2012), KDD; Lou, Caruana, Gehrke & Hooker (2013), KDD; Nori et al. (2019), arXiv:1909.09223.
 *
 * @throws LearnError `too_few_rows` (none), `not_finite`, `bad_param`, `unknown_column`, `aborted`
 * @example additive.fit(part, { pairs: 3, monotone: { attendance: 1 } }, { seed: 1 })
 */
export const additive: Learner<AdditiveParams, AdditiveModel> = {
  kind: 'additive',
  tasks: ['binary', 'multiclass', 'ordinal', 'regression'],
  takes: { categories: true, missing: true },
  defaults: additiveDefaults,

  fit(part, params, ctx) {
    const all = { ...additiveDefaults, ...params }
    checkAdditiveParams(all)
    checkTask('additive', part.task, additive.tasks)
    return trainAdditive(part, all, ctx)
  },

  predict: predictAdditive,
  contributions: additiveContributions,
  uncertainty: additiveUncertainty,
  lower: lowerAdditive,
  check: checkAdditiveModel,
}
