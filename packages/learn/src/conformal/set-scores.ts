import { checkProbabilities } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { createRandom, deriveSeed } from '../random.ts'
import type { Task } from '../task.ts'

/**
 * How sets of classes grow.
 *
 * - `lac`: a class counts by its own probability, score 1 − p_c. The smallest sets on average; may be empty, or have gaps.
 * - `adaptive`: from the likeliest class down, until enough probability is gathered: larger sets where forecasts are unsure.
 * - `contiguous`: for ordered classes. From the likeliest class outwards, each time to the likelier neighbour: never a gap.
 *
 * Sources: Sadinle, Lei & Wasserman (2019), J. Am. Stat. Assoc. 114, 223–234 (lac); Romano, Sesia & Candès (2020), NeurIPS
 * (adaptive); Lu, Angelopoulos & Pomerantz (2022), MICCAI, and Xu, Guo & Wei (2023), UAI (contiguous).
 */
export type SetMethod = 'lac' | 'adaptive' | 'contiguous'

/**
 * [k] scores of the classes of one row; the first class to enter a set has the lowest. `adaptive` and `contiguous`: the probability
 * of the classes that enter before, and a share u of the class's own. Equal probabilities: the lower class first.
 *
 * @param p [k] probabilities
 * @param u in [0, 1]
 * @example setScores('adaptive', [0.25, 0.5, 0.25], 1) // [0.75, 0.5, 1]
 */
export function setScores(method: SetMethod, p: ArrayLike<number>, u: number): number[] {
  if (method === 'lac') return Array.from(p, q => 1 - q)
  const scores = new Array<number>(p.length)
  let before = 0
  for (const c of method === 'adaptive' ? byProbability(p) : outwards(p)) {
    scores[c] = before + u * p[c]
    before += p[c]
  }
  return scores
}

/** The method to use for a task, and whether it may be. */
export function methodFor(task: Task, asked?: SetMethod): SetMethod {
  if (task.kind === 'regression') throw new LearnError('wrong_task', 'Sets are of classes, not of values. Use intervals for a regression.')
  if (asked === 'contiguous' && task.kind === 'multiclass')
    throw new LearnError('wrong_task', 'contiguous sets need ordered classes, but the task is multiclass. Use adaptive.')
  return asked ?? (task.kind === 'ordinal' ? 'contiguous' : 'adaptive')
}

/** [n] scores of the classes that came true; each row's share u is 0, or drawn when a seed is given. */
export function trueScores(method: SetMethod, y: Float64Array, forecast: Matrix, seed: number | undefined): Float64Array {
  checkProbabilities('forecast', forecast)
  const shares = sharesOf(y.length, seed, 'rows of the fit')
  return y.map((c, i) => setScores(method, rowOf(forecast, i), shares[i])[c])
}

/** [n] shares u of new rows: 0, or drawn where the fit drew. */
export function newShares(rows: number, randomised: boolean, seed: number | undefined): Float64Array {
  if (randomised && seed === undefined)
    throw new LearnError('bad_param', 'This was fitted with randomisation. Give a seed to draw for the new rows, another for each batch.')
  return sharesOf(rows, randomised ? seed : undefined, 'new rows')
}

export function rowOf({ cols, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * cols, (i + 1) * cols)
}

function sharesOf(rows: number, seed: number | undefined, label: string): Float64Array {
  if (seed === undefined) return new Float64Array(rows)
  const random = createRandom(deriveSeed(seed, 'set shares', label))
  return Float64Array.from({ length: rows }, () => random.next())
}

function byProbability(p: ArrayLike<number>): number[] {
  return Array.from({ length: p.length }, (_, c) => c).sort((a, b) => p[b] - p[a] || a - b)
}

function outwards(p: ArrayLike<number>): number[] {
  const [start] = byProbability(p)
  const order = [start]
  for (let low = start - 1, high = start + 1; order.length < p.length; ) {
    if (high >= p.length || (low >= 0 && p[low] >= p[high])) order.push(low--)
    else order.push(high++)
  }
  return order
}
