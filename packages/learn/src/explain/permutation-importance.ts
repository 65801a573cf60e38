import { checkRange, checkSameLength, checkWhole } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { FitContext } from '../learner.ts'
import type { Matrix } from '../matrix.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import { createRandom, deriveSeed, permutation } from '../random.ts'
import { type FittedRecipe, forecast } from '../recipe.ts'
import type { HeldOut } from '../sample.ts'
import { type Column, columnOf, takeRows } from '../table.ts'
import type { Task } from '../task.ts'
import { importanceInterval } from './importance-interval.ts'
import { replaceColumns } from './replace-columns.ts'

export interface PermutationOptions extends FitContext {
  readonly repeats?: number // shuffles of each column, default 5
  readonly level?: number // of the intervals, default 0.95
  /** [n], lower is better; default `rowLosses`: log loss, or squared error in a regression. */
  readonly loss?: (y: Float64Array, forecast: Matrix, task: Task) => Float64Array
}

export interface ColumnImportance {
  readonly column: string // an input column, or the source of several
  readonly importance: number // how much the mean loss rises when the column is shuffled; near 0 or below: no use here
  readonly low: number
  readonly high: number
}

export interface PermutationImportance {
  readonly columns: readonly ColumnImportance[] // most important first; ties by name
  readonly loss: number // mean over all rows of the forecasts as they are
  readonly level: number
  readonly n: number // rows forecast; a row counts once in each part that holds it
  readonly repeats: number
  readonly estimand: string
}

/**
 * How much worse the forecasts of rows held out become when one input column is shuffled among them, before the recipe's steps.
 *
 *   importance(c) = mean over rows i and shuffles r of  loss(y_i, f(x_i with c from row π_r(i))) − loss(y_i, f(x_i))
 *
 * Columns with one `source` are shuffled together. It speaks of what this model uses: of two columns that tell the same, either may
 * come out small. Shuffling also makes rows that cannot be, where columns hang together. Each column's shuffles follow from the
 * seed and its name, so the order of columns changes nothing. Weights of rows are not used. Repeats × columns + 1 forecasts.
 *
 * @throws LearnError `too_few_rows` (fewer than 2 rows, or groups), `bad_param`, `not_finite` (a loss), `aborted`; as `forecast`
 *
 * Sources: Breiman (2001), Machine Learning 45, 5–32; Fisher, Rudin & Dominici (2019), JMLR 20(177).
 */
export function permutationImportance(fitted: FittedRecipe, heldOut: HeldOut, options: PermutationOptions): PermutationImportance {
  return pooledPermutationImportance([{ fitted, test: heldOut }], options)
}

/**
 * The same over the folds of a cross-validation, each with the model that did not see it: the mean of fold means, and an interval
 * that also holds the variation of training. The pairs are taken one after another, so a generator over `splitSample` that fits
 * as it goes keeps one model at a time. Pairs that all hold the same rows are averaged by row.
 *
 * @param pairs of one sample, all with the same input columns
 * @throws LearnError as `permutationImportance`; `bad_plan` (no pair), `shape_mismatch` (other input columns)
 */
export function pooledPermutationImportance(
  pairs: Iterable<{ readonly fitted: FittedRecipe; readonly test: HeldOut }>,
  options: PermutationOptions,
): PermutationImportance {
  const { repeats = 5, level = 0.95 } = options
  checkWhole('repeats', repeats, 1)
  checkRange('level', level, 0, 1 - Number.EPSILON)
  const parts: (Rises & { test: HeldOut })[] = []
  for (const { fitted, test } of pairs) parts.push({ test, ...risesOf(fitted, test, repeats, options) })
  if (parts.length === 0) throw new LearnError('bad_plan', 'No pair of a model and its held-out rows was given. Give at least one.')
  const names = [...parts[0].rises.keys()]
  for (const { rises } of parts) {
    if (rises.size === names.length && names.every(name => rises.has(name))) continue
    throw new LearnError('shape_mismatch', `One model was fitted on ${names.join(', ')}, another on ${[...rises.keys()].join(', ')}.`)
  }
  const { estimand, of } = importanceInterval(
    parts.map(({ test }) => test),
    level,
  )
  const columns = names.map(column => ({ column, ...of(parts.map(({ rises }) => rises.get(column)!)) }))
  const n = parts.reduce((sum, { test }) => sum + test.y.length, 0)
  return {
    columns: columns.sort((a, b) => b.importance - a.importance || (a.column < b.column ? -1 : 1)),
    loss: parts.reduce((sum, { lost }) => sum + lost, 0) / n,
    level,
    n,
    repeats,
    estimand,
  }
}

interface Rises {
  readonly lost: number // sum over rows
  readonly rises: ReadonlyMap<string, Float64Array> // by source: [n] increase in loss, mean over shuffles
}

function risesOf(fitted: FittedRecipe, { table, y, task }: HeldOut, repeats: number, options: PermutationOptions): Rises {
  const { seed, signal, progress, loss = rowLosses } = options
  const lossesOf = (given: typeof table) => {
    const losses = loss(y, forecast(fitted, given), task)
    checkSameLength('y', y, 'loss', losses)
    const bad = losses.findIndex(v => !Number.isFinite(v))
    if (bad >= 0) throw new LearnError('not_finite', `The loss of row ${bad} is ${losses[bad]}. Give a loss that is finite for every row.`)
    return losses
  }
  const asTheyAre = lossesOf(table)
  const sources = new Map<string, Column[]>()
  for (const { name } of fitted.inputs) {
    const column = columnOf(table, name)
    sources.set(column.source, [...(sources.get(column.source) ?? []), column])
  }
  const rises = new Map<string, Float64Array>()
  for (const [source, columns] of sources) {
    const rise = new Float64Array(y.length)
    for (let r = 0; r < repeats; r++) {
      if (signal?.aborted) throw new LearnError('aborted', `Stopped before shuffle ${r + 1} of ${source}. Nothing was kept.`)
      const order = permutation(y.length, createRandom(deriveSeed(seed, 'shuffle', source, r)))
      const shuffled = takeRows({ rows: y.length, columns }, order)
      const losses = lossesOf(replaceColumns(table, shuffled.columns))
      for (let i = 0; i < rise.length; i++) rise[i] += (losses[i] - asTheyAre[i]) / repeats
    }
    rises.set(source, rise)
    progress?.({ what: 'columns shuffled', done: rises.size, total: sources.size })
  }
  return { lost: asTheyAre.reduce((sum, v) => sum + v, 0), rises }
}
