import { checkColumns } from '../../check.ts'
import type { Learner } from '../../learner.ts'
import { toMatrix } from '../../matrix.ts'
import type { Table } from '../../table.ts'
import { checkLinearModel } from './check-model.ts'
import { linearContributions } from './contributions.ts'
import { fitLinear } from './fit.ts'
import { lowerLinear } from './lower.ts'
import type { LinearModel } from './model.ts'
import { predictLinear } from './predict.ts'
import { type LinearParams, linearDefaults, linearTasks } from './set-up.ts'

/**
 * Linear models with an elastic-net penalty, by task: logistic, multinomial, cumulative logit, least squares.
 *
 *   minimise  Σ_i v_i loss_i / Σ_i v_i + lambda Σ_j f_j (l1Ratio |w_j| + (1 − l1Ratio) / 2 w_j²)   subject to signs_j w_j ≥ 0
 *
 * v are the part's weights (absent: 1), loss the negative log likelihood, or (y − η)² / 2 in a regression. f is
 * 1 and no sign is bound unless asked for (`ColumnParams`). Intercepts and thresholds are not penalised. The penalty is on
 * coefficients in the units of the table: standardise first. In scikit-learn's words lambda = 1 / (C Σ v) for LogisticRegression
 * and alpha / Σ v for Ridge.
 *
 * L2: Newton's method by Cholesky, or L-BFGS where that is cheaper; L1: proximal Newton or OWL-QN; signs: proximal Newton. No randomness.
 * A row of weight 2 counts as a row given twice: to rounding where Newton solves, to the tolerance where L-BFGS does (without an
 * absolute penalty, multinomial models of more than 80 parameters and others of many columns).
 * Classes without rows keep a column with a probability of at most ½ / (n + 1) on every training row.
 *
 * @throws LearnError `too_few_rows` (no rows, or one class only), `wrong_column_kind`, `not_finite`, `unknown_column` (signs or strength
 * name a column that is not there), `bad_param`, `aborted`
 * @example linear.fit(part, { lambda: 0.01 }, { seed: 1 })
 */
export const linear: Learner<LinearParams, LinearModel> = {
  kind: 'linear',
  tasks: linearTasks,
  takes: { categories: false, missing: false },
  defaults: linearDefaults,

  fit: (part, params, ctx) => fitLinear(part, { ...linearDefaults, ...params }, ctx),

  predict(model: LinearModel, table: Table) {
    checkColumns(model.columns, table)
    return predictLinear(model, toMatrix(table))
  },

  contributions(model: LinearModel, table: Table) {
    checkColumns(model.columns, table)
    return linearContributions(model, toMatrix(table))
  },

  lower: lowerLinear,
  check: checkLinearModel,
}
