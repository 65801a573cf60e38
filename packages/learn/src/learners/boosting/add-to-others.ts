import type { Binned } from '../../trees/binning.ts'
import type { Tree } from '../../trees/tree.ts'

/**
 * Adds to the scores of rows that the tree was not grown on the value of the leaf that each reaches by its bins: as `leafOf` by its values, since
 * every cut of the tree is one between bins. All rows go down together, node by node.
 *
 * @param rows is reordered in place
 */
export function addToOthers(scores: Float64Array, rows: Int32Array, tree: Tree, binned: Binned): void {
  const goesLeft = new Uint8Array(256)
  const below = [{ node: 0, begin: 0, end: rows.length }]
  for (let at = below.pop(); at; at = below.pop()) {
    const { node, begin, end } = at
    if (begin === end) continue
    if (tree.column[node] < 0) {
      const value = tree.value[node]
      for (let i = begin; i < end; i++) scores[rows[i]] += value
      continue
    }
    markLeft(goesLeft, tree, node, binned)
    const first = tree.column[node] * binned.rows
    let middle = begin
    for (let i = begin; i < end; i++) {
      const row = rows[i]
      if (goesLeft[binned.bins[first + row]] === 0) continue
      rows[i] = rows[middle]
      rows[middle++] = row
    }
    below.push({ node: tree.right[node], begin: middle, end }, { node: tree.left[node], begin, end: middle })
  }
}

/** [256] 1 for the bins of the node's column that go left. */
function markLeft(goesLeft: Uint8Array, tree: Tree, node: number, { columns }: Binned): void {
  const of = columns[tree.column[node]]
  goesLeft.fill(0)
  if (of.kind === 'categorical') {
    const set = tree.sets[tree.cut[node]]
    for (let bin = 0; bin < of.count; bin++) if (set.includes(of.codes[bin])) goesLeft[bin] = 1
    return
  }
  for (let bin = 0; bin < of.count && of.cuts[bin] <= tree.cut[node]; bin++) goesLeft[bin] = 1
  goesLeft[of.count] = tree.missingLeft[node]
}
