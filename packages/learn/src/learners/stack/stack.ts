import { checkColumns, checkTask } from '../../check.ts'
import type { Learner } from '../../learner.ts'
import { matrix } from '../../matrix.ts'
import { deriveSeed } from '../../random.ts'
import { type FittedRecipe, fitRecipe, forecast, learnerNamed, type Recipe } from '../../recipe.ts'
import type { Task } from '../../task.ts'
import { checkStackModel } from './check-model.ts'
import { stackContributions } from './contributions.ts'
import { lowerStack } from './lower.ts'
import { checkStackParams, type StackParams } from './params.ts'
import { averageScores, poolForecast, poolScores } from './pool.ts'

export interface StackModel {
  readonly kind: 'stack'
  readonly task: Task
  readonly columns: readonly string[] // [d]
  readonly members: readonly FittedRecipe[]
  readonly weights: readonly number[] // [members] they sum to 1
}

/** What a linear learner needs: orders as positions, gaps filled, categories as columns, one scale, no outliers. */
const encode: Recipe['steps'] = [
  { kind: 'ordinalCodes' },
  { kind: 'impute', params: { indicators: true } },
  { kind: 'oneHot' },
  { kind: 'standardScale' },
  { kind: 'clip', params: { limit: 5 } },
]

/**
 * A weighted average of recipes, in log-odds (binary), in logs of probabilities (k classes; renormalised) or in values:
 *
 *   p_c ∝ Π_m max(p_mc, .001)^w_m,   w ≥ 0, Σ w = 1
 *
 * Each member is fitted on the whole part, with its own preparation. Members that share out their score make a stack that does,
 * exactly in sum. Averages are steadier than a choice among near-equals: their log loss is at most the weighted mean of
 * the members' (before flooring), since −log of the pooled probability is convex in the weights.
 *
 * Sources: Wolpert (1992), Neural Networks 5(2); Genest & Zidek (1986), Stat. Sci. 1(1): the logarithmic pool.
 *
 * @throws LearnError `bad_param`, and what the members throw
 */
export const stack: Learner<StackParams, StackModel> = {
  kind: 'stack',
  tasks: ['binary', 'multiclass', 'ordinal', 'regression'],
  takes: { categories: true, missing: true },
  alsoTakes: ['weights'],
  defaults: {
    members: [
      { steps: encode, learner: { kind: 'linear', params: { lambda: 0.05 } } },
      { steps: [], learner: { kind: 'boosting', params: { rounds: 60, learningRate: 0.05, maxLeaves: 4 } } },
    ],
  },

  fit(part, params, ctx) {
    const { members }: StackParams = { ...stack.defaults, ...params }
    checkTask('stack', part.task, stack.tasks)
    checkStackParams({ members, ...(params.weights !== undefined && { weights: params.weights }) }, learnerNamed)
    const weights = params.weights ?? members.map(() => 1)
    const total = weights.reduce((sum, w) => sum + w, 0)
    const kept = members.map((_, m) => m).filter(m => weights[m] > 0)
    const { progress, ...quiet } = ctx
    const fitted = kept.map((m, done) => {
      const member = fitRecipe(members[m], part, { ...quiet, seed: deriveSeed(ctx.seed, 'member', m) })
      progress?.({ what: 'stack', done: done + 1, total: kept.length })
      return member
    })
    const columns = part.table.columns.map(c => c.name)
    return { kind: 'stack', task: part.task, columns, members: fitted, weights: kept.map(m => weights[m] / total) }
  },

  predict({ task, columns, members, weights }, table) {
    checkColumns(columns, table)
    const scores = members.map(member => poolScores(forecast(member, table), task))
    return poolForecast(averageScores(scores, weights), task)
  },

  contributions(model, table) {
    checkColumns(model.columns, table)
    return stackContributions(model, table)
  },

  uncertainty({ task, columns, members, weights }, table) {
    checkColumns(columns, table)
    const scores = members.map(member => poolScores(forecast(member, table), task))
    const { rows, cols, data } = averageScores(scores, weights)
    const variance = matrix(rows, cols)
    scores.forEach((score, m) => {
      score.data.forEach((s, at) => {
        variance.data[at] += weights[m] * (s - data[at]) * (s - data[at])
      })
    })
    return { scale: task.kind === 'regression' ? 'value' : 'log-odds', outputs: cols, values: variance.data.map(Math.sqrt) }
  },

  lower: lowerStack,
  check: checkStackModel,
  members: model => model.members,

  compile({ task, members, weights }, compileMember) {
    const compiled = members.map(compileMember)
    if (!compiled.every(c => c !== undefined)) return undefined
    return (cells, into) => {
      const scores = compiled.map(of => {
        const data = of(cells)
        return poolScores({ rows: 1, cols: data.length, data }, task)
      })
      into.set(poolForecast(averageScores(scores, weights), task).data)
    }
  },
}
