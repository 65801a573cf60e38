/** Rows in the order of a list: highest score first, NaN last; rows that tie stand together. */
export interface Ranking {
  readonly order: Int32Array // [n] rows
  readonly starts: Int32Array // [ties + 1] where each tie begins in `order`, and the end
}

/** Where a list ends: with every row of the ties before `tie`, and of that one each row by this share. */
export interface ListEnd {
  readonly tie: number
  readonly share: number // in [0, 1]
}

export function rankingOf(scores: ArrayLike<number>): Ranking {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => compare(scores[a]!, scores[b]!))
  const starts = [...order.keys()].filter(at => at === 0 || compare(scores[order[at - 1]!]!, scores[order[at]!]!) !== 0)
  return { order, starts: Int32Array.of(...starts, order.length) }
}

/**
 * Lists of rising lengths, by expectation over a random order of each tie: no row order can help a rule or a model. One longer than all
 * rows ends after the last tie.
 *
 * @param sizes how many rows each tie counts as
 */
export function listEnds(sizes: ArrayLike<number>, lengths: readonly number[]): ListEnd[] {
  let [tie, above] = [0, 0]
  return lengths.map(length => {
    while (tie < sizes.length && above + sizes[tie]! < length) above += sizes[tie++]!
    const share = tie < sizes.length && sizes[tie]! > 0 ? Math.max(0, length - above) / sizes[tie]! : 0
    return { tie, share }
  })
}

/**
 * How surely each row is on a list of the `length` highest scores, in [0, 1]: 1 above the cut, 0 below it, and where several rows
 * tie at the cut the share of their places that a random order gives each. The shares sum to `length` (at most n).
 *
 * @example listShares([0.9, 0.5, 0.5, 0.1], 2) // [1, 0.5, 0.5, 0]
 */
export function listShares(scores: ArrayLike<number>, length: number): Float64Array {
  const { order, starts } = rankingOf(scores)
  const [{ tie, share }] = listEnds(sizesOf(starts), [length]) as [ListEnd]
  const shares = new Float64Array(order.length)
  order.forEach((i, at) => {
    shares[i] = at < starts[tie]! ? 1 : at < (starts[tie + 1] ?? 0) ? share : 0
  })
  return shares
}

function sizesOf(starts: Int32Array): Int32Array {
  return starts.subarray(1).map((end, tie) => end - starts[tie]!)
}

/** Higher first; NaN last, and equal to NaN. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return b - a
}
