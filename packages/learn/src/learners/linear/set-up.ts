import { checkRange, checkTask, checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import { ordinaryWorkspace, type Workspace } from '../../kernel/workspace.ts'
import type { FitContext } from '../../learner.ts'
import type { TrainingPart } from '../../sample.ts'
import type { Task, TaskKind } from '../../task.ts'
import { type ColumnParams, columnRules } from './column-rules.ts'
import { cumulativeProblem } from './cumulative.ts'
import { type Design, designOf } from './design.ts'
import { leastSquaresProblem } from './least-squares.ts'
import { logisticProblem } from './logistic.ts'
import { multinomialProblem } from './multinomial.ts'
import { checkPenalty, type Penalty, type ScaledPenalty, scaledPenalty } from './penalty.ts'
import type { LinearProblem } from './problem.ts'
import { bytesOfProblem } from './row-sums.ts'

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

/** What the kernel can see ends at 4 GiB. */
const MOST_BYTES = 4_290_000_000

export interface SetUp {
  readonly problem: LinearProblem
  /** The penalty of a lambda, with what was asked for single columns. */
  penaltyOf(lambda: number): ScaledPenalty
}

/**
 * Params checked, rows standardised, and `work` done on the problem of the task, which holds until it returns.
 *
 * @param open where the rows lie while they are worked on; beyond what the kernel can see they lie in ordinary arrays
 * @throws LearnError `wrong_task`, `bad_param`, `unknown_column`, `too_few_rows`, `wrong_column_kind`, `not_finite`, `out_of_memory`
 */
export function withProblem<Result>(
  part: TrainingPart,
  params: LinearParams,
  open: (bytes: number) => Workspace,
  work: (made: SetUp) => Result,
): Result {
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
  const multinomial = task.kind === 'multiclass' || (task.kind === 'ordinal' && link === 'multinomial')
  if (rules.signs && multinomial) {
    throw new LearnError(
      'bad_param',
      'signs bind one coefficient to a column, but a multinomial model has one for each class. Leave them out.',
    )
  }
  const ones = task.kind === 'binary' || multinomial
  const classes = task.kind === 'regression' || !multinomial ? 1 : task.classes.length
  const bytes = bytesOfProblem(part.table.rows, part.table.columns.length + (ones ? 1 : 0), classes)
  const workspace = bytes < MOST_BYTES ? open(bytes) : ordinaryWorkspace()
  try {
    const design = designOf(part, workspace, { ones, ridge: lambda * (1 - l1Ratio), factors: rules.factors })
    const problem = problemOf(design, task, multinomial)
    const penaltyOf = (own: number) => scaledPenalty({ lambda: own, l1Ratio }, design, rules)
    return work({ problem, penaltyOf })
  } finally {
    workspace.close()
  }
}

function problemOf(design: Design, task: Task, multinomial: boolean): LinearProblem {
  if (task.kind === 'regression') return leastSquaresProblem(design)
  if (task.kind === 'binary') return logisticProblem(design)
  return multinomial ? multinomialProblem(design, task.classes) : cumulativeProblem(design, task.classes)
}

/** Refuses to go on when asked to stop. */
export function checkAborted({ signal }: FitContext, iteration: number): void {
  if (signal?.aborted) throw new LearnError('aborted', `Stopped in iteration ${iteration} of the linear model. Nothing was kept.`)
}
