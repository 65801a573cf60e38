import { openWorkspace } from '../../kernel/workspace.ts'
import type { FitContext } from '../../learner.ts'
import type { TrainingPart } from '../../sample.ts'
import type { SolverOptions } from './minimise.ts'
import type { LinearModel } from './model.ts'
import { checkAborted, type LinearParams, withProblem } from './set-up.ts'

/** @param open where the rows lie while they are worked on: without the kernel the model has the same bits */
export function fitLinear(part: TrainingPart, params: LinearParams, ctx: FitContext, open = openWorkspace): LinearModel {
  const { lambda, tolerance, maxIterations } = params
  const visit = (iteration: number) => {
    checkAborted(ctx, iteration)
    ctx.progress?.({ what: 'linear model', done: iteration, total: maxIterations })
  }
  const options: SolverOptions = { tolerance, maxIterations, unpenalised: lambda === 0, visit }
  return withProblem(part, params, open, ({ problem, penaltyOf }) => {
    visit(0)
    return problem.model(problem.solve(penaltyOf(lambda), options, problem.start))
  })
}
