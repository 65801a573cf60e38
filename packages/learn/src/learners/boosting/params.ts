import { checkRange, checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import type { TaskKind } from '../../task.ts'
import { MOST_BINS } from '../../trees/binning.ts'

export interface BoostingParams {
  /** Of a regression: the mean, the median or the `quantile` is forecast. Class tasks have their own loss: leave it 'squared'. */
  readonly objective: 'squared' | 'absolute' | 'quantile'
  readonly quantile: number // (0, 1); for objective 'quantile'
  readonly rounds: number // with stopping: at most
  readonly learningRate: number // (0, 1]; every leaf value is multiplied by it
  readonly growth: 'leaf' | 'depth' // the leaf that gains most first, or level by level
  readonly maxLeaves: number // of one tree; 1 learns nothing
  readonly maxDepth: number // 0: no limit but maxLeaves; never more than 200
  readonly minRows: number // rows (not weight) that each leaf keeps at least
  readonly minHessian: number // curvature that each leaf keeps at least; in a regression it is the weight
  readonly minGain: number // a split must gain more
  readonly l1: number
  readonly l2: number
  readonly maxBins: number // 2 … 255, by column
  readonly rowShare: number // (0, 1]; of the rows each round draws, without replacement
  readonly columnShare: number // (0, 1]; of the columns each tree draws, at least one
  readonly categorySmoothing: number // pulls the order of rare levels to the middle; 0 trusts a level of one row
  readonly minCategoryRows: number // a level with fewer rows in a node goes with the missing there
  /** By column: 1, the score never falls as the column rises; −1, it never rises. Numbers and ordered levels; not for multiclass. */
  readonly monotone: Readonly<Record<string, 1 | -1>>
  /** Columns on one way from root to leaf stand together in one of these lists; a column in none stands alone. No list: no limit. */
  readonly interactions: readonly (readonly string[])[]
  /** How the number of rounds is found: choose-rounds.ts. The model is then fitted on all rows with that many. */
  readonly stopping: 'none' | 'bags' | 'holdout'
  readonly patience: number // rounds without a lower held-out loss after which the search for their number ends
  readonly bags: number // 2 … 100; of stopping 'bags'
  readonly holdoutShare: number // (0, 1); of stopping 'holdout'
  readonly seeds: number // 1 … 1000; models averaged, each with draws of its own; alike when every row and column is drawn
}

/** For hundreds to a few thousand rows. */
export const boostingDefaults: BoostingParams = {
  objective: 'squared',
  quantile: 0.5,
  rounds: 100,
  learningRate: 0.1,
  growth: 'leaf',
  maxLeaves: 8,
  maxDepth: 0,
  minRows: 5,
  minHessian: 1e-3,
  minGain: 0,
  l1: 0,
  l2: 1,
  maxBins: MOST_BINS,
  rowShare: 1,
  columnShare: 1,
  categorySmoothing: 10,
  minCategoryRows: 5,
  monotone: {},
  interactions: [],
  stopping: 'none',
  patience: 50,
  bags: 5,
  holdoutShare: 0.2,
  seeds: 1,
}

/** All bags are in memory at once. */
const MOST_BAGS = 100
const MOST_SEEDS = 1000

/**
 * What can be checked without the table; the columns of `monotone` and `interactions` are checked in constraints.ts.
 *
 * @throws LearnError `bad_param`
 */
export function checkBoostingParams(params: BoostingParams, task: TaskKind): void {
  checkChoice('objective', params.objective, ['squared', 'absolute', 'quantile'])
  checkChoice('growth', params.growth, ['leaf', 'depth'])
  checkChoice('stopping', params.stopping, ['none', 'bags', 'holdout'])
  checkWhole('rounds', params.rounds, 0)
  checkWhole('maxLeaves', params.maxLeaves, 1)
  checkWhole('maxDepth', params.maxDepth, 0)
  checkWhole('minRows', params.minRows, 1)
  checkWhole('maxBins', params.maxBins, 2, MOST_BINS)
  checkWhole('minCategoryRows', params.minCategoryRows, 1)
  checkWhole('patience', params.patience, 1)
  checkWhole('bags', params.bags, 2, MOST_BAGS)
  checkWhole('seeds', params.seeds, 1, MOST_SEEDS)
  for (const name of ['learningRate', 'rowShare', 'columnShare'] as const) checkRange(name, params[name], Number.MIN_VALUE, 1)
  for (const name of ['quantile', 'holdoutShare'] as const) checkRange(name, params[name], Number.MIN_VALUE, 1 - Number.EPSILON)
  for (const name of ['minHessian', 'minGain', 'l1', 'l2', 'categorySmoothing'] as const) {
    checkRange(name, params[name], 0, Number.MAX_VALUE)
  }
  checkObjective(params, task)
}

function checkObjective({ objective, quantile }: BoostingParams, task: TaskKind): void {
  if (objective !== 'squared' && task !== 'regression') {
    throw new LearnError('bad_param', `objective ${objective} is for a regression, but the task is ${task}. Leave objective out.`)
  }
  if (objective !== 'quantile' && quantile !== boostingDefaults.quantile) {
    throw new LearnError(
      'bad_param',
      `quantile is ${quantile}, but objective is ${objective}. Set objective to 'quantile', or leave quantile out.`,
    )
  }
}

function checkChoice(name: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return
  throw new LearnError('bad_param', `${name} must be one of ${choices.join(', ')}, got ${value}.`)
}
