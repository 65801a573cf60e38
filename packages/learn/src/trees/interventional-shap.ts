import { childOf, type Tree } from './tree.ts'

/**
 * Adds the Shapley value of each column to `into` [d], for row i of one tree against one background row k. The game:
 *
 *   v(S) = tree(columns in S from x_i, all others from b_k),   v(all) − v(none) = tree(x_i) − tree(b_k) = Σ_j φ_j
 *
 * A leaf is reached when p columns come from x and q others from b, whatever the rest do. It gives each of the p columns
 * value / (p · C(p + q, p)), and takes value / (q · C(p + q, p)) from each of the q. Exact; O(leaves), and less where both rows go
 * the same way. For v as a mean over background rows take the mean of the φ.
 *
 * Source: Lundberg et al. (2020), Nat. Mach. Intell. 2, 56–67, algorithm 3 ("interventional").
 *
 * @param x @param b [d][n] each, NaN is missing
 * @param isSet [d] true for unordered levels
 */
export type InterventionalShap = (
  tree: Tree,
  isSet: readonly boolean[],
  x: readonly Float64Array[],
  i: number,
  b: readonly Float64Array[],
  k: number,
  into: Float64Array,
) => void

/** For trees over `columns` columns and of at most `depth` splits from root to leaf; keeps its memory from row to row. */
export function createInterventionalShap(columns: number, depth: number): InterventionalShap {
  const side = new Int8Array(columns) // 1: the way to here needs the column from x, −1: from b, 0: not met where the rows part
  const ways = binomials(Math.min(columns, depth))

  return (tree, isSet, x, i, b, k, into) => {
    // what the last walk found, summed over its leaves: the share of a column from x, of a column from b
    let given = 0
    let taken = 0
    walk(0, 0, 0)

    function walk(node: number, fromX: number, fromB: number): void {
      const column = tree.column[node]
      if (column < 0) {
        const share = tree.value[node] / ways[fromX + fromB][fromX]
        given = fromX === 0 ? 0 : share / fromX
        taken = fromB === 0 ? 0 : share / fromB
        return
      }
      const toX = childOf(tree, node, x, isSet, i)
      const toB = childOf(tree, node, b, isSet, k)
      if (toX === toB || side[column] !== 0) {
        walk(side[column] < 0 ? toB : toX, fromX, fromB)
        return
      }
      side[column] = 1
      walk(toX, fromX + 1, fromB)
      const givenByX = given
      const takenByX = taken
      side[column] = -1
      walk(toB, fromX, fromB + 1)
      side[column] = 0
      into[column] += givenByX - taken
      given += givenByX
      taken += takenByX
    }
  }
}

/** [n + 1][m + 1]: C(n, m) by Pascal's triangle. */
function binomials(most: number): number[][] {
  const rows = [[1]]
  for (let n = 1; n <= most; n++) {
    const above = rows[n - 1]
    rows.push(Array.from({ length: n + 1 }, (_, m) => (above[m - 1] ?? 0) + (above[m] ?? 0)))
  }
  return rows
}
