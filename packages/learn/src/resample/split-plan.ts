import { LearnError } from '../errors.ts'

/** Row numbers of the sample that the plan was made for. */
export interface Split {
  readonly train: Int32Array
  readonly test: Int32Array
}

/**
 * Which rows are learned from and which are forecast, made before anything is fitted. Plain data: print it, store it, check it.
 * In fold plans every row is tested exactly once per repeat; so are they where whole terms or courses are left out. A hold-out and
 * plans that test later terms from earlier ones test some rows and may leave others out.
 */
export interface SplitPlan {
  readonly kind: 'folds' | 'given-folds' | 'whole-terms' | 'whole-courses' | 'later-intake' | 'earlier-terms' | 'hold-out'
  readonly rows: number
  readonly repeats: readonly (readonly Split[])[]
  /** [rows] rows with one number belong together. Only where later terms are tested may they be on both sides. */
  readonly groups?: Int32Array
  /** [rows] terms, a higher number is later; or courses in `whole-courses`. */
  readonly blocks?: Int32Array
  /** What was asked for and could not be had, in plain words ("3 folds instead of 5: class AA has 3 members"). */
  readonly notes: readonly string[]
}

/**
 * What every plan must keep: row numbers in range, no row on both sides or twice on one. Where every row is to be tested, once per
 * repeat; where earlier terms train for later ones, not twice. No group on both sides, unless later terms are tested: a returning
 * student's earlier rows may train. Blocks that the plan names: every training row before every tested one where later terms are
 * tested; none on both sides where whole terms or courses are left out.
 *
 * @throws LearnError `bad_plan`, `group_leak`
 */
export function checkPlan(plan: SplitPlan): void {
  plan.repeats.forEach((splits, r) => {
    const tested = new Uint8Array(plan.rows)
    splits.forEach((split, f) => {
      const where = `repeat ${r + 1}, fold ${f + 1}`
      checkSplit(plan, split, where)
      if (plan.blocks) checkBlocks(plan.kind, plan.blocks, split, where)
      for (const i of split.test) tested[i]++
    })
    if (plan.kind === 'later-intake' || plan.kind === 'hold-out') return
    const enough = plan.kind === 'earlier-terms' ? 0 : 1
    const wrong = tested.findIndex(times => times < enough || times > 1)
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
  if (!groups || testsLater(kind)) return
  const training = new Set<number>()
  for (const i of train) training.add(groups[i])
  const leak = test.find(i => training.has(groups[i]))
  if (leak === undefined) return
  throw new LearnError(
    'group_leak',
    `Row ${leak} is tested in ${where} while another row of its group is trained on. Plan the folds by group.`,
  )
}

function checkBlocks(kind: SplitPlan['kind'], blocks: Int32Array, { train, test }: Split, where: string): void {
  if (testsLater(kind)) {
    const first = test.reduce((least, i) => Math.min(least, blocks[i]), Infinity)
    const late = train.find(i => blocks[i] >= first)
    if (late === undefined) return
    throw new LearnError('bad_plan', `Row ${late} of term ${blocks[late]} is trained on in ${where}, which tests term ${first}.`)
  }
  if (kind !== 'whole-terms' && kind !== 'whole-courses') return
  const training = new Set(Array.from(train, i => blocks[i]))
  const torn = test.find(i => training.has(blocks[i]))
  if (torn === undefined) return
  throw new LearnError('bad_plan', `Row ${torn} is tested in ${where} while others of its block, ${blocks[torn]}, are trained on.`)
}

function testsLater(kind: SplitPlan['kind']): boolean {
  return kind === 'later-intake' || kind === 'earlier-terms'
}
