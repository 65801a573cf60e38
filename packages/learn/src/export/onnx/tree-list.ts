import type { Graph, Value } from './graph.ts'
import { doubles } from './tensor.ts'

/** Trees in the making, as TreeEnsemble takes them: all inner nodes in one list, all leaves in another. */
export interface TreeList {
  readonly modes: number[]
  readonly splits: number[]
  readonly features: number[]
  readonly missingTrue: number[]
  readonly members: number[] // of every node of mode MEMBER, in order, each list closed by NaN
  readonly onTrue: Children
  readonly onFalse: Children
  readonly roots: number[]
  readonly targets: number[] // [leaves]
  readonly leaves: number[] // [leaves] what each adds to its target
}

/** [nodes] where each node leads: to a node, or to a leaf. */
interface Children {
  readonly to: number[]
  readonly isLeaf: number[]
}

/** A node, or a leaf. */
export interface Place {
  readonly at: number
  readonly isLeaf: boolean
}

/** True where v ≤ the split, and where the value is among the members. */
const LEQ = 0
const MEMBER = 6

export function treeList(): TreeList {
  return {
    modes: [],
    splits: [],
    features: [],
    missingTrue: [],
    members: [],
    onTrue: { to: [], isLeaf: [] },
    onFalse: { to: [], isLeaf: [] },
    roots: [],
    targets: [],
    leaves: [],
  }
}

/** True where v ≤ split, and where v is missing as told. Both ways are still to be set. */
export function addCut(trees: TreeList, feature: number, split: number, missingTrue = false): number {
  trees.features.push(feature)
  trees.splits.push(split)
  trees.missingTrue.push(missingTrue ? 1 : 0)
  return trees.modes.push(LEQ) - 1
}

/** True where v is one of the members, which are whole numbers from 0. v must be −1 where it is missing: not every runtime sends NaN to the right. */
export function addSet(trees: TreeList, feature: number, members: readonly number[]): number {
  if (members.length === 0) return addCut(trees, feature, -2) // an empty set is refused by runtimes; no v is as low as −2
  for (const member of members) trees.members.push(member)
  trees.members.push(NaN)
  trees.features.push(feature)
  trees.splits.push(0)
  trees.missingTrue.push(0)
  return trees.modes.push(MEMBER) - 1
}

export function addLeaf(trees: TreeList, value: number, target = 0): Place {
  trees.targets.push(target)
  return { at: trees.leaves.push(value) - 1, isLeaf: true }
}

export function setWays(trees: TreeList, node: number, onTrue: Place, onFalse: Place): Place {
  setWay(trees.onTrue, node, onTrue)
  setWay(trees.onFalse, node, onFalse)
  return { at: node, isLeaf: false }
}

/** A tree is a node: one that is but a leaf becomes a node with two ways to it. */
export function addRoot(trees: TreeList, root: Place): void {
  trees.roots.push(root.isLeaf ? setWays(trees, addCut(trees, 0, 0), root, root).at : root.at)
}

/** The sums over all trees of what their leaves add to each target, [n, targets], from features [n, d]. */
export function writeTrees(graph: Graph, trees: TreeList, features: Value, targets: number): Value {
  return graph.node('ml.TreeEnsemble', [features], {
    n_targets: targets,
    aggregate_function: 1, // the sum
    post_transform: 0, // none
    nodes_modes: { type: 'uint8', dims: [trees.modes.length], values: trees.modes },
    nodes_splits: doubles(trees.splits),
    nodes_featureids: trees.features,
    nodes_missing_value_tracks_true: trees.missingTrue,
    ...(trees.members.length > 0 && { membership_values: doubles(trees.members) }),
    nodes_truenodeids: trees.onTrue.to,
    nodes_trueleafs: trees.onTrue.isLeaf,
    nodes_falsenodeids: trees.onFalse.to,
    nodes_falseleafs: trees.onFalse.isLeaf,
    tree_roots: trees.roots,
    leaf_targetids: trees.targets,
    leaf_weights: doubles(trees.leaves),
  })
}

function setWay({ to, isLeaf }: Children, node: number, way: Place): void {
  to[node] = way.at
  isLeaf[node] = Number(way.isLeaf)
}
