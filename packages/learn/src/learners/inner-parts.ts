import { LearnError } from '../errors.ts'
import { createRandom, permutation } from '../random.ts'
import { type HeldOut, type TrainingPart, takeHeldOut, takeTraining } from '../sample.ts'

/** A training part split once more, for a learner that must watch itself on rows it does not learn from. */
export interface InnerPart {
  readonly training: TrainingPart<'real'>
  readonly heldOut: HeldOut
}

/**
 * `count` inner parts; each row is held out by exactly one. Rows of one group stay together. Rows (or groups) are put in order of y
 * (of their mean y), equal ones in random order, and dealt out in turn: every part holds out its share of each class, or of low and
 * high values. Fewer rows or groups than `count`: as many parts as there are.
 *
 * @throws LearnError `too_few_rows` (fewer than two rows or groups), `bad_param` (a rebalanced part)
 */
export function innerFolds(part: TrainingPart, count: number, seed: number): InnerPart[] {
  const units = orderedUnits(part, seed)
  const folds = Math.min(count, units.length)
  return Array.from({ length: folds }, (_, f) =>
    hold(
      part,
      units.filter((_, at) => at % folds === f),
    ),
  )
}

/**
 * One inner part that holds out `share` of the rows (of the groups), at least one and not all, spread evenly over the order of y.
 *
 * @param share (0, 1)
 * @throws LearnError as `innerFolds`
 */
export function innerHoldout(part: TrainingPart, share: number, seed: number): InnerPart {
  const units = orderedUnits(part, seed)
  const m = units.length
  const taken = Math.min(m - 1, Math.max(1, Math.round(share * m)))
  const before = (at: number) => Math.floor((at * taken) / m + 0.5)
  return hold(
    part,
    units.filter((_, at) => before(at + 1) > before(at)),
  )
}

function hold(part: TrainingPart, units: readonly (readonly number[])[]): InnerPart {
  const held = new Set(units.flat())
  const rows = Array.from(part.y.keys())
  return {
    training: takeTraining(
      part,
      rows.filter(i => !held.has(i)),
    ),
    heldOut: takeHeldOut(
      part,
      rows.filter(i => held.has(i)),
    ),
  }
}

/** The rows of each group, or each row alone, in order of mean y. */
function orderedUnits({ y, groups, rebalanced }: TrainingPart, seed: number): number[][] {
  if (rebalanced) {
    throw new LearnError(
      'bad_param',
      'Rows that were rebalanced cannot be split inside a learner: copies of one row would stand on both sides. Leave the rebalancing out, or the params that hold rows back (stopping).',
    )
  }
  const byGroup = new Map<number, number[]>()
  y.forEach((_, i) => {
    const group = groups ? groups[i] : i
    const unit = byGroup.get(group)
    if (unit) unit.push(i)
    else byGroup.set(group, [i])
  })
  const units = [...byGroup.values()]
  if (units.length < 2) {
    const what = groups ? 'groups' : 'rows'
    throw new LearnError('too_few_rows', `Holding rows back inside a learner needs at least 2 ${what}, got ${units.length}.`)
  }
  const level = units.map(unit => unit.reduce((sum, i) => sum + y[i], 0) / unit.length)
  const order = [...permutation(units.length, createRandom(seed))].sort((a, b) => level[a] - level[b])
  return order.map(u => units[u])
}
