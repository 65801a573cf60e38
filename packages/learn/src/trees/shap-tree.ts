import { LearnError } from '../errors.ts'
import { type GaussRule, gaussRule } from './gauss-rule.ts'
import type { Tree } from './tree.ts'

/** What Shapley values need to know of a tree besides itself; nothing of it depends on a row. */
export interface ShapTree {
  readonly tree: Tree
  /** Exact for as many columns as any way from the root to a leaf has. */
  readonly rule: GaussRule
  /** [nodes] the last split above by the same column, or −1. */
  readonly above: Int32Array
  /** [nodes] 1: its left side leads here. */
  readonly aboveLeft: Uint8Array
  /** [nodes] share of cover that the splits above by the same column leave together; 1 without any. */
  readonly leftOver: Float64Array
}

interface Split {
  readonly node: number
  readonly isLeft: boolean // the side taken
  readonly leftOver: number
}

/** Numbers for every node and point; there are four such lists. A forest of a million rows comes to a tenth of it. */
const MOST_NUMBERS = 33_554_432

/** @throws LearnError `out_of_memory` when the tree has too many nodes for the columns on its ways */
export function shapTree(tree: Tree): ShapTree {
  const { column, left, right, cover } = tree
  const size = column.length
  const above = new Int32Array(size).fill(-1)
  const aboveLeft = new Uint8Array(size)
  const leftOver = new Float64Array(size).fill(1)
  const last = new Map<number, Split>() // by column, on the way to where the walk stands
  let most = 0

  walk(0)
  const points = Math.max(1, Math.ceil(most / 2))
  if (size * points > MOST_NUMBERS) {
    throw new LearnError(
      'out_of_memory',
      `A tree of ${size} nodes that asks ${most} columns on one way is too large to share out. Learn smaller trees (maxLeaves, maxDepth).`,
    )
  }
  return { tree, rule: gaussRule(points), above, aboveLeft, leftOver }

  function walk(node: number): void {
    const j = column[node]
    if (j < 0) {
      most = Math.max(most, last.size)
      return
    }
    const before = last.get(j)
    if (before) {
      above[node] = before.node
      aboveLeft[node] = before.isLeft ? 1 : 0
      leftOver[node] = before.leftOver
    }
    for (const child of [left[node], right[node]]) {
      last.set(j, { node, isLeft: child === left[node], leftOver: leftOver[node] * (cover[child] / cover[node]) })
      walk(child)
    }
    if (before) last.set(j, before)
    else last.delete(j)
  }
}
