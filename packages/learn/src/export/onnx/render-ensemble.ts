import type { Tree } from '../../trees/tree.ts'
import type { Ensemble } from '../program.ts'
import type { Graph, Value } from './graph.ts'
import { doubles, tensorTypes, wholes } from './tensor.ts'
import { addCut, addLeaf, addRoot, addSet, type Place, setWays, type TreeList, treeList, writeTrees } from './tree-list.ts'

/** Trees whose leaves are looked up at once: more make a run faster, and take more memory, 8 bytes a row, tree and output. */
const TREES_AT_ONCE = 64

/**
 * The sums over an ensemble's trees, [n, outputs].
 *
 * @param features [n, d] its columns, −1 in place of NaN in those that are split by sets
 */
export function renderEnsemble(graph: Graph, ensemble: Ensemble, features: Value): Value {
  if (ensemble.float32) return float32Sum(graph, ensemble, ensemble.float32, features)
  return ensemble.width === 1 ? sums(graph, ensemble, features) : wideSums(graph, ensemble, features)
}

/** One number a leaf: tree t adds to output t mod outputs. */
function sums(graph: Graph, ensemble: Ensemble, features: Value): Value {
  const trees = treeList()
  ensemble.trees.forEach((tree, t) => {
    addRoot(
      trees,
      addTree(trees, tree, 0, ensemble, leaf => addLeaf(trees, tree.value[leaf], t % ensemble.outputs)),
    )
  })
  return writeTrees(graph, trees, features, ensemble.outputs)
}

/** One sum, tree by tree: what two float32 add up to is rounded to one. */
function float32Sum(graph: Graph, ensemble: Ensemble, { first, last }: NonNullable<Ensemble['float32']>, features: Value): Value {
  const rounded = (value: Value) => graph.node('Cast', [value], { to: tensorTypes.float })
  const number = (value: number) => rounded(graph.constant(doubles([value], [1, 1])))
  let sum = number(first)
  for (let start = 0; start < ensemble.trees.length; start += TREES_AT_ONCE) {
    const trees = ensemble.trees.slice(start, start + TREES_AT_ONCE)
    const found = rounded(sums(graph, { ...ensemble, trees, outputs: trees.length }, features)) // [n, trees]
    trees.forEach((_, t) => {
      sum = graph.node('Add', [sum, graph.node('Gather', [found, graph.constant(wholes([t]))], { axis: 1 })])
    })
  }
  return graph.node('Cast', [graph.node('Add', [sum, number(last)])], { to: tensorTypes.double })
}

/** A leaf of TreeEnsemble holds one number only: so each tree finds the place of its leaf's numbers in a table, and the rows found are added up. */
function wideSums(graph: Graph, ensemble: Ensemble, features: Value): Value {
  const parts: Value[] = []
  for (let start = 0; start < ensemble.trees.length; start += TREES_AT_ONCE) {
    const some = ensemble.trees.slice(start, start + TREES_AT_ONCE)
    const trees = treeList()
    const table: number[] = []
    some.forEach((tree, t) => {
      addRoot(
        trees,
        addTree(trees, tree, 0, ensemble, leaf => addLeaf(trees, appendRow(table, tree, leaf, ensemble.width), t)),
      )
    })
    const places = graph.node('Cast', [writeTrees(graph, trees, features, some.length)], { to: tensorTypes.int64 })
    const rows = graph.constant(doubles(table, [table.length / ensemble.width, ensemble.width]))
    const found = graph.node('Gather', [rows, places]) // [n, trees, outputs]
    parts.push(graph.node('ReduceSum', [found, graph.constant(wholes([1]))], { keepdims: 0 }))
  }
  return parts.reduce((sum, part) => graph.node('Add', [sum, part]))
}

/** @returns the row's place in the table */
function appendRow(table: number[], tree: Tree, leaf: number, width: number): number {
  for (let w = 0; w < width; w++) table.push(tree.value[leaf * width + w])
  return table.length / width - 1
}

function addTree(trees: TreeList, tree: Tree, node: number, ensemble: Ensemble, leafOf: (node: number) => Place): Place {
  const column = tree.column[node]
  if (column < 0) return leafOf(node)
  const at = ensemble.isSet[column]
    ? addSet(trees, column, tree.sets[tree.cut[node]])
    : addCut(trees, column, tree.cut[node], tree.missingLeft[node] === 1)
  const left = addTree(trees, tree, tree.left[node], ensemble, leafOf)
  return setWays(trees, at, left, addTree(trees, tree, tree.right[node], ensemble, leafOf))
}
