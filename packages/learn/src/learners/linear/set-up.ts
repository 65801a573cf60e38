import { checkRange, checkTask, checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import type { FitContext } from '../../learner.ts'
import type { TrainingPart } from '../../sample.ts'
import type { TaskKind } from '../../task.ts'
import { type ColumnParams, columnRules } from './column-rules.ts'
import { cumulativeProblem } from './cumulative.ts'
import { type Design, designOf } from './design.ts'
import { leastSquaresProblem } from './least-squares.ts'
import { logisticProblem } from './logistic.ts'
import { multinomialProblem } from './multinomial.ts'
import { checkPenalty, type Penalty, type ScaledPenalty, scaledPenalty } from './penalty.ts'
import type { LinearProblem } from './problem.ts'

export interface LinearParams extends Penalty, ColumnParams {
  /** How an ordinal task is modelled: by one latent score and thresholds, or as classes without order. */
  readonly link: 'cumulative' | 'multinomial'
  /** Roughly the error allowed in a standardised coefficient. */
  readonly tolerance: number
  readonly maxIterations: number
}

export const linearTasks: readonly TaskKind[] = ['binary', 'multiclass', 'ordinal', 'regression']

export const linearDefaults: LinearParams = {
  lambda: 0.01,
  l1Ratio: 0,
  signs: {},
  strength: {},
  strongColumns: 0,
  strongFactor: 0.1,
  link: 'cumulative',
  tolerance: 1e-8,
  maxIterations: 500,
}

export interface SetUp {
  readonly design: Design
  readonly problem: LinearProblem
  /** The penalty of a lambda, with what was asked for single columns. */
  penaltyOf(lambda: number): ScaledPenalty
}

/**
 * Params checked, rows standardised, and the problem of the task.
 *
 * @throws LearnError `wrong_task`, `bad_param`, `unknown_column`, `too_few_rows`, `wrong_column_kind`, `not_finite`
 */
export function setUp(part: TrainingPart, params: LinearParams): SetUp {
  const { lambda, l1Ratio, link } = params
  const { task } = part
  checkTask('linear', task, linearTasks)
  checkPenalty(params)
  checkRange('tolerance', params.tolerance, 1e-15, 1)
  checkWhole('maxIterations', params.maxIterations, 1)
  if (link !== 'cumulative' && link !== 'multinomial') {
    throw new LearnError('bad_param', `link must be cumulative or multinomial, got ${link}.`)
  }
  const rules = columnRules(part, params)
  if (rules.signs && (task.kind === 'multiclass' || (task.kind === 'ordinal' && link === 'multinomial'))) {
    throw new LearnError(
      'bad_param',
      'signs bind one coefficient to a column, but a multinomial model has one for each class. Leave them out.',
    )
  }
  const design = designOf(part, lambda * (1 - l1Ratio), rules.factors)
  const penaltyOf = (own: number) => scaledPenalty({ lambda: own, l1Ratio }, design, rules)
  switch (task.kind) {
    case 'binary':
      return { design, penaltyOf, problem: logisticProblem(design) }
    case 'multiclass':
      return { design, penaltyOf, problem: multinomialProblem(design, task.classes) }
    case 'ordinal': {
      const problemOf = link === 'multinomial' ? multinomialProblem : cumulativeProblem
      return { design, penaltyOf, problem: problemOf(design, task.classes) }
    }
    case 'regression':
      return { design, penaltyOf, problem: leastSquaresProblem(design) }
  }
}

/** Refuses to go on when asked to stop. */
export function checkAborted({ signal }: FitContext, iteration: number): void {
  if (signal?.aborted) throw new LearnError('aborted', `Stopped in iteration ${iteration} of the linear model. Nothing was kept.`)
}
