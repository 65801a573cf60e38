import { checkRange, checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import { openWorkspace } from '../../kernel/workspace.ts'
import type { FitContext } from '../../learner.ts'
import { pow } from '../../math/index.ts'
import type { TrainingPart } from '../../sample.ts'
import type { SolverOptions } from './minimise.ts'
import type { LinearModel } from './model.ts'
import { checkAborted, type LinearParams, linearDefaults, type SetUp, withProblem } from './set-up.ts'

export interface LinearPathParams extends Omit<LinearParams, 'lambda'> {
  /** How many, spaced evenly in their logarithms from the lambda where all coefficients are 0; or the lambdas themselves. */
  readonly lambdas: number | readonly number[]
  /** The last lambda as a share of the first. */
  readonly span: number
}

export interface LinearPath {
  readonly lambdas: readonly number[] // falling
  readonly models: readonly LinearModel[] // [lambdas.length]
}

/**
 * The models of the `linear` learner along falling penalties, each solved from where the one before it ended.
 * Defaults: 50 lambdas down to 1/1000 of the first, l1Ratio 1 (lasso), the rest as the learner's.
 *
 * Where no column pulls at all (there is none, or all are constant) the path is the one lambda 0.
 *
 * Source: Friedman, Hastie & Tibshirani (2010), J. Stat. Softw. 33(1).
 *
 * @throws LearnError as `linear.fit`; `bad_param` also for a number of lambdas with l1Ratio 0, where no lambda makes all coefficients 0
 */
export function linearPath(part: TrainingPart, params: Partial<LinearPathParams>, ctx: FitContext): LinearPath {
  const all = { ...linearDefaults, l1Ratio: 1, lambdas: 50, span: 1e-3, ...params }
  const { tolerance, maxIterations } = all
  checkRange('span', all.span, 1e-12, 1)
  return withProblem(part, { ...all, lambda: 0 }, openWorkspace, made => {
    const lambdas = lambdasOf(made, all)
    let start = made.problem.start
    const models = lambdas.map((lambda, step) => {
      const visit: SolverOptions['visit'] = iteration => checkAborted(ctx, iteration)
      ctx.progress?.({ what: 'linear path', done: step + 1, total: lambdas.length })
      const solution = made.problem.solve(made.penaltyOf(lambda), { tolerance, maxIterations, unpenalised: lambda === 0, visit }, start)
      start = solution.at
      return made.problem.model(solution)
    })
    return { lambdas, models }
  })
}

function lambdasOf(made: SetUp, { lambdas, l1Ratio, span }: LinearPathParams): number[] {
  if (typeof lambdas !== 'number') {
    if (!Array.isArray(lambdas) || lambdas.length === 0) {
      throw new LearnError('bad_param', `lambdas must be a number of them, or a list of at least one, got ${JSON.stringify(lambdas)}.`)
    }
    lambdas.forEach((lambda, at) => {
      checkRange(`lambdas[${at}]`, lambda, 0, Number.MAX_VALUE)
    })
    return [...lambdas].sort((a, b) => b - a)
  }
  checkWhole('lambdas', lambdas, 1, 10_000)
  checkRange('l1Ratio of a path', l1Ratio, 1e-6, 1)
  const first = smallestZero(made)
  if (first === 0) return [0]
  return Array.from({ length: lambdas }, (_, at) => first * pow(span, lambdas > 1 ? at / (lambdas - 1) : 0))
}

/**
 * The smallest lambda with all coefficients 0. By the optimality conditions there |slope_j| ≤ lambda · l1Ratio · strength_j for each
 * column, slopes taken at the best intercepts; where a sign is bound only a pull in its direction counts.
 */
function smallestZero({ problem, penaltyOf }: SetUp): number {
  const { l1, signs } = penaltyOf(1)
  const { free, blocks } = problem
  const slopes = problem.slopes()
  const d = l1.length
  let most = 0
  for (let b = 0; b < blocks; b++) {
    for (let j = 0; j < d; j++) {
      const pull = -slopes[b * (free + d) + free + j]
      most = Math.max(most, (signs?.[j] ? pull * signs[j] : Math.abs(pull)) / l1[j])
    }
  }
  return most * (1 + 1e-10) // the slopes carry rounding errors
}
