import type { Leaf } from './grow.ts'

/**
 * Which leaves are split next, at most `most` of them; none: none can be. `leaf`: of all, the one whose split gains most; `depth`:
 * those nearest to the root, the most gaining first. Ties: the older first.
 */
export function nextLeaves(leaves: readonly Leaf[], growth: 'leaf' | 'depth', most: number): Leaf[] {
  const open = leaves.filter(leaf => leaf.split)
  if (growth === 'leaf') return open.length === 0 ? [] : [open.reduce((best, leaf) => (before(leaf, best) < 0 ? leaf : best))]
  const nearest = open.reduce((least, { depth }) => Math.min(least, depth), Infinity)
  return open
    .filter(({ depth }) => depth === nearest)
    .sort(before)
    .slice(0, most)
}

function before(a: Leaf, b: Leaf): number {
  return b.split!.gain - a.split!.gain || a.node - b.node
}
