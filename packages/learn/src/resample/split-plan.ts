import { LearnError } from '../errors.ts'

/** Row numbers of the sample that the plan was made for. */
export interface Split {
  readonly train: Int32Array
  readonly test: Int32Array
}

/**
 * Which rows are learned from and which are forecast, made before anything is fitted. Plain data: print it, store it, check it.
 * In fold plans every row is tested exactly once per repeat; a hold-out tests some rows and may leave others out.
 */
export interface SplitPlan {
  readonly kind: 'folds' | 'given-folds' | 'later-intake' | 'hold-out'
  readonly rows: number
  readonly repeats: readonly (readonly Split[])[]
  /** [rows] rows with one number belong together. Only in a later intake may they be on both sides. */
  readonly groups?: Int32Array
  /** What was asked for and could not be had, in plain words ("3 folds instead of 5: class AA has 3 members"). */
  readonly notes: readonly string[]
}

/**
 * What every plan must keep: row numbers in range, no row on both sides or twice on one; in fold plans every row tested once per
 * repeat and no group on both sides. A later intake may train on a returning student's earlier rows: the planner sees to the order.
 *
 * @throws LearnError `bad_plan`, `group_leak`
 */
export function checkPlan(plan: SplitPlan): void {
  plan.repeats.forEach((splits, r) => {
    const tested = new Uint8Array(plan.rows)
    splits.forEach((split, f) => {
      checkSplit(plan, split, `repeat ${r + 1}, fold ${f + 1}`)
      for (const i of split.test) tested[i]++
    })
    if (plan.kind === 'later-intake' || plan.kind === 'hold-out') return
    const wrong = tested.findIndex(times => times !== 1)
    if (wrong >= 0) throw new LearnError('bad_plan', `Row ${wrong} is tested ${tested[wrong]} times in repeat ${r + 1}, expected once.`)
  })
}

function checkSplit({ rows, kind, groups }: SplitPlan, { train, test }: Split, where: string): void {
  const side = new Uint8Array(rows)
  const mark = (list: Int32Array, name: string, value: number) => {
    for (const i of list) {
      if (!(i >= 0 && i < rows)) throw new LearnError('bad_plan', `Row ${i} in ${where} does not exist: the sample has ${rows} rows.`)
      if (side[i] !== 0) throw new LearnError('bad_plan', `Row ${i} comes twice in ${where}, the second time to ${name}.`)
      side[i] = value
    }
  }
  mark(train, 'train', 1)
  mark(test, 'test', 2)
  if (train.length === 0 || test.length === 0)
    throw new LearnError('bad_plan', `${where} has ${train.length} rows to train and ${test.length} to test; both need some.`)
  if (!groups || kind === 'later-intake') return
  const training = new Set<number>()
  for (const i of train) training.add(groups[i])
  const leak = test.find(i => training.has(groups[i]))
  if (leak === undefined) return
  throw new LearnError(
    'group_leak',
    `Row ${leak} is tested in ${where} while another row of its group is trained on. Plan the folds by group.`,
  )
}
