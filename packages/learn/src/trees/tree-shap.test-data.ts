import { childOf, type Tree } from './tree.ts'

/**
 * The columns met on the way from the root, as a set: where the walk stands in the sum over all subsets of columns.
 * One path for each depth of the walk lies in the same arrays, from `start`.
 */
interface Path {
  readonly column: Int32Array
  readonly zero: Float64Array // share of cover that goes this way when the column is unknown
  readonly one: Float64Array // 1 when the row goes this way, else 0
  readonly weight: Float64Array // [m]: sum over the subsets of size m of their Shapley weights
}

/**
 * Adds the Shapley value of each column to `into` [outputs, d], for row i of one tree: exact, where an unknown column sends
 * the row both ways by cover. O(leaves × depth × (depth + outputs)).
 *
 *   tree(x) = expectedValue(tree) + Σ_j φ_j
 *
 * Source: Lundberg et al. (2020), Nat. Mach. Intell. 2, 56–67, algorithm 2 ("path dependent").
 *
 * @param values [d][n], NaN is missing
 * @param isSet  [d] true for unordered levels
 */
export type WalkedShap = (tree: Tree, values: readonly Float64Array[], isSet: readonly boolean[], i: number, into: Float64Array) => void

/** For trees of at most `depth` splits from root to leaf, with `outputs` numbers to a leaf; keeps its memory from row to row. */
export function createWalkedShap(depth: number, outputs = 1): WalkedShap {
  const size = ((depth + 2) * (depth + 3)) / 2
  const path: Path = {
    column: new Int32Array(size),
    zero: new Float64Array(size),
    one: new Float64Array(size),
    weight: new Float64Array(size),
  }

  return (tree, values, isSet, i, into) => {
    walk(0, 0, 0, 1, 1, -1)

    /** `length` columns stand at path[start …); first the step that led here is put behind them. */
    function walk(node: number, start: number, length: number, zero: number, one: number, column: number): void {
      extend(path, start, length, zero, one, column)
      if (tree.column[node] < 0) {
        for (let at = 1; at <= length; at++) {
          const share = unwoundSum(path, start, length, at) * (path.one[start + at] - path.zero[start + at])
          for (let o = 0; o < outputs; o++) into[o * values.length + path.column[start + at]] += share * tree.value[node * outputs + o]
        }
        return
      }
      const hot = childOf(tree, node, values, isSet, i)
      const cold = hot === tree.left[node] ? tree.right[node] : tree.left[node]
      let zeroBefore = 1
      let oneBefore = 1
      let kept = length
      const met = find(path, start, length, tree.column[node])
      if (met > 0) {
        zeroBefore = path.zero[start + met]
        oneBefore = path.one[start + met]
        unwind(path, start, length, met)
        kept--
      }
      for (const child of [hot, cold]) {
        const next = start + kept + 1
        copy(path, start, next, kept + 1)
        const share = tree.cover[child] / tree.cover[node]
        walk(child, next, kept + 1, share * zeroBefore, child === hot ? oneBefore : 0, tree.column[node])
      }
    }
  }
}

function extend({ column, zero, one, weight }: Path, start: number, length: number, pz: number, po: number, by: number): void {
  column[start + length] = by
  zero[start + length] = pz
  one[start + length] = po
  weight[start + length] = length === 0 ? 1 : 0
  for (let m = length - 1; m >= 0; m--) {
    weight[start + m + 1] += (po * weight[start + m] * (m + 1)) / (length + 1)
    weight[start + m] *= (pz * (length - m)) / (length + 1)
  }
}

/** Takes the column at `at` out again: the inverse of `extend`, in whatever order they came. */
function unwind({ column, zero, one, weight }: Path, start: number, length: number, at: number): void {
  const po = one[start + at]
  const pz = zero[start + at]
  let next = weight[start + length]
  for (let m = length - 1; m >= 0; m--) {
    if (po === 0) {
      weight[start + m] = (weight[start + m] * (length + 1)) / (pz * (length - m))
      continue
    }
    const kept = weight[start + m]
    weight[start + m] = (next * (length + 1)) / ((m + 1) * po)
    next = kept - (weight[start + m] * pz * (length - m)) / (length + 1)
  }
  for (let m = at; m < length; m++) {
    column[start + m] = column[start + m + 1]
    zero[start + m] = zero[start + m + 1]
    one[start + m] = one[start + m + 1]
  }
}

/** Sum of the weights as they would be after `unwind`, without doing it. */
function unwoundSum({ zero, one, weight }: Path, start: number, length: number, at: number): number {
  const po = one[start + at]
  const pz = zero[start + at]
  let sum = 0
  let next = weight[start + length]
  for (let m = length - 1; m >= 0; m--) {
    if (po === 0) {
      sum += (weight[start + m] * (length + 1)) / (pz * (length - m))
      continue
    }
    const kept = (next * (length + 1)) / ((m + 1) * po)
    sum += kept
    next = weight[start + m] - (kept * pz * (length - m)) / (length + 1)
  }
  return sum
}

function find({ column }: Path, start: number, length: number, wanted: number): number {
  for (let at = 1; at <= length; at++) if (column[start + at] === wanted) return at
  return -1
}

function copy({ column, zero, one, weight }: Path, from: number, to: number, length: number): void {
  column.copyWithin(to, from, from + length)
  zero.copyWithin(to, from, from + length)
  one.copyWithin(to, from, from + length)
  weight.copyWithin(to, from, from + length)
}
