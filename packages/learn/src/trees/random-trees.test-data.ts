import { createRandom, type Random } from '../random.ts'
import { addNode, emptyTree, type Tree } from './tree.ts'

export interface RandomTrees {
  readonly trees: number
  /** [d] which columns are split by sets. */
  readonly isSet: readonly boolean[]
  readonly deepest: number
  /** How likely a node above the deepest is split; absent: .8. */
  readonly split?: number
  readonly outputs?: number
  readonly levels?: number
}

/** Trees of all shapes over few columns, so that ways ask the same column again; covers add up from the leaves. */
export function randomTrees(seed: number, { trees, isSet, deepest, split = 0.8, outputs = 1, levels = 12 }: RandomTrees): Tree[] {
  const random = createRandom(seed)
  return Array.from({ length: trees }, () => {
    const tree = emptyTree()
    grow(tree, 0)
    for (let node = tree.column.length - 1; node >= 0; node--) {
      tree.cover[node] = tree.column[node] < 0 ? 0.1 + random.next() : tree.cover[tree.left[node]] + tree.cover[tree.right[node]]
    }
    return tree
  })

  function grow(tree: Tree, depth: number): number {
    const node = addNode(tree, 1, outputs)
    if (depth === deepest || random.next() > split) {
      for (let o = 0; o < outputs; o++) tree.value[node * outputs + o] = Math.fround(random.next() - 0.5)
      return node
    }
    const column = random.int(isSet.length)
    tree.column[node] = column
    tree.missingLeft[node] = random.int(2)
    tree.cut[node] = isSet[column] ? tree.sets.push(someOf(levels, random)) - 1 : random.int(9) / 8
    // one child after another, and the left one first or last: no order of nodes may matter
    for (const side of random.int(2) === 0 ? (['left', 'right'] as const) : (['right', 'left'] as const))
      tree[side][node] = grow(tree, depth + 1)
    return node
  }
}

/** [d][n]: missing, values that are cuts, codes that no set lists. */
export function randomValues(seed: number, isSet: readonly boolean[], n: number, levels = 12): Float64Array[] {
  const random = createRandom(seed)
  return isSet.map(set =>
    Float64Array.from({ length: n }, () => (random.next() < 0.2 ? NaN : set ? random.int(levels + 3) : (random.int(19) - 1) / 16)),
  )
}

/** A tree that goes `deep` splits down on one side. */
export function lopsidedTree(seed: number, columns: number, deep: number): Tree {
  const random = createRandom(seed)
  const tree = emptyTree()
  for (let depth = 0; depth <= deep; depth++) {
    const node = addNode(tree, deep + 1 - depth)
    tree.value[node] = depth === deep ? random.next() : 0
    if (depth === deep) break
    const leaf = addNode(tree, 1)
    tree.value[leaf] = random.next() - 0.5
    tree.column[node] = depth % columns
    tree.cut[node] = random.next() * 0.1
    tree.left[node] = leaf
    tree.right[node] = leaf + 1
  }
  return tree
}

function someOf(levels: number, random: Random): number[] {
  const all = Array.from({ length: levels }, (_, code) => code)
  return all.filter(() => random.next() < 0.4)
}
