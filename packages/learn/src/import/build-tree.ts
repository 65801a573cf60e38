import { addNode, DEEPEST_TREE, emptyTree, type Tree } from '../trees/tree.ts'
import { badModelFile } from './bad-model-file.ts'

/** A node as a model file says it. Nodes are called by whatever number the file calls them. */
export type SourceNode =
  | { readonly value: number; readonly cover: number }
  | {
      readonly column: number
      readonly by: { readonly cut: number } | { readonly set: readonly number[] }
      readonly left: number
      readonly right: number
      readonly missingLeft: boolean
    }

/** How the trees of a model split each feature; one feature is split in one way. */
export type Splits = Map<number, 'cuts' | 'sets'>

/** Scores beyond this are no log-odds and no value of anything; sums of a hundred million of them still fit a float32. */
const FARTHEST = 1e30

/** A leaf that no training row reached, such as one of a hessian of 0, still needs a share of the way for Shapley values. */
const LEAST_COVER = 1e-16

/**
 * A tree of ours from the nodes of a file, children after their parent. The cover of an inner node is the sum of its leaves', so that
 * the shares of a score add up (a file's own, rounded sums do not).
 *
 * @param read what the file says of a node; throws where it says nothing, or what cannot be
 * @param splits of the model's trees so far, to be added to
 * @throws LearnError `bad_model_file`: a node that two ways lead to (a cycle), a feature that is split in two ways, a tree deeper than DEEPEST_TREE, a leaf beyond 1e30
 */
export function buildTree(root: number, read: (node: number) => SourceNode, splits: Splits, where: string): Tree {
  const tree = emptyTree()
  const met = new Set<number>()
  const waiting = [{ id: root, depth: 0, tell: (_: number) => {} }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { id, depth, tell } = next
    if (met.has(id)) throw badModelFile(`${where} comes to node ${id} by two ways`)
    met.add(id)
    if (depth > DEEPEST_TREE) throw badModelFile(`${where} is more than ${DEEPEST_TREE} splits deep`, 'Train shallower trees')
    const from = read(id)
    const node = addNode(tree, 0)
    tell(node)
    if ('value' in from) {
      checkLeaf(from, `${where}, leaf ${id}`)
      tree.value[node] = from.value
      tree.cover[node] = Math.max(from.cover, LEAST_COVER)
      continue
    }
    const how = 'cut' in from.by ? 'cuts' : 'sets'
    if ((splits.get(from.column) ?? how) !== how)
      throw badModelFile(`feature ${from.column} is a number in one place and a category in another`)
    splits.set(from.column, how)
    tree.column[node] = from.column
    tree.cut[node] = 'cut' in from.by ? from.by.cut : tree.sets.push([...from.by.set]) - 1
    tree.missingLeft[node] = from.missingLeft ? 1 : 0
    for (const [side, child] of [['right', from.right] as const, ['left', from.left] as const]) {
      waiting.push({
        id: child,
        depth: depth + 1,
        tell: at => {
          tree[side][node] = at
        },
      })
    }
  }
  for (let node = tree.column.length - 1; node >= 0; node--) {
    if (tree.column[node] >= 0) tree.cover[node] = tree.cover[tree.left[node]] + tree.cover[tree.right[node]]
  }
  return tree
}

function checkLeaf({ value, cover }: { value: number; cover: number }, where: string): void {
  if (!(Math.abs(value) <= FARTHEST)) throw badModelFile(`${where} has the value ${value}, expected a number within ±${FARTHEST}`)
  if (!(cover >= 0 && cover < Infinity)) throw badModelFile(`${where} has the weight ${cover}, expected a number of 0 or more`)
}
