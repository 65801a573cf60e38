import type { Candidate, Choice, Recipe } from '@headway/learn'
import { fieldOf } from '../codebook/codebook.ts'
import type { Frame } from './frame.ts'

/** How simple a family is; the simplest within one standard error of the best is the default choice. */
const complexity = { baseline: 0, rule: 1, linear: 2, boosting: 4 } as const

/**
 * The few good recipes that a search tries, by size of the data. On a few hundred rows, keeping only the k best columns (chosen
 * inside the training part) matters more than the learner; above a thousand rows everything stays in.
 */
export function portfolio(frame: Frame, learner?: string): Candidate[] {
  const rows = frame.sample.y.length
  const all = rows <= 1000 ? forSmall(frame) : forLarge()
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

function forSmall({ question, dataset }: Frame): Candidate[] {
  const keep = question.indicators.filter(name => fieldOf(dataset.codebook, name).role === 'course')
  const widths = [2, 4, 7, 12].filter(k => k < question.indicators.length)
  const small = { rounds: 60, learningRate: 0.05, maxLeaves: 3, minRows: 5 }
  return [
    ...widths.flatMap(k => {
      const screen = { kind: 'screen', params: { k, keep } }
      return [...(k < 7 ? [0.01, 0.05] : [0.05, 0.2]).map(lambda => linear(lambda, screen)), boosting(small, screen)]
    }),
    ...[0.05, 0.3].map(lambda => linear(lambda)),
    boosting(small),
  ]
}

function forLarge(): Candidate[] {
  return [
    ...[0.0005, 0.003].map(lambda => linear(lambda)),
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

function linear(lambda: number, screen?: Choice): Candidate {
  const recipe = { steps: [...(screen ? [screen] : []), ...encode], learner: { kind: 'linear', params: { lambda } } }
  return { name: `linear, penalty ${lambda}${width(screen)}`, complexity: complexity.linear, recipe }
}

function boosting(params: Readonly<Record<string, number>>, screen?: Choice): Candidate {
  const recipe = { steps: screen ? [screen] : [], learner: { kind: 'boosting', params } }
  return {
    name: `boosting, ${params['rounds']} rounds of ${params['maxLeaves']} leaves${width(screen)}`,
    complexity: complexity.boosting,
    recipe,
  }
}

function width(screen: Choice | undefined): string {
  return screen ? `, ${screen.params?.['k']} best columns` : ''
}
