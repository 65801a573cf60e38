import type { TrainingPart } from '../../sample.ts'
import { type NumericColumn, numericColumn } from '../../table.ts'
import { association } from '../association.ts'
import { likeness } from './names.ts'

export interface Pair {
  readonly part: string
  readonly whole: string
}

/** No more columns than these are looked at, the ones most associated with the target: pairs grow with the square. */
const MOST_COLUMNS = 40
/** No more pairs than these, the ones with the likest names, are scored. */
const MOST_SCORED = 24
const MOST_PAIRS = 12

/**
 * Pairs of counts of which one bounds the other, found by the rows of a training part: both hold whole numbers of 0 or more;
 * part ≤ whole in every row where both are known; part = whole > 0 in some row (a bound that nobody reaches is chance: failures
 * never exceed ages), and 0 < part < whole in another (else the share says no more than a flag).
 *
 * At most 12, those whose share is most associated with the target; strongest first, ties by name. Where many pairs hold, the 24 with the
 * likest names are scored (approved and enrolled of one term before those of two).
 */
export function findShares(training: TrainingPart): Pair[] {
  const { table, y, task } = training
  const counts = strongest(table.columns.filter(column => column.kind === 'numeric').filter(isCount), training)
  return counts
    .flatMap(part => counts.filter(whole => bounds(part, whole)).map(whole => ({ part, whole, like: likeness(part.name, whole.name) })))
    .sort((a, b) => b.like - a.like || byName(a.part.name, b.part.name) || byName(a.whole.name, b.whole.name))
    .slice(0, MOST_SCORED)
    .map(({ part, whole }) => {
      const share = part.values.map((v, i) => (whole.values[i] === 0 ? NaN : v / whole.values[i]))
      return { part: part.name, whole: whole.name, logP: association(numericColumn('share', share), y, task).logP }
    })
    .sort((a, b) => a.logP - b.logP || byName(a.part, b.part) || byName(a.whole, b.whole))
    .slice(0, MOST_PAIRS)
    .map(({ part, whole }) => ({ part, whole }))
}

function strongest(counts: readonly NumericColumn[], { y, task }: TrainingPart): readonly NumericColumn[] {
  if (counts.length <= MOST_COLUMNS) return counts
  return counts
    .map(column => ({ column, logP: association(column, y, task).logP }))
    .sort((a, b) => a.logP - b.logP || byName(a.column.name, b.column.name))
    .slice(0, MOST_COLUMNS)
    .map(({ column }) => column)
}

function isCount({ values }: NumericColumn): boolean {
  return values.every(v => Number.isNaN(v) || (v >= 0 && Number.isInteger(v))) && values.some(v => v > 0)
}

function bounds(part: NumericColumn, whole: NumericColumn): boolean {
  let reached = false
  let between = false
  for (let i = 0; i < part.values.length; i++) {
    const [p, w] = [part.values[i], whole.values[i]]
    if (p > w) return false // never where one is NaN
    reached ||= p === w && p > 0
    between ||= p > 0 && p < w
  }
  return reached && between
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
