import type { Binned } from '../../trees/binning.ts'
import type { Tree } from '../../trees/tree.ts'
import type { Split } from './split.ts'

/** Makes the node an inner one; its children are given to it afterwards. */
export function writeSplit(tree: Tree, node: number, split: Split, binned: Binned): void {
  const column = binned.columns[split.column]
  tree.column[node] = split.column
  if (column.kind === 'categorical') {
    tree.cut[node] = tree.sets.push(split.set.map(bin => column.codes[bin]).sort((a, b) => a - b)) - 1
  } else {
    tree.cut[node] = column.cuts[split.lastLeft]
    tree.missingLeft[node] = split.missingLeft ? 1 : 0
  }
}

/** [256] 1 for the bins of the split's column that go left. */
export function markLeft(goesLeft: Uint8Array, split: Split, binned: Binned): void {
  const { kind, count } = binned.columns[split.column]
  goesLeft.fill(0)
  if (kind === 'categorical') for (const bin of split.set) goesLeft[bin] = 1
  else goesLeft.fill(1, 0, split.lastLeft + 1)
  if (kind === 'numeric' && split.missingLeft) goesLeft[count] = 1
}
