import { checkWhole } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { FitContext } from '../learner.ts'
import { type FittedRecipe, forecast } from '../recipe.ts'
import { type Column, type Table, takeRows } from '../table.ts'
import { type Goal, reaches } from './goal.ts'
import { type Actionable, type Move, type Moves, movesOf } from './moves.ts'
import { nearestCombinations } from './nearest-combinations.ts'
import { replaceColumns } from './replace-columns.ts'

const MOST_ACTIONABLE = 100
const BATCH = 256

export interface CounterfactualOptions {
  readonly actionable: readonly Actionable[] // at most 100
  readonly goal: Goal
  readonly maxChanges?: 1 | 2 | 3 // columns changed at once, default 3
  readonly most?: number // answers, default 5
  readonly maxCombinations?: number // to look at, default 20000
  readonly signal?: FitContext['signal']
}

export interface Change {
  readonly column: string
  readonly from: number | string | null // null: missing
  readonly to: number | string
  readonly distance: number
}

export interface Counterfactual {
  readonly changes: readonly Change[] // by name of the column
  readonly distance: number // sum over the changes
  readonly forecast: Float64Array // [outputs]
}

export interface Counterfactuals {
  readonly outcome: 'met already' | 'found' | 'none found'
  readonly answers: readonly Counterfactual[] // fewest changes first, then nearest
  readonly forecast: Float64Array // [outputs] of the row as it is
  readonly combinations: number // looked at: forecast, or passed over because an answer made them needless
  /** The search ended here: of the combinations of so many changes only the nearest `tried` were tried, and none of more changes. */
  readonly bound?: { readonly changes: number; readonly tried: number }
}

/**
 * The fewest and nearest changes to actionable columns with which the model's forecast of one row meets a goal.
 *
 * Exact: all changes of one column, then of two, then of three, each by rising sum of distances, until `most` answers are found. An
 * answer that asks for as much as another or more is left out: the same column at least as far the same way (without order: to the
 * same level), for every change of the other. `none found` without `bound` says that no combination of up to `maxChanges` changes
 * meets the goal. With `bound`, maxCombinations were looked at and the rest is unknown. Distances: see `Actionable.scale`; of
 * ordered levels steps / (levels − 1); of levels without order, and from a missing value, 1. Deterministic; the order of the
 * actionable columns is irrelevant.
 *
 * A counterfactual speaks of the model, not of what would happen if somebody acted on it.
 *
 * @param row a table of one row with the recipe's input columns
 * @throws LearnError `shape_mismatch` (not one row), `bad_param`, `unknown_column`, `wrong_column_kind`, `not_finite`, `aborted`; as
 *         `forecast`
 *
 * Sources: Wachter, Mittelstadt & Russell (2018), Harv. J. Law Technol. 31(2); Ustun, Spangher & Liu (2019), FAT* (actionable columns).
 */
export function counterfactuals(fitted: FittedRecipe, row: Table, options: CounterfactualOptions): Counterfactuals {
  const { actionable, goal, maxChanges = 3, most = 5, maxCombinations = 20000, signal } = options
  checkWhole('maxChanges', maxChanges, 1, 3)
  checkWhole('most', most, 1)
  checkWhole('maxCombinations', maxCombinations, 1)
  checkWhole('The number of actionable columns', actionable.length, 0, MOST_ACTIONABLE)
  if (row.rows !== 1) throw new LearnError('shape_mismatch', `A counterfactual is of one row, got ${row.rows}. Take one with takeRows.`)
  const asItIs = forecast(fitted, row)
  const met = reaches(goal, asItIs.cols)
  const moves = movesOf(fitted, row, actionable)
  const start = { answers: [], forecast: asItIs.data, combinations: 0 }
  if (met(asItIs.data)) return { outcome: 'met already', ...start }

  const found: Found[] = []
  let combinations = 0
  for (let changes = 1; changes <= maxChanges && found.length < most; changes++) {
    const before = combinations
    for (const batch of batches(nearest(moves, changes, found))) {
      if (signal?.aborted) throw new LearnError('aborted', `Stopped after ${combinations} combinations. Nothing was kept.`)
      const tried = batch.slice(0, maxCombinations - combinations)
      combinations += tried.length
      const open = tried.filter(picked => !dominated(picked, found))
      forecastsWith(fitted, row, moves, open).forEach((data, at) => {
        if (found.length < most && !dominated(open[at], found) && met(data)) found.push({ ...open[at], forecast: data })
      })
      if (found.length === most) break
      if (tried.length === batch.length) continue
      return { ...start, ...answersOf(found, moves), combinations, bound: { changes, tried: combinations - before } }
    }
  }
  return { ...start, ...answersOf(found, moves), combinations }
}

