import { checkSameLength } from '../check.ts'
import { LearnError } from '../errors.ts'
import { checkPlan, type Split, type SplitPlan } from './split-plan.ts'

export interface WholeBlocksOptions {
  /** [n] the term or course of each row. */
  readonly blocks: Int32Array
  readonly kind: 'whole-terms' | 'whole-courses'
  /** [n] students. Those of the tested block are left out of training, wherever else they are enrolled. */
  readonly groups?: Int32Array
}

/**
 * Every term (or course) tested once, from all others: how far do forecasts carry to a term (course) that the model never saw? Rows
 * of groups that the tested block holds do not train, so a student is never on both sides; how many is in the notes. One fold per
 * block, in the order of their numbers. For whole students in plain folds see `planFolds` with groups.
 *
 * @throws LearnError `too_few_rows` of one block, or where nobody is outside a block; `shape_mismatch`
 */
export function planWholeBlocks({ blocks, kind, groups }: WholeBlocksOptions): SplitPlan {
  const one = kind === 'whole-terms' ? 'term' : 'course'
  if (groups) checkSameLength('blocks', blocks, 'groups', groups)
  const names = [...new Set(blocks)].sort((a, b) => a - b)
  if (names.length < 2)
    throw new LearnError('too_few_rows', `Leaving out one ${one} after another needs at least 2 of them, got ${names.length}. Use folds.`)
  const splits = blockSplits(blocks, groups)
  const alone = splits.findIndex(({ train }) => train.length === 0)
  if (alone >= 0)
    throw new LearnError(
      'too_few_rows',
      `Everybody outside ${one} ${names[alone]} is in it as well, so nobody is left to train on. Use folds.`,
    )
  const shared = splits.reduce((sum, { train, test }) => sum + blocks.length - train.length - test.length, 0)
  const notes =
    shared === 0 ? [] : [`Rows left out of training since the same student is tested: ${shared}, over ${splits.length} ${one}s.`]
  const plan: SplitPlan = { kind, rows: blocks.length, repeats: [splits], ...(groups && { groups }), blocks, notes }
  checkPlan(plan)
  return plan
}

/** One split per block, in the order of their numbers: its rows against those of all others but of the groups in it. */
export function blockSplits(blocks: Int32Array, groups: Int32Array | undefined): Split[] {
  const rows = Int32Array.from(blocks, (_, i) => i)
  const names = [...new Set(blocks)].sort((a, b) => a - b)
  return names.map(block => {
    const test = rows.filter(i => blocks[i] === block)
    const tested = new Set(groups && Array.from(test, i => groups[i]))
    return { train: rows.filter(i => blocks[i] !== block && !(groups && tested.has(groups[i]))), test }
  })
}
