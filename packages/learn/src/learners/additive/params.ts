import { checkByName, checkRange, checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import type { Column } from '../../table.ts'
import type { TaskKind } from '../../task.ts'
import { MOST_BINS } from '../../trees/binning.ts'
import type { Direction } from './model.ts'

export interface AdditiveParams {
  readonly rounds: number // at most; each goes once over all columns
  readonly learningRate: number // (0, 1]
  readonly maxLeaves: number // steps that one round adds to a curve; 1 learns nothing
  readonly minRows: number // rows of a bag (not weight) under each step
  readonly l2: number
  readonly categorySmoothing: number // pulls the order of rare levels to the middle
  readonly maxBins: number // 2 … 255, by column
  readonly bags: number // at least 2
  readonly bagShare: number // of the rows (or groups), in every bag
  readonly patience: number // rounds without a gain on the left-out rows before stopping
  /** [0, 1]; a column waits for a later round when its gain is below this share of the largest of the round before. */
  readonly greed: number
  readonly pairs: number // at most
  /** By column: 1, the curve never falls; −1, it never rises. Its value for missing is free. Such a column enters no pair. */
  readonly monotone: Readonly<Record<string, 1 | -1>>
}

export const additiveDefaults: AdditiveParams = {
  rounds: 1000,
  learningRate: 0.04,
  maxLeaves: 2,
  minRows: 5,
  l2: 1,
  categorySmoothing: 10,
  maxBins: 64,
  bags: 8,
  bagShare: 0.85,
  patience: 50,
  greed: 0.5,
  pairs: 0,
  monotone: {},
}

/** @throws LearnError `bad_param` */
export function checkAdditiveParams(params: AdditiveParams): void {
  checkWhole('rounds', params.rounds, 0)
  checkRange('learningRate', params.learningRate, Number.MIN_VALUE, 1)
  checkWhole('maxLeaves', params.maxLeaves, 1, MOST_BINS)
  checkWhole('minRows', params.minRows, 1)
  checkRange('l2', params.l2, 0, Number.MAX_VALUE)
  checkRange('categorySmoothing', params.categorySmoothing, 0, Number.MAX_VALUE)
  checkWhole('maxBins', params.maxBins, 2, MOST_BINS)
  checkWhole('bags', params.bags, 2, MOST_BAGS)
  checkRange('bagShare', params.bagShare, 0.5, 0.95)
  checkWhole('patience', params.patience, 1)
  checkRange('greed', params.greed, 0, 1)
  checkWhole('pairs', params.pairs, 0)
  checkByName('monotone', params.monotone)
}

/**
 * [d] the direction of each column.
 *
 * @throws LearnError `unknown_column`; `bad_param`: another value than 1 and −1, a category without order, a multiclass task
 */
export function directionsOf(monotone: AdditiveParams['monotone'], columns: readonly Column[], task: TaskKind): Direction[] {
  for (const [name, direction] of Object.entries(monotone)) {
    const column = columns.find(c => c.name === name)
    if (!column) throw new LearnError('unknown_column', `monotone names ${name}, but the table has no such column. Leave it out.`)
    if (direction !== 1 && direction !== -1)
      throw new LearnError('bad_param', `monotone.${name} must be 1 (never falls) or -1 (never rises), got ${direction}.`)
    if (column.kind === 'categorical' && !column.ordered)
      throw new LearnError('bad_param', `monotone.${name} needs a number or ordered levels, but the levels have no order. Leave it out.`)
    if (task === 'multiclass')
      throw new LearnError('bad_param', `monotone is not defined for classes without order, got ${name}. Leave it out.`)
  }
  return columns.map(({ name }) => (Object.hasOwn(monotone, name) ? monotone[name] : 0))
}

export const MOST_BAGS = 100
