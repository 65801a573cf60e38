import type { Candidate, Choice, Recipe } from '@headway/learn'
import { fieldOf } from '../codebook/codebook.ts'
import { withDerived } from './derived.ts'
import type { Frame } from './frame.ts'

/** How simple a family is; the simplest within one standard error of the best is the default choice. */
const complexity = { baseline: 0, rule: 1, linear: 2, boosting: 4 } as const

/**
 * The few good recipes that a search tries, by size of the data. On a hundred or two rows, keeping only the k best columns (chosen
 * inside the training part) matters more than the learner; on several hundred, a lasso and boosting with more rounds on all columns
 * join in; above a thousand rows everything stays in.
 */
export function portfolio(frame: Frame, learner?: string): Candidate[] {
  const rows = frame.sample.y.length
  const all = rows <= 300 ? forSmall(frame) : withDerived(frame, rows <= 1000 ? forMiddling(frame) : forLarge())
  const candidates = [{ name: 'prior', complexity: complexity.baseline, recipe: prior }, ...simpleRules(frame), ...all]
  return learner === undefined ? candidates : candidates.filter(c => c.recipe.learner.kind === learner)
}

/** One recipe per simple rule: the course alone, the last grade alone. */
export function simpleRules({ question, dataset }: Frame): Candidate[] {
  return question.indicators
    .map(name => fieldOf(dataset.codebook, name))
    .filter(field => field.role === 'course' || field.rule !== undefined)
    .map(field => ({ name: `${field.rule ?? 'course'} alone`, complexity: complexity.rule, recipe: alone(field.name) }))
}

export const prior: Recipe = { steps: [], learner: { kind: 'baseline' } }

function forSmall(frame: Frame): Candidate[] {
  const widths = [2, 4, 7, 12].filter(k => k < frame.question.indicators.length)
  const small = { rounds: 60, learningRate: 0.05, maxLeaves: 3, minRows: 5 }
  return [
    ...widths.flatMap(k => {
      const screen = screenBest(k, frame)
      return [...(k < 7 ? [0.01, 0.05] : [0.05, 0.2]).map(lambda => linear(lambda, screen)), boosting(small, screen)]
    }),
    ...[0.05, 0.3].map(lambda => linear(lambda)),
    boosting(small),
  ]
}

/** Three for classes: on UCI 320's six tasks four more gained nothing, and a choice among few is less noisy. */
function forMiddling(frame: Frame): Candidate[] {
  const [two, four] = [2, 4].map(k => linear(0.01, screenBest(Math.min(k, frame.question.indicators.length), frame)))
  // each tree sees other rows and columns: steadier than one fit on all of them
  const shares = { rowShare: 0.7, columnShare: 0.5 }
  if (frame.sample.task.kind !== 'regression') {
    return [four!, lasso(0.01), boosting({ rounds: 120, learningRate: 0.05, maxLeaves: 4, minRows: 10, ...shares })]
  }
  return [
    two!,
    four!,
    ...[0.05, 0.3].map(lambda => linear(lambda)),
    lasso(0.05),
    boosting({ rounds: 150, learningRate: 0.05, maxLeaves: 8, minRows: 10, rowShare: 0.8 }),
    boosting({ rounds: 300, learningRate: 0.03, maxLeaves: 6, minRows: 5, ...shares }),
  ]
}

function forLarge(): Candidate[] {
  return [
    linear(0.003, undefined, 1e-4), // a looser solver: on hundreds of columns the forecasts are the same to three decimals
    boosting({ rounds: 120, learningRate: 0.08, maxLeaves: 6, minRows: 20, l2: 5 }),
    boosting({ rounds: 200, learningRate: 0.05, maxLeaves: 8, minRows: 20, l2: 10, columnShare: 0.5 }),
  ]
}

/** A forecast from one column and nothing else. */
function alone(column: string): Recipe {
  return { steps: [{ kind: 'select', params: { columns: [column] } }, ...encode], learner: { kind: 'linear', params: { lambda: 0.01 } } }
}

/** What a linear learner needs: orders as positions, gaps filled, categories as columns, one scale, no outliers. */
const encode: readonly Choice[] = [
  { kind: 'ordinalCodes' },
  { kind: 'impute', params: { indicators: true } },
  { kind: 'oneHot' },
  { kind: 'standardScale' },
  { kind: 'clip', params: { limit: 5 } },
]

/** The k best columns inside the training part, and the course whatever its score. */
function screenBest(k: number, { question, dataset }: Frame): Choice {
  return { kind: 'screen', params: { k, keep: question.indicators.filter(name => fieldOf(dataset.codebook, name).role === 'course') } }
}

function linear(lambda: number, screen?: Choice, tolerance?: number): Candidate {
  const params = { lambda, ...(tolerance !== undefined && { tolerance }) }
  return linearWith(`linear, penalty ${lambda}${width(screen)}`, params, screen)
}

/** Absolute values penalised: columns that say nothing get no coefficient. */
function lasso(lambda: number): Candidate {
  return linearWith(`linear, absolute penalty ${lambda}`, { lambda, l1Ratio: 1 })
}

function linearWith(name: string, params: Readonly<Record<string, number>>, screen?: Choice): Candidate {
  const recipe = { steps: [...(screen ? [screen] : []), ...encode], learner: { kind: 'linear', params } }
  return { name, complexity: complexity.linear, recipe }
}

function boosting(params: Readonly<Record<string, number>>, screen?: Choice): Candidate {
  const recipe = { steps: screen ? [screen] : [], learner: { kind: 'boosting', params } }
  return {
    name: `boosting, ${params['rounds']} rounds of ${params['maxLeaves']} leaves${params['rowShare'] === undefined ? '' : ' on shares of rows'}${width(screen)}`,
    complexity: complexity.boosting,
    recipe,
  }
}

function width(screen: Choice | undefined): string {
  return screen ? `, ${screen.params?.['k']} best columns` : ''
}
