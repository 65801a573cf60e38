import type { Candidate, Choice, Recipe } from '@headway/learn'
import { fieldOf } from '../codebook/codebook.ts'
import type { Frame } from './frame.ts'

/** How simple a family is; the simplest within one standard error of the best is the default choice. A stack is the least simple: 5. */
export const complexity = { baseline: 0, rule: 1, linear: 2, additive: 3, trees: 4 } as const

export const prior: Recipe = { steps: [], learner: { kind: 'baseline' } }

/** What a linear learner needs: orders as positions, gaps filled, categories as columns, one scale, no outliers. */
const encode: readonly Choice[] = [
  { kind: 'ordinalCodes' },
  { kind: 'impute', params: { indicators: true } },
  { kind: 'oneHot' },
  { kind: 'standardScale' },
  { kind: 'clip', params: { limit: 5 } },
]

/** A forecast from one column and nothing else. */
export function alone(column: string): Recipe {
  return { steps: [{ kind: 'select', params: { columns: [column] } }, ...encode], learner: { kind: 'linear', params: { lambda: 0.01 } } }
}

/** The k best columns inside the training part, and the course whatever its score; nothing where there are no more than k. */
export function screenBest(k: number, { question, dataset }: Frame): Choice | undefined {
  if (k >= question.indicators.length) return undefined
  return { kind: 'screen', params: { k, keep: question.indicators.filter(name => fieldOf(dataset.codebook, name).role === 'course') } }
}

export function linear(lambda: number, screen?: Choice, tolerance?: number): Candidate {
  const params = { lambda, ...(tolerance !== undefined && { tolerance }) }
  return linearWith(`linear, penalty ${lambda}${width(screen)}`, params, screen)
}

/** Absolute values penalised: columns that say nothing get no coefficient. */
export function lasso(lambda: number): Candidate {
  return linearWith(`linear, absolute penalty ${lambda}`, { lambda, l1Ratio: 1 })
}

function linearWith(name: string, params: Readonly<Record<string, number>>, screen?: Choice): Candidate {
  const recipe = { steps: [...(screen ? [screen] : []), ...encode], learner: { kind: 'linear', params } }
  return { name, complexity: complexity.linear, recipe }
}

export function additive(params: Readonly<Record<string, number>>, screen?: Choice): Candidate {
  const recipe = { steps: screen ? [screen] : [], learner: { kind: 'additive', params } }
  return { name: `additive curves${width(screen)}`, complexity: complexity.additive, recipe }
}

export function boosting(params: Readonly<Record<string, number>>, screen?: Choice): Candidate {
  const { rounds, maxLeaves, learningRate, rowShare } = params
  const parts = rowShare === undefined ? '' : ' on shares of rows'
  return {
    name: `boosting, ${rounds} rounds of ${maxLeaves} leaves at ${learningRate}${parts}${width(screen)}`,
    complexity: complexity.trees,
    recipe: { steps: screen ? [screen] : [], learner: { kind: 'boosting', params } },
  }
}

/** One quick recipe of good standing, for comparisons that fit it many times. */
export const quickBoosting: Recipe = boosting({ rounds: 120, learningRate: 0.08, maxLeaves: 6, minRows: 20, l2: 5 }).recipe

/** A hundred trees: at these sizes three hundred gain less than the noise of a search. */
export function forest(params: Readonly<Record<string, number | string>>, screen?: Choice): Candidate {
  const { splits, columnShare } = params
  return {
    name: `${splits === 'random' ? 'extra trees' : 'random forest'}, ${columnShare === 1 ? 'all' : columnShare} columns a cut${width(screen)}`,
    complexity: complexity.trees,
    recipe: { steps: screen ? [screen] : [], learner: { kind: 'forest', params: { trees: 100, ...params } } },
  }
}

function width(screen: Choice | undefined): string {
  return screen ? `, ${screen.params?.['k']} best columns` : ''
}
