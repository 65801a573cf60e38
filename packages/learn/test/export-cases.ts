import type { FittedRecipe, Recipe } from '../src/recipe.ts'
import { fitRecipe } from '../src/recipe.ts'
import type { TaskKind } from '../src/task.ts'
import { exportPart } from './export-rows.ts'

const tasks: readonly TaskKind[] = ['binary', 'multiclass', 'ordinal', 'regression']

const encoded: Recipe['steps'] = [
  { kind: 'ordinalCodes' },
  { kind: 'impute', params: { indicators: true } },
  { kind: 'oneHot', params: { minRows: 20 } },
  { kind: 'standardScale' },
  { kind: 'clip', params: { limit: 2 } },
]

const derived: Recipe['steps'] = [
  {
    kind: 'derive',
    params: {
      shares: [{ part: 'passed', whole: 'taken' }],
      measures: [{ name: 'count', columns: ['passed', 'taken'] }],
      relativeTo: { by: 'course', columns: ['taken'] },
    },
  },
  { kind: 'targetEncode', params: { minLevels: 5 } },
  { kind: 'impute', params: { categorical: 'level', numeric: 'mean' } },
  { kind: 'select', params: { except: ['passed'] } },
  { kind: 'screen', params: { k: 6, keep: ['course'] } },
]

/** A recipe for each learner; between them they have every step. */
export const exportRecipes = {
  additive: { steps: [], learner: { kind: 'additive', params: { pairs: 2, rounds: 60, bags: 3 } } },
  baseline: { steps: [], learner: { kind: 'baseline', params: { by: 'course' } } },
  boosting: { steps: derived, learner: { kind: 'boosting', params: { rounds: 20 } } },
  forest: { steps: [], learner: { kind: 'forest', params: { trees: 20 } } },
  linear: { steps: encoded, learner: { kind: 'linear', params: { lambda: 0.01 } } },
  network: {
    steps: [...derived.slice(0, 2), ...encoded],
    learner: { kind: 'network', params: { epochs: 10, hidden: [5, 3], members: 2 } },
  },
  stack: {
    steps: [{ kind: 'impute', params: { categorical: 'level', indicators: false } }],
    learner: {
      kind: 'stack',
      params: {
        members: [
          { steps: encoded, learner: { kind: 'linear' } },
          { steps: [], learner: { kind: 'boosting', params: { rounds: 10, maxLeaves: 4 } } },
        ],
        weights: [2, 1],
      },
    },
  },
} satisfies Record<string, Recipe>

/** Calibrators by task, with states that bend what they are given. */
export function calibratorsFor(task: TaskKind): NonNullable<FittedRecipe['calibrator']>[] {
  const k = task === 'binary' ? 2 : 3
  const by = <T>(of: (c: number) => T, length = k): T[] => Array.from({ length }, (_, c) => of(c))
  const curve = (c: number) => ({ x: [0.05, 0.1 + c / 20, 0.5, 0.8], y: c === 0 ? [0, 0.1, 0.4, 0.75] : [0.02, 0.3, 0.6, 0.9] })
  const any = [
    { kind: 'temperature', state: { temperature: 1.7 } },
    { kind: 'vector', state: { weights: by(c => 0.6 + 0.3 * c), bias: by(c => 0.1 * (c - (k - 1) / 2)) } },
    {
      kind: 'isotonic',
      state:
        task === 'multiclass'
          ? { scale: 'one-vs-rest', curves: by(curve), floor: 0.001 }
          : { scale: 'cumulative', curves: by(curve, k - 1), floor: 0.001 },
    },
  ]
  const binary = [
    { kind: 'platt', state: { slope: 0.8, intercept: -0.3 } },
    { kind: 'beta', state: { a: 0.7, b: 1.2, c: 0.2 } },
  ]
  if (task === 'regression') return []
  return task === 'binary' ? [...any, ...binary] : any
}

/** Every learner for every task, each with one calibrator of its task, so that all calibrators come by. */
export function exportCases(of: readonly TaskKind[] = tasks): { readonly name: string; readonly fitted: () => FittedRecipe }[] {
  return Object.entries(exportRecipes).flatMap(([learner, recipe], l) =>
    of.map(task => {
      const calibrator = calibratorsFor(task).at(l % Math.max(1, calibratorsFor(task).length))
      return {
        name: `${learner}, ${task}${calibrator ? `, ${calibrator.kind}` : ''}`,
        fitted: () => ({ ...fitRecipe(recipe, exportPart(task), { seed: 1 }), ...(calibrator && { calibrator }) }),
      }
    }),
  )
}
