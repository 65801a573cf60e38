import type { Graph, Value } from './graph.ts'
import { stepTree } from './step-tree.ts'
import { doubles, tensorTypes } from './tensor.ts'
import { writeTrees } from './tree-list.ts'

/** What lies between two points of a curve, or before the first, or after the last: [points + 1] of each. */
interface Stretches {
  readonly startX: number[]
  readonly lengthX: number[]
  readonly startY: number[]
  readonly endY: number[]
}

/**
 * Straight lines between points, level before the first and after the last, missing where v is missing: a tree finds the stretch that v
 * lies on, and what is known of the stretch is looked up.
 *
 * @param v [n, 1]
 */
export function renderCurve(graph: Graph, { x, y }: { readonly x: readonly number[]; readonly y: readonly number[] }, v: Value): Value {
  const places = Array.from({ length: x.length + 1 }, (_, b) => b)
  const place = graph.node('Cast', [writeTrees(graph, stepTree(x, places, 0), v, 1)], { to: tensorTypes.int64 })
  const at = (table: readonly number[]) => graph.node('Gather', [graph.constant(doubles(table)), place])
  const { startX, lengthX, startY, endY } = stretchesOf(x, y)
  const share = graph.node('Div', [graph.node('Sub', [v, at(startX)]), at(lengthX)])
  const [start, end] = [at(startY), at(endY)]
  const height = graph.node('Add', [start, graph.node('Mul', [share, graph.node('Sub', [end, start])])])
  return graph.node('Min', [height, end])
}

function stretchesOf(x: readonly number[], y: readonly number[]): Stretches {
  const last = x.length - 1
  return {
    startX: [0, ...x.slice(0, last), 0],
    lengthX: [1, ...x.slice(1).map((end, b) => end - x[b]), 1],
    startY: [y[0], ...y],
    endY: [...y, y[last]],
  }
}
