import { checkRange, checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import { MOST_BINS } from '../../trees/binning.ts'

export interface ForestParams {
  readonly trees: number // 1 or more
  /** `best`: the best cut of each column tried (random forest). `random`: one cut of each, drawn (extra trees). */
  readonly splits: 'best' | 'random'
  readonly minRows: number // different rows (not weight, not draws) that each leaf keeps at least
  readonly maxDepth: number // 0: no limit
  readonly maxLeaves: number // of one tree, the most gaining splits first; 0: no limit
  readonly columnShare: number // [0, 1]; of the columns tried at each node, at least one; 0: √d of d for classes, d / 3 in a regression
  readonly bootstrap: boolean | 'auto' // each tree learns from n rows drawn with replacement; auto: with best splits
  readonly smoothing: number // rows of its parent's forecast that are mixed into each node's own
  readonly maxBins: number // 2 … 255, by column; random cuts of numbers need none
  readonly categorySmoothing: number // best: pulls the order of rare levels to the middle; 0 trusts a level of one row
  readonly minCategoryRows: number // best: a level with fewer rows in a node goes with the missing there
}

/**
 * For hundreds to a few thousand rows. `minRows` lies between the 1 and 5 that the literature takes for classes and for values.
 * Where a few columns say most, a larger `columnShare` (a third, or 1) is the first thing to try.
 */
export const forestDefaults: ForestParams = {
  trees: 300,
  splits: 'best',
  minRows: 2,
  maxDepth: 0,
  maxLeaves: 0,
  columnShare: 0,
  bootstrap: 'auto',
  smoothing: 0.5,
  maxBins: MOST_BINS,
  categorySmoothing: 5,
  minCategoryRows: 3,
}

/** @throws LearnError `bad_param` */
export function checkForestParams(params: ForestParams): void {
  checkWhole('trees', params.trees, 1)
  checkOneOf('splits', params.splits, ['best', 'random'])
  checkWhole('minRows', params.minRows, 1)
  checkWhole('maxDepth', params.maxDepth, 0)
  checkWhole('maxLeaves', params.maxLeaves, 0)
  checkRange('columnShare', params.columnShare, 0, 1)
  checkOneOf('bootstrap', params.bootstrap, [true, false, 'auto'])
  checkWhole('maxBins', params.maxBins, 2, MOST_BINS)
  checkWhole('minCategoryRows', params.minCategoryRows, 1)
  for (const name of ['smoothing', 'categorySmoothing'] as const) checkRange(name, params[name], 0, Number.MAX_VALUE)
}

function checkOneOf(name: string, value: unknown, allowed: readonly unknown[]): void {
  if (allowed.includes(value)) return
  throw new LearnError('bad_param', `${name} must be one of ${allowed.join(', ')}, got ${String(value)}.`)
}
