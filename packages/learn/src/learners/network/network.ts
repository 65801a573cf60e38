import { checkColumns, checkTask } from '../../check.ts'
import type { Learner } from '../../learner.ts'
import { checkNetworkModel } from './check-model.ts'
import { networkContributions } from './deep-lift.ts'
import { lowerNetwork } from './lower.ts'
import type { NetworkModel } from './model.ts'
import { checkNetworkParams, type NetworkParams, networkDefaults } from './params.ts'
import { networkUncertainty, predictNetwork } from './scores.ts'
import { trainNetwork } from './train.ts'

/**
 * Dense layers with ReLU between them, trained by Adam; several networks whose scores are averaged before the link.
 *
 *   score(x) = mean over members of W_L relu(… relu(W_1 z + b_1) …) + b_L,   z = (x − mean) / sd of the training rows
 *
 * Links by task: logistic, softmax, cumulative logit (one score, rising thresholds that are trained along and averaged too),
 * identity on the standardised target with squared loss. A class without rows counts as half a row at the
 * start, and in an ordinal task gets thresholds as linear's do.
 *
 * A member stops by the loss on a fifth of the rows that it keeps back, another fifth for each, all rows of a group together,
 * every class with its share. With fewer than 30 rows (or groups) nothing is kept back, and a quarter of `epochs` is trained.
 * Weights multiply the loss of a row. Same data, same seed: the same model, bit for bit, whatever the order of the columns.
 *
 * @throws LearnError `too_few_rows` (no rows, or one class only), `wrong_column_kind`, `not_finite`, `bad_param`, `aborted`
 */
export const network: Learner<NetworkParams, NetworkModel> = {
  kind: 'network',
  tasks: ['binary', 'multiclass', 'ordinal', 'regression'],
  takes: { categories: false, missing: false },
  defaults: networkDefaults,

  fit(part, params, ctx) {
    const all = { ...networkDefaults, ...params }
    checkTask('network', part.task, network.tasks)
    checkNetworkParams(all)
    return trainNetwork(part, all, ctx)
  },

  lower: lowerNetwork,
  check: checkNetworkModel,

  predict(model, table) {
    checkColumns(model.columns, table)
    return predictNetwork(model, table)
  },

  contributions(model, table) {
    checkColumns(model.columns, table)
    return networkContributions(model, table)
  },

  uncertainty(model, table) {
    checkColumns(model.columns, table)
    return networkUncertainty(model, table)
  },
}
