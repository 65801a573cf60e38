import { shapTree } from './shap-tree.ts'
import { childOf, type Tree } from './tree.ts'

/**
 * Adds the Shapley value of each column to `into` [outputs, d], for row i of one tree: exact, where an unknown column sends
 * the row both ways by cover.
 *
 *   tree(x) = expectedValue(tree) + Σ_j φ_j
 *
 * A leaf whose way down asks columns 1 … n is a product game: a column that is known gives o (1: the row goes this way, else 0),
 * an unknown one z, the share of cover that goes this way. The Shapley weights are an integral, s! (n − s − 1)! / n! =
 * ∫ t^s (1 − t)^(n−s−1) dt, so a column's value is (o − z) ∫ Π_others (t o + (1 − t) z) dt: a polynomial of degree n − 1, which Gauss's
 * rule of n / 2 points integrates exactly. All leaves are summed in two passes over the tree, at all points: down, P, the product over
 * the way to a node; up, R, what lies below it by its own products. With A and B the R of the children, r their shares of cover,
 * M = r_A A + r_B B, X the one the row goes to, and D = X − M:
 *
 *   R = M + λ D,   φ_column += Σ_points κ P D,   child's P = P (r + λ (o − r))
 *
 * with λ = t and κ = the point's weight w; where the column was split above on the way, with z left over there, λ = t / g and
 * κ = w z / g², g = t + (1 − t) z, and D = 0, λ = 0 for a row that does not come that way. Every factor lies between 0 and 1, so nothing
 * cancels however deep the tree. O(nodes × (points + outputs · points)).
 *
 * Sources: Lundberg et al. (2020), Nat. Mach. Intell. 2, 56–67 (the game); Yu et al. (2022), Linear TreeShap (sums over the tree).
 *
 * @param values [d][n], NaN is missing
 * @param isSet  [d] true for unordered levels
 */
export type TreeShap = (values: readonly Float64Array[], isSet: readonly boolean[], i: number, into: Float64Array) => void

/** With `outputs` numbers to a leaf; keeps its memory from row to row. kernel/tree-shap.ts does the same to the same bits. */
export function createTreeShap(tree: Tree, outputs = 1): TreeShap {
  const { column, left, right, value, cover } = tree
  const { rule, above, aboveLeft, leftOver } = shapTree(tree)
  const size = column.length
  const m = rule.points.length
  const ways = new Float64Array(size * m).fill(1, 0, m) // P
  const sums = new Float64Array(size * m) // R
  const lambda = new Float64Array(size * m)
  const kappa = new Float64Array(size * m)
  const side = new Int8Array(size) // the row's: 1 left, 0 right, −1: it does not come by as the split above says
  for (let node = 0; node < size; node++) fillFactors(node)

  return (values, isSet, i, into) => {
    const d = values.length
    for (let node = 0; node < size; node++) if (column[node] >= 0) goDown(node, childOf(tree, node, values, isSet, i) === left[node])
    for (let o = 0; o < outputs; o++) {
      for (let node = size - 1; node >= 0; node--) {
        if (column[node] < 0) sums.fill(value[node * outputs + o], node * m, (node + 1) * m)
        else into[o * d + column[node]] += goUp(node)
      }
    }
  }

  function fillFactors(node: number): void {
    const z = leftOver[node]
    rule.points.forEach((t, q) => {
      const g = t + (1 - t) * z
      lambda[node * m + q] = above[node] < 0 ? t : t / g
      kappa[node * m + q] = above[node] < 0 ? rule.weights[q] : (rule.weights[q] * z) / (g * g)
    })
  }

  function goDown(node: number, isLeft: boolean): void {
    const comes = above[node] < 0 || side[above[node]] === aboveLeft[node]
    side[node] = comes ? (isLeft ? 1 : 0) : -1
    for (const child of [left[node], right[node]]) {
      const r = cover[child] / cover[node]
      const off = comes ? ((child === left[node]) === isLeft ? 1 : 0) - r : 0
      for (let q = 0; q < m; q++) ways[child * m + q] = ways[node * m + q] * (r + lambda[node * m + q] * off)
    }
  }

  function goUp(node: number): number {
    const a = left[node]
    const b = right[node]
    const shareA = cover[a] / cover[node]
    const shareB = cover[b] / cover[node]
    let share = 0
    for (let q = 0; q < m; q++) {
      const at = node * m + q
      const mean = shareA * sums[a * m + q] + shareB * sums[b * m + q]
      const off = side[node] < 0 ? 0 : sums[(side[node] === 1 ? a : b) * m + q] - mean
      sums[at] = mean + lambda[at] * off
      share += kappa[at] * ways[at] * off
    }
    return share
  }
}

/** Mean of the leaves by cover: what the tree says of output o (of so many) when every column is unknown. */
export function expectedValue({ column, value, cover }: Tree, outputs = 1, o = 0): number {
  let sum = 0
  for (let node = 0; node < column.length; node++) if (column[node] < 0) sum += cover[node] * value[node * outputs + o]
  return sum / cover[0]
}

/** Splits on the longest way from the root to a leaf. */
export function depthOf(tree: Tree, node = 0): number {
  return tree.column[node] < 0 ? 0 : 1 + Math.max(depthOf(tree, tree.left[node]), depthOf(tree, tree.right[node]))
}
