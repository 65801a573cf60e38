import { checkColumns, checkRange, checkTask, checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import type { FitContext, Learner } from '../../learner.ts'
import { toMatrix } from '../../matrix.ts'
import type { TrainingPart } from '../../sample.ts'
import type { Table } from '../../table.ts'
import { checkLinearModel } from './check-model.ts'
import { linearContributions } from './contributions.ts'
import { fitCumulative } from './cumulative.ts'
import { designOf } from './design.ts'
import { fitLeastSquares } from './least-squares.ts'
import { fitLogistic } from './logistic.ts'
import type { SolverOptions } from './minimise.ts'
import type { LinearModel } from './model.ts'
import { fitMultinomial } from './multinomial.ts'
import { checkPenalty, type Penalty, scaledPenalty } from './penalty.ts'
import { predictLinear } from './predict.ts'

export interface LinearParams extends Penalty {
  /** How an ordinal task is modelled: by one latent score and thresholds, or as classes without order. */
  readonly link: 'cumulative' | 'multinomial'
  /** Roughly the error allowed in a standardised coefficient. */
  readonly tolerance: number
  readonly maxIterations: number
}

/**
 * Linear models with an elastic-net penalty, by task: logistic, multinomial, cumulative logit, least squares.
 *
 *   minimise  Σ_i v_i loss_i / Σ_i v_i + lambda (l1Ratio |w|₁ + (1 − l1Ratio) / 2 |w|²)
 *
 * v are the part's weights (absent: 1), loss the negative log likelihood, or (y − η)² / 2 in a regression. Intercepts
 * and thresholds are not penalised. The penalty is on coefficients in the units of the table: standardise first.
 * In scikit-learn's words lambda = 1 / (C Σ v) for LogisticRegression and alpha / Σ v for Ridge.
 *
 * L2: Newton's method by Cholesky, or L-BFGS where that is cheaper; L1: proximal Newton or OWL-QN. No randomness.
 * Classes without rows keep a column with a probability of at most ½ / (n + 1) on every training row.
 *
 * @throws LearnError `too_few_rows` (no rows, or one class only), `wrong_column_kind`, `not_finite`, `bad_param`, `aborted`
 * @example linear.fit(part, { lambda: 0.01 }, { seed: 1 })
 */
export const linear: Learner<LinearParams, LinearModel> = {
  kind: 'linear',
  tasks: ['binary', 'multiclass', 'ordinal', 'regression'],
  takes: { categories: false, missing: false },
  defaults: { lambda: 0.01, l1Ratio: 0, link: 'cumulative', tolerance: 1e-8, maxIterations: 500 },

  fit(part: TrainingPart, params: Partial<LinearParams>, ctx: FitContext): LinearModel {
    const { lambda, l1Ratio, link, tolerance, maxIterations } = { ...linear.defaults, ...params }
    const { task } = part
    checkTask('linear', task, linear.tasks)
    checkPenalty({ lambda, l1Ratio })
    checkRange('tolerance', tolerance, 1e-15, 1)
    checkWhole('maxIterations', maxIterations, 1)
    checkLink(link)

    const design = designOf(part, lambda * (1 - l1Ratio))
    const penalty = scaledPenalty({ lambda, l1Ratio }, design)
    const options: SolverOptions = { tolerance, maxIterations, unpenalised: lambda === 0, visit: visitor(ctx, maxIterations) }
    options.visit(0)
    switch (task.kind) {
      case 'binary':
        return fitLogistic(design, penalty, options)
      case 'multiclass':
        return fitMultinomial(design, task.classes, penalty, options)
      case 'ordinal':
        return link === 'multinomial'
          ? fitMultinomial(design, task.classes, penalty, options)
          : fitCumulative(design, task.classes, penalty, options)
      case 'regression':
        return fitLeastSquares(design, penalty, options)
    }
  },

  predict(model: LinearModel, table: Table) {
    checkColumns(model.columns, table)
    return predictLinear(model, toMatrix(table))
  },

  contributions(model: LinearModel, table: Table) {
    checkColumns(model.columns, table)
    return linearContributions(model, toMatrix(table))
  },

  check: checkLinearModel,
}

function checkLink(link: string): void {
  if (link === 'cumulative' || link === 'multinomial') return
  throw new LearnError('bad_param', `link must be cumulative or multinomial, got ${link}.`)
}

function visitor({ signal, progress }: FitContext, total: number): (iteration: number) => void {
  return iteration => {
    if (signal?.aborted) throw new LearnError('aborted', `Stopped in iteration ${iteration} of the linear model. Nothing was kept.`)
    progress?.({ what: 'linear model', done: iteration, total })
  }
}
