import type { Candidate } from '@headway/learn'
import { fieldOf } from '../codebook/codebook.ts'
import { withDerived } from './derived.ts'
import type { Frame } from './frame.ts'
import { additive, alone, boosting, complexity, forest, lasso, linear, prior, screenBest } from './recipes.ts'

/** How many rows make a table small, and how many still make it middling: others are large. */
const SMALL = 300
const MIDDLING = 1000
const MANY = 10_000

/** On UCI 697 two recipes came within .003 of fourteen in log loss, at a fifth of the time: six keep the families that average well. */
const FEW = 6

/** Each tree sees other rows and columns: steadier than one fit on all of them. */
const shares = { rowShare: 0.7, columnShare: 0.5 }

/**
 * The good recipes that a search tries, about 25, by size of the data; the most promising first, of unlike families, since a budget
 * cuts the end off and unlike recipes average best. On a hundred or two rows, keeping only the k best columns (chosen inside the
 * training part) matters more than the learner; on several hundred, penalties and trees on all columns join in; above a thousand
 * rows everything stays in.
 */
export function portfolio(frame: Frame, learner?: string): Candidate[] {
  return withRules(frame, bySize(frame), learner)
}

/** What is tried where nobody names a budget: all of it up to a thousand rows, the most promising few above, and every simple rule. */
export function affordablePortfolio(frame: Frame, learner?: string): Candidate[] {
  const own = bySize(frame)
  const few = frame.sample.y.length > MIDDLING && learner === undefined
  return withRules(frame, few ? own.slice(0, FEW) : own, learner)
}

function bySize(frame: Frame): Candidate[] {
  const rows = frame.sample.y.length
  return rows <= SMALL ? forSmall(frame) : rows <= MIDDLING ? forMiddling(frame) : forLarge(frame)
}

function withRules(frame: Frame, own: readonly Candidate[], learner?: string): Candidate[] {
  const candidates = [...own, ...simpleRules(frame), { name: 'prior', complexity: complexity.baseline, recipe: prior }]
  return learner === undefined || learner === 'stack' ? candidates : candidates.filter(c => c.recipe.learner.kind === learner)
}

/** The recipes for tables of every size, each once: what a bench tries on one table to see whether defaults carry over. */
export function everyRecipe(frame: Frame): Candidate[] {
  return unlike([...forSmall(frame), ...forMiddling(frame), ...forLarge(frame)])
}

/** One recipe per simple rule: the course alone, the last grade alone. */
export function simpleRules({ question, dataset }: Frame): Candidate[] {
  return question.indicators
    .map(name => fieldOf(dataset.codebook, name))
    .filter(field => field.role === 'course' || field.rule !== undefined)
    .map(field => ({ name: `${field.rule ?? 'course'} alone`, complexity: complexity.rule, recipe: alone(field.name) }))
}

function forSmall(frame: Frame): Candidate[] {
  const tiny = { rounds: 60, learningRate: 0.05, maxLeaves: 3, minRows: 5 }
  const slow = { rounds: 120, learningRate: 0.03, maxLeaves: 3, minRows: 5, ...shares }
  const [two, four, seven, twelve] = [2, 4, 7, 12].map(k => screenBest(k, frame))
  return unlike([
    linear(0.05, four),
    boosting(tiny, four),
    forest({ minRows: 5, columnShare: 0.5 }, four),
    linear(0.01, two),
    boosting(tiny, two),
    forest({ splits: 'random', minRows: 3, columnShare: 1 }, four),
    linear(0.05, seven),
    boosting(tiny, seven),
    forest({ minRows: 5, columnShare: 0.33 }, twelve),
    linear(0.01, four),
    linear(0.05, two),
    linear(0.2, seven),
    additive({}, seven),
    boosting(tiny, twelve),
    linear(0.05, twelve),
    linear(0.2, twelve),
    boosting(slow),
    forest({ splits: 'random', minRows: 3, columnShare: 0.33 }),
    linear(0.3),
    boosting(tiny),
    linear(0.05),
  ])
}

