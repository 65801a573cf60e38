import type { Leaf } from './grow.ts'

/**
 * Which leaf is split next, −1: none can be. `leaf`: of all, the one whose split gains most; `depth`: of those nearest to the root,
 * the one whose split gains most. Ties: the older.
 */
export function nextLeaf(leaves: readonly Leaf[], growth: 'leaf' | 'depth'): number {
  let at = -1
  leaves.forEach((leaf, i) => {
    if (leaf.split && (at < 0 || goesBefore(leaf, leaves[at], growth))) at = i
  })
  return at
}

function goesBefore(a: Leaf, b: Leaf, growth: 'leaf' | 'depth'): boolean {
  if (growth === 'depth' && a.depth !== b.depth) return a.depth < b.depth
  return a.split!.gain === b.split!.gain ? a.node < b.node : a.split!.gain > b.split!.gain
}
