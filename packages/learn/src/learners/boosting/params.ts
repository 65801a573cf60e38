import { checkRange, checkWhole } from '../../check.ts'
import { MOST_BINS } from '../../trees/binning.ts'

export interface BoostingParams {
  readonly rounds: number
  readonly learningRate: number // (0, 1]; every leaf value is multiplied by it
  readonly maxLeaves: number // of one tree; 1 learns nothing
  readonly maxDepth: number // 0: no limit but maxLeaves; never more than 200
  readonly minRows: number // rows (not weight) that each leaf keeps at least
  readonly minHessian: number // curvature that each leaf keeps at least; in a regression it is the weight
  readonly l1: number
  readonly l2: number
  readonly maxBins: number // 2 … 255, by column
  readonly rowShare: number // (0, 1]; of the rows each round draws, without replacement
  readonly columnShare: number // (0, 1]; of the columns each tree draws, at least one
  readonly categorySmoothing: number // pulls the order of rare levels to the middle; 0 trusts a level of one row
  readonly minCategoryRows: number // a level with fewer rows in a node goes with the missing there
}

/** For hundreds to a few thousand rows. */
export const boostingDefaults: BoostingParams = {
  rounds: 100,
  learningRate: 0.1,
  maxLeaves: 8,
  maxDepth: 0,
  minRows: 5,
  minHessian: 1e-3,
  l1: 0,
  l2: 1,
  maxBins: MOST_BINS,
  rowShare: 1,
  columnShare: 1,
  categorySmoothing: 10,
  minCategoryRows: 5,
}

/** @throws LearnError `bad_param` */
export function checkBoostingParams(params: BoostingParams): void {
  checkWhole('rounds', params.rounds, 0)
  checkRange('learningRate', params.learningRate, Number.MIN_VALUE, 1)
  checkWhole('maxLeaves', params.maxLeaves, 1)
  checkWhole('maxDepth', params.maxDepth, 0)
  checkWhole('minRows', params.minRows, 1)
  checkWhole('maxBins', params.maxBins, 2, MOST_BINS)
  checkRange('rowShare', params.rowShare, Number.MIN_VALUE, 1)
  checkRange('columnShare', params.columnShare, Number.MIN_VALUE, 1)
  checkWhole('minCategoryRows', params.minCategoryRows, 1)
  for (const name of ['minHessian', 'l1', 'l2', 'categorySmoothing'] as const) checkRange(name, params[name], 0, Number.MAX_VALUE)
}
