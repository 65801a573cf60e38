import { addCut, addLeaf, addRoot, type Place, setWays, type TreeList, treeList } from './tree-list.ts'

/**
 * One tree that finds values[b] of the first b with v ≤ cuts[b], the last beyond all cuts, and `missing` where v is missing.
 *
 * @param cuts   [m] strictly rising
 * @param values [m + 1]
 */
export function stepTree(cuts: readonly number[], values: readonly number[], missing: number): TreeList {
  const trees = treeList()
  // nothing is as low as −∞, so only what is missing takes this way
  const root = addCut(trees, 0, -Infinity, true)
  const whereMissing = addLeaf(trees, missing)
  addRoot(trees, setWays(trees, root, whereMissing, halved(trees, cuts, values, 0, cuts.length)))
  return trees
}

/** The tree over values[first … last]. */
function halved(trees: TreeList, cuts: readonly number[], values: readonly number[], first: number, last: number): Place {
  if (first === last) return addLeaf(trees, values[first])
  const middle = (first + last) >> 1
  const node = addCut(trees, 0, cuts[middle])
  const low = halved(trees, cuts, values, first, middle)
  return setWays(trees, node, low, halved(trees, cuts, values, middle + 1, last))
}