/** Moves of different columns: positions in `moves`, rising, and the move of each. */
interface Picked {
  readonly lists: readonly number[]
  readonly picks: readonly Move[]
  readonly distance: number
}

interface Found extends Picked {
  readonly forecast: Float64Array
}

/** Combinations of so many changes, nearest first, of moves that are not needless by themselves. */
function* nearest(moves: readonly Moves[], changes: number, found: readonly Found[]): Generator<Picked> {
  const open = moves.map((column, list) => column.moves.filter(move => !dominated({ lists: [list], picks: [move] }, found)))
  const distances = open.map(column => column.map(({ distance }) => distance))
  for (const { lists, at, distance } of nearestCombinations(distances, changes)) {
    yield { lists, picks: lists.map((list, p) => open[list][at[p]]), distance }
  }
}

/** Whether an answer asks for no more in any column. */
function dominated({ lists, picks }: Pick<Picked, 'lists' | 'picks'>, by: readonly Found[]): boolean {
  return by.some(other =>
    other.lists.every((list, p) => {
      const here = lists.indexOf(list)
      return here >= 0 && asksNoMore(other.picks[p], picks[here])
    }),
  )
}

function asksNoMore(a: Move, b: Move): boolean {
  return a.to === b.to || (a.way !== 0 && a.way === b.way && a.distance <= b.distance)
}

function* batches(of: Iterable<Picked>): Generator<Picked[]> {
  let batch: Picked[] = []
  for (const picked of of) {
    batch.push(picked)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The row with each of the combinations, forecast as one table. */
function forecastsWith(fitted: FittedRecipe, row: Table, moves: readonly Moves[], picked: readonly Picked[]): Float64Array[] {
  if (picked.length === 0) return []
  const repeated = takeRows(row, new Array(picked.length).fill(0))
  const columns = moves.map(({ own }, list): Column => {
    const values = Float64Array.from(picked, ({ lists, picks }) => picks[lists.indexOf(list)]?.to ?? valueIn(own))
    return own.kind === 'numeric' ? { ...own, values } : { ...own, codes: Int32Array.from(values) }
  })
  const { cols, data } = forecast(fitted, replaceColumns(repeated, columns))
  return picked.map((_, i) => data.slice(i * cols, (i + 1) * cols))
}

function answersOf(found: readonly Found[], moves: readonly Moves[]): Pick<Counterfactuals, 'outcome' | 'answers'> {
  const answers = found.map(({ lists, picks, distance, forecast }) => ({
    changes: lists.map((list, p): Change => {
      const { own } = moves[list]
      return { column: own.name, from: named(own, valueIn(own)) ?? null, to: named(own, picks[p].to)!, distance: picks[p].distance }
    }),
    distance,
    forecast,
  }))
  return { outcome: answers.length > 0 ? 'found' : 'none found', answers }
}

function valueIn(own: Column): number {
  return own.kind === 'numeric' ? own.values[0] : own.codes[0]
}

/** Nothing for a missing value. */
function named(own: Column, value: number): number | string | undefined {
  if (own.kind === 'categorical') return own.levels[value]
  return Number.isNaN(value) ? undefined : value
}
