import type { FormulaNode, FormulaProgram, LinearTerm, NodeId } from '../program.ts'
import type { Graph, Value } from './graph.ts'
import { renderCurve } from './render-curve.ts'
import { renderEnsemble } from './render-ensemble.ts'
import { stepTree } from './step-tree.ts'
import { doubles, tensorTypes, wholes } from './tensor.ts'
import { writeTrees } from './tree-list.ts'

/** A sum of more terms is one product of matrices; up to so many are added in the formula's order, to the same bits. */
const MOST_ADDED = 8

/**
 * The program's nodes as values of the graph, in doubles, each [n, 1].
 *
 * @param inputs [d] numbers as they came; places of levels, where missing is the number of levels and unseen one more; 1 or more
 * @returns one value for each of the program's outputs
 */
export function renderNodes(graph: Graph, { nodes, ensembles, outputs }: FormulaProgram, inputs: readonly Value[]): Value[] {
  const values: Value[] = [] // [nodes so far]
  const sums = new Map<number, Value>()
  const joined = new Map<string, Value>()
  let shape: Value | undefined

  const number = (value: number) => graph.constant(doubles([value], [1, 1]))
  const missing = (of: Value) => graph.node('IsNaN', [of])
  const where = (condition: Value, then: Value, otherwise: Value) => graph.node('Where', [condition, then, otherwise])
  const at = (table: readonly number[], places: Value) => graph.node('Gather', [graph.constant(doubles(table)), places])
  const toWhole = (of: Value) => graph.node('Cast', [of], { to: tensorTypes.int64 })

  /** The same for every row: [1, k] to [n, k]. */
  function stretched(value: Value): Value {
    shape ??= graph.node('Concat', [graph.node('Shape', inputs.slice(0, 1), { start: 0, end: 1 }), graph.constant(wholes([1]))], {
      axis: 0,
    })
    return graph.node('Expand', [value, shape])
  }

  const ofRows = (id: NodeId) => (nodes[id].op === 'constant' ? stretched(values[id]) : values[id])

  function linear(intercept: number, terms: readonly LinearTerm[]): Value {
    if (terms.length > MOST_ADDED) {
      const key = terms.map(({ node }) => node).join()
      const features = joined.get(key) ?? columnsOf(terms.map(({ node }) => ofRows(node)))
      joined.set(key, features)
      const weights = graph.constant(
        doubles(
          terms.map(({ weight }) => weight),
          [terms.length, 1],
        ),
      )
      return graph.node('Gemm', [features, weights, number(intercept)])
    }
    const products = terms.map(({ node, weight }) => (weight === 1 ? values[node] : graph.node('Mul', [values[node], number(weight)])))
    const parts = intercept === 0 && products.length > 0 ? products : [number(intercept), ...products]
    return parts.reduce((sum, part) => graph.node('Add', [sum, part]))
  }

  const columnsOf = (columns: readonly Value[]) => graph.node('Concat', columns, { axis: 1 })

  /** 1 / (1 + e^−t), or e^t / (1 + e^t): whichever does not overflow, so that the tail is not lost. */
  function sigmoid(t: Value): Value {
    const e = graph.node('Exp', [graph.node('Neg', [graph.node('Abs', [t])])])
    const above = where(graph.node('GreaterOrEqual', [t, number(0)]), number(1), e)
    return graph.node('Div', [above, graph.node('Add', [number(1), e])])
  }

  /** A missing place must not become a whole number: it could be any. */
  function picked(of: Value, table: readonly number[]): Value {
    return at([...table, NaN], toWhole(where(missing(of), number(table.length), of)))
  }

  function sumsOf(ensemble: FormulaProgram['ensembles'][number]): Value {
    if (ensemble.trees.length === 0) return stretched(graph.constant(doubles(new Float64Array(ensemble.outputs), [1, ensemble.outputs])))
    const columns = ensemble.columns.map((id, j) => {
      const column = ofRows(id)
      return ensemble.isSet[j] ? where(missing(column), number(-1), column) : column
    })
    return renderEnsemble(graph, ensemble, columns.length > 0 ? columnsOf(columns) : stretched(number(0)))
  }

  function ensembleOutput(e: number, output: number): Value {
    const all = sums.get(e) ?? sumsOf(ensembles[e])
    sums.set(e, all)
    return ensembles[e].outputs === 1 ? all : graph.node('Gather', [all, graph.constant(wholes([output]))], { axis: 1 })
  }

  function render(node: FormulaNode): Value {
    switch (node.op) {
      case 'number':
        return inputs[node.input]
      case 'lookup':
        return at([...node.values, node.missing, node.unseen], inputs[node.input])
      case 'constant':
        return number(node.value)
      case 'linear':
        return linear(node.intercept, node.terms)
      case 'multiply':
        return graph.node('Mul', [values[node.a], values[node.b]])
      case 'min':
        return graph.node('Min', [values[node.a], values[node.b]])
      case 'max':
        return graph.node('Max', [values[node.a], values[node.b]])
      case 'divide':
        return where(graph.node('Equal', [values[node.b], number(0)]), number(NaN), graph.node('Div', [values[node.a], values[node.b]]))
      case 'ifMissing':
        return where(missing(values[node.a]), values[node.b], values[node.a])
      case 'isMissing':
        return graph.node('Cast', [missing(values[node.of])], { to: tensorTypes.double })
      case 'exp':
        return graph.node('Exp', [values[node.of]])
      case 'log':
        return graph.node('Log', [values[node.of]])
      case 'sigmoid':
        return sigmoid(values[node.of])
      case 'steps':
        return writeTrees(graph, stepTree(node.cuts, node.values, node.missing), values[node.of], 1)
      case 'interpolate':
        return renderCurve(graph, node, values[node.of])
      case 'pick':
        return picked(values[node.of], node.values)
      case 'ensemble':
        return ensembleOutput(node.ensemble, node.output)
      default:
        return node satisfies never
    }
  }

  for (const node of nodes) values.push(render(node))
  return outputs.map(ofRows)
}
