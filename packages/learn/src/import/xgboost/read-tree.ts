import type { Tree } from '../../trees/tree.ts'
import { badModelFile } from '../bad-model-file.ts'
import { buildTree, type SourceNode, type Splits } from '../build-tree.ts'
import type { XgboostTree } from './file-shape.ts'
import { float32Cut } from './float32-cut.ts'

/** The lists that have an item for each node. */
const perNode = ['right_children', 'split_indices', 'split_conditions', 'default_left', 'sum_hessian', 'split_type'] as const

/**
 * A tree as ours. Numbers below a cut go left, as with us; a set lists the codes that go right, so with us its children change places.
 *
 * @param weight of the tree (DART), else 1
 * @throws LearnError `bad_model_file`
 */
export function readXgboostTree(from: XgboostTree, features: number, weight: number, splits: Splits, where: string): Tree {
  const { left_children: left, right_children: right, split_conditions: conditions } = from
  const nodes = left.length
  for (const name of perNode) {
    const list = from[name]
    if (list && list.length !== nodes) throw badModelFile(`${where} has ${nodes} nodes but ${list.length} ${name}`)
  }
  const declared = from.tree_param?.num_nodes
  if (declared !== undefined && Number(declared) !== nodes) throw badModelFile(`${where} declares ${declared} nodes and lists ${nodes}`)
  const sets = setsOf(from, where)

  const read = (node: number): SourceNode => {
    if (left[node] === undefined) throw badModelFile(`${where} leads to node ${node}, and has ${nodes}`)
    const condition = conditions[node]
    if (left[node] === -1) {
      return { value: Math.fround(Math.fround(condition ?? Number.NaN) * weight), cover: from.sum_hessian[node] }
    }
    const column = from.split_indices[node]
    if (column >= features) throw badModelFile(`${where} asks for feature ${column}, and the model has ${features}`)
    const missingLeft = Boolean(from.default_left[node])
    if (from.split_type?.[node] === 1) {
      const set = sets.get(node)
      if (!set) throw badModelFile(`${where} has no categories for node ${node}`)
      return { column, by: { set }, left: right[node], right: left[node], missingLeft: !missingLeft }
    }
    const rounded = Math.fround(condition ?? Number.NaN)
    if (!(rounded > -Infinity)) throw badModelFile(`${where} cuts at ${condition === null ? 'NaN' : condition} in node ${node}`)
    return { column, by: { cut: float32Cut(rounded) }, left: left[node], right: right[node], missingLeft }
  }
  return buildTree(0, read, splits, where)
}

/** The codes that go right, by node. */
function setsOf(from: XgboostTree, where: string): Map<number, readonly number[]> {
  const { categories = [], categories_nodes: nodes = [], categories_segments: starts = [], categories_sizes: sizes = [] } = from
  if (starts.length !== nodes.length || sizes.length !== nodes.length)
    throw badModelFile(`${where} has ${nodes.length} nodes of categories, with ${starts.length} segments and ${sizes.length} sizes`)
  let listed = 0
  const sets = nodes.map((node, at) => {
    const end = starts[at] + sizes[at]
    listed += sizes[at]
    // segments do not overlap: however many there are, they hold no more than is listed
    if (end > categories.length || listed > categories.length)
      throw badModelFile(`${where} lists ${categories.length} categories, and node ${node} asks for those up to ${Math.max(end, listed)}`)
    return [node, categories.slice(starts[at], end)] as const
  })
  return new Map(sets)
}
