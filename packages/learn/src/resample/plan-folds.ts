import { checkWhole } from '../check.ts'
import { LearnError } from '../errors.ts'
import { createRandom, deriveSeed, permutation } from '../random.ts'
import type { Task } from '../task.ts'
import { checkPlan, type Split, type SplitPlan } from './split-plan.ts'

export interface FoldOptions {
  readonly y: Float64Array
  readonly task: Task
  readonly groups?: Int32Array
  readonly folds: number // at least 2
  readonly repeats?: number // default 1
  readonly seed: number
}

/**
 * Stratified folds, repeated, grouped where groups are given: each fold gets its share of every class (of every fifth of the
 * values in a regression), and all rows of a group go to the same fold. Groups are dealt largest first, each to the fold where it
 * brings the class counts nearest to even; without groups every row is a group of its own.
 *
 * A class with fewer rows than folds lowers the number of folds to its size (never below 2) and says so in `notes`.
 *
 * @throws LearnError `too_few_rows` when fewer than two groups exist; `bad_param`
 */
export function planFolds({ y, task, groups, folds, repeats = 1, seed }: FoldOptions): SplitPlan {
  checkWhole('folds', folds, 2)
  checkWhole('repeats', repeats, 1)
  const strata = task.kind === 'regression' ? fifths(y) : Int32Array.from(y)
  const notes: string[] = []
  const members = groups ? new Set(groups).size : y.length
  if (members < 2) throw new LearnError('too_few_rows', `Folds need at least 2 ${groups ? 'groups' : 'rows'}, got ${members}.`)
  const possible = Math.min(folds, members, smallestClass(strata, task, folds, notes))
  const plan: SplitPlan = {
    kind: 'folds',
    rows: y.length,
    repeats: Array.from({ length: repeats }, (_, r) => splitsOf(deal(strata, groups, possible, deriveSeed(seed, 'repeat', r)), possible)),
    ...(groups && { groups }),
    notes,
  }
  checkPlan(plan)
  return plan
}

/**
 * The folds of somebody else's study: test rows by repeat and fold; the training rows are all others.
 *
 * @throws LearnError `bad_plan` when a row is missing, comes twice or does not exist; `group_leak`
 */
export function planGivenFolds(rows: number, testRows: readonly (readonly (readonly number[])[])[], groups?: Int32Array): SplitPlan {
  const repeats = testRows.map(folds =>
    folds.map(test => {
      const held = new Set(test)
      return { train: Int32Array.from({ length: rows }, (_, i) => i).filter(i => !held.has(i)), test: Int32Array.from(test) }
    }),
  )
  const plan: SplitPlan = { kind: 'given-folds', rows, repeats, ...(groups && { groups }), notes: [] }
  checkPlan(plan)
  return plan
}

/** Which of `folds` folds each row goes to, [n]. */
function deal(strata: Int32Array, groups: Int32Array | undefined, folds: number, seed: number): Int32Array {
  const random = createRandom(seed)
  const classes = strata.reduce((most, s) => Math.max(most, s), 0) + 1
  const units = unitsOf(strata.length, groups)
  const order = [...permutation(units.length, random)].sort(
    (a, b) => units[b].length - units[a].length || strata[units[a][0]] - strata[units[b][0]],
  )
  const perClass = new Float64Array(classes)
  for (const s of strata) perClass[s]++
  const counts = Array.from({ length: folds }, () => new Float64Array(classes))
  const sizes = new Float64Array(folds)
  const foldOf = new Int32Array(strata.length)
  for (const u of order) {
    let best = 0
    let bestCost = Infinity
    for (let f = 0; f < folds; f++) {
      let cost = 0
      for (const i of units[u]) cost += counts[f][strata[i]] / perClass[strata[i]]
      cost += sizes[f] / strata.length / 1000 // among equals, the smaller fold
      if (cost < bestCost) [best, bestCost] = [f, cost]
    }
    for (const i of units[u]) {
      foldOf[i] = best
      counts[best][strata[i]]++
      sizes[best]++
    }
  }
  return foldOf
}

function unitsOf(rows: number, groups: Int32Array | undefined): number[][] {
  if (!groups) return Array.from({ length: rows }, (_, i) => [i])
  const units = new Map<number, number[]>()
  for (let i = 0; i < rows; i++) {
    const unit = units.get(groups[i])
    if (unit) unit.push(i)
    else units.set(groups[i], [i])
  }
  return [...units.values()]
}

function splitsOf(foldOf: Int32Array, folds: number): Split[] {
  const rows = Int32Array.from(foldOf, (_, i) => i)
  return Array.from({ length: folds }, (_, f) => ({ train: rows.filter(i => foldOf[i] !== f), test: rows.filter(i => foldOf[i] === f) }))
}

function smallestClass(strata: Int32Array, task: Task, folds: number, notes: string[]): number {
  const counts = new Map<number, number>()
  for (const s of strata) counts.set(s, (counts.get(s) ?? 0) + 1)
  let [smallest, size] = [0, Infinity]
  for (const [s, count] of counts) if (count < size) [smallest, size] = [s, count]
  if (size >= folds) return folds
  const possible = Math.max(2, size)
  const name = task.kind === 'regression' ? 'a fifth of the values' : `class ${task.classes[smallest]}`
  notes.push(`${possible} folds instead of ${folds}: ${name} has ${size} ${size === 1 ? 'member' : 'members'}.`)
  return possible
}

/** Which fifth of the sorted values each row lies in. */
function fifths(y: Float64Array): Int32Array {
  const order = Int32Array.from(y, (_, i) => i).sort((a, b) => y[a] - y[b])
  const out = new Int32Array(y.length)
  order.forEach((i, rank) => {
    out[i] = Math.floor((rank * 5) / y.length)
  })
  return out
}
