import type { Binned } from '../../trees/binning.ts'
import type { Tree } from '../../trees/tree.ts'

/** The leaf that training row i reaches, by its bins: as `leafOf` by its values, since every cut of the tree is one between bins. */
export function leafByBins(tree: Tree, { columns, bins, rows }: Binned, i: number): number {
  let node = 0
  while (tree.column[node] >= 0) {
    const j = tree.column[node]
    const of = columns[j]
    const bin = bins[j * rows + i]
    const missing = bin === of.count
    const goesLeft =
      of.kind === 'categorical'
        ? !missing && tree.sets[tree.cut[node]].includes(of.codes[bin])
        : missing
          ? tree.missingLeft[node] === 1
          : of.cuts[bin] <= tree.cut[node]
    node = goesLeft ? tree.left[node] : tree.right[node]
  }
  return node
}