function forMiddling(frame: Frame): Candidate[] {
  const [two, four, eight] = [2, 4, 8].map(k => screenBest(k, frame))
  const derived = withDerived(frame)
  const few = boosting({ rounds: 120, learningRate: 0.05, maxLeaves: 4, minRows: 10, ...shares })
  return unlike([
    linear(0.01, four),
    forest({ minRows: 5, columnShare: 1 }),
    few,
    linear(0.1),
    forest({ splits: 'random', minRows: 3, columnShare: 0.33 }),
    lasso(0.01),
    ...derived(few),
    boosting({ rounds: 300, learningRate: 0.03, maxLeaves: 6, minRows: 5, ...shares }),
    ...derived(lasso(0.01)),
    linear(0.01, two),
    boosting({ rounds: 150, learningRate: 0.03, maxLeaves: 3, minRows: 10, ...shares }),
    forest({ minRows: 3, columnShare: 0.33 }),
    lasso(0.03),
    linear(0.01, eight),
    additive({}),
    boosting({ rounds: 150, learningRate: 0.05, maxLeaves: 8, minRows: 10, rowShare: 0.8 }),
    linear(0.3),
    linear(0.03),
    forest({ splits: 'random', minRows: 3, columnShare: 1 }, eight),
    boosting({ rounds: 120, learningRate: 0.05, maxLeaves: 4, minRows: 10, ...shares }, eight),
  ])
}

/**
 * Derived indicators first: at a few thousand rows they are worth more than a change of learner. Over several terms, firm models on shares of
 * rows and columns, half of them without what follows a course's design: what a later term will not repeat must not weigh much, and what
 * they have in common is averaged.
 */
function forLarge(frame: Frame): Candidate[] {
  const derived = withDerived(frame)
  const carried = withoutDesign(frame)
  const many = boosting({ rounds: 200, learningRate: 0.05, maxLeaves: 8, minRows: 20, l2: 10, columnShare: 0.5, rowShare: 0.8 })
  const few = boosting({ rounds: 120, learningRate: 0.08, maxLeaves: 6, minRows: 20, l2: 5 })
  const slow = boosting({ rounds: 400, learningRate: 0.03, maxLeaves: 6, minRows: 20, l2: 10, columnShare: 0.3, rowShare: 0.7 })
  // a looser solver: on hundreds of columns the forecasts are the same to three decimals
  const [light, firm] = [0.003, 0.01].map(lambda => linear(lambda, undefined, 1e-4))
  // above ten thousand rows larger leaves forecast as well, in a fifth of the time, and their reasons do not take seconds
  const minRows = frame.sample.y.length > MANY ? 20 : 3
  const wood = forest({ minRows, columnShare: 0.33 })
  return unlike([
    ...(frame.terms
      ? [...derived(many), carried(linear(0.03)), carried(many), linear(0.1), carried(slow), lasso(0.003), ...derived(slow), many]
      : []),
    ...derived(many),
    ...derived(light!),
    ...derived(wood),
    many,
    light!,
    ...derived(slow),
    ...derived(firm!),
    wood,
    few,
    ...derived(few),
    firm!,
    forest({ splits: 'random', minRows, columnShare: 0.33 }),
    additive({}),
    slow,
  ])
}

/** The same recipe without columns that follow the course's design, where there are some: a redesigned course shifts those for everybody in it. */
function withoutDesign({ question, dataset: { codebook } }: Frame): (candidate: Candidate) => Candidate {
  const except = question.indicators.filter(name => fieldOf(codebook, name).byDesign)
  if (except.length === 0 || except.length === question.indicators.length) return candidate => candidate
  return ({ name, complexity, recipe }) => ({
    name: `${name}, without what follows the design`,
    complexity,
    recipe: { ...recipe, steps: [{ kind: 'select', params: { except } }, ...recipe.steps] },
  })
}

/** The first of each name: on few columns several screens keep them all. */
function unlike(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter((candidate, at) => candidates.findIndex(c => c.name === candidate.name) === at)
}
