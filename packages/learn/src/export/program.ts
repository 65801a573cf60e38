import type { Input } from '../recipe.ts'
import type { Task } from '../task.ts'
import type { Tree } from '../trees/tree.ts'

/** The place of a node in its program. Operands stand before the node that reads them. */
export type NodeId = number

/**
 * One number per row, computed from the row's inputs and from earlier nodes. NaN is missing, and what is computed from it is missing,
 * unless the node says otherwise.
 */
export type FormulaNode =
  /** A numeric input; NaN where it is missing. */
  | { readonly op: 'number'; readonly input: number }
  /** What stands for the level of a categorical input: `values[level]`, `missing`, or `unseen` for a level that is not listed. */
  | {
      readonly op: 'lookup'
      readonly input: number
      readonly values: readonly number[] // [levels]
      readonly missing: number
      readonly unseen: number
    }
  | { readonly op: 'constant'; readonly value: number }
  /** intercept + Σ weight · node; a weight of 0 still hands on what is missing. */
  | { readonly op: 'linear'; readonly intercept: number; readonly terms: readonly LinearTerm[] }
  | { readonly op: 'multiply' | 'min' | 'max'; readonly a: NodeId; readonly b: NodeId }
  /** a / b; missing where b is 0. */
  | { readonly op: 'divide'; readonly a: NodeId; readonly b: NodeId }
  /** a, or b where a is missing. */
  | { readonly op: 'ifMissing'; readonly a: NodeId; readonly b: NodeId }
  /** 1 where it is missing, else 0. */
  | { readonly op: 'isMissing'; readonly of: NodeId }
  /** `exp` is made of numbers up to 461 wherever this library lowers to it; `log` of numbers above 0. */
  | { readonly op: 'exp' | 'log' | 'sigmoid'; readonly of: NodeId }
  /** values[b] of the first b with v ≤ cuts[b]; the last of `values` beyond all cuts. */
  | {
      readonly op: 'steps'
      readonly of: NodeId
      readonly cuts: readonly number[] // [m] strictly rising
      readonly values: readonly number[] // [m + 1]
      readonly missing: number
    }
  /** Straight lines between the points, level before the first and after the last. */
  | { readonly op: 'interpolate'; readonly of: NodeId; readonly x: readonly number[]; readonly y: readonly number[] } // x strictly rising
  /** values[v] of a whole number v from 0. */
  | { readonly op: 'pick'; readonly of: NodeId; readonly values: readonly number[] }
  /** One output of `ensembles[ensemble]`. */
  | { readonly op: 'ensemble'; readonly ensemble: number; readonly output: number }

export interface LinearTerm {
  readonly node: NodeId
  readonly weight: number
}

/**
 * Sums over trees: number w of tree t's leaf, value[leaf · width + w], is added to output (t · width + w) mod outputs; width is 1 or
 * `outputs`. A tree's `column` is a position in `columns`. Where `isSet`, the node holds a level's code, and the codes in
 * `sets[cut]` go left; elsewhere v ≤ cut goes left, and a missing v where `missingLeft`. Everything else goes right.
 *
 * With `float32` (of one output) the sum is rounded to float32 after each addition: `first`, the trees in their order, then `last`.
 */
export interface Ensemble {
  readonly columns: readonly NodeId[]
  readonly isSet: readonly boolean[]
  readonly outputs: number
  readonly width: number
  readonly trees: readonly Tree[]
  readonly float32?: { readonly first: number; readonly last: number } // themselves, and all numbers of leaves, float32
}

/**
 * A fitted recipe as a formula: preparation, model and calibration in one list of numbers, each computed from the ones before it.
 * Writers turn it into other languages; `evaluateProgram` is what it means.
 */
export interface FormulaProgram {
  readonly task: Task
  readonly inputs: readonly Input[]
  readonly ensembles: readonly Ensemble[]
  readonly nodes: readonly FormulaNode[]
  readonly outputs: readonly NodeId[] // [k] probabilities, or [1] value
}

/** The nodes that a node reads, in the order in which `computeNode` takes their values. */
export function operandsOf(node: FormulaNode): readonly NodeId[] {
  switch (node.op) {
    case 'number':
    case 'lookup':
    case 'constant':
    case 'ensemble':
      return []
    case 'linear':
      return node.terms.map(term => term.node)
    case 'multiply':
    case 'min':
    case 'max':
    case 'divide':
    case 'ifMissing':
      return [node.a, node.b]
    case 'isMissing':
    case 'exp':
    case 'log':
    case 'sigmoid':
    case 'steps':
    case 'interpolate':
    case 'pick':
      return [node.of]
    default:
      return node satisfies never
  }
}

/** The same node, reading from elsewhere. */
export function withOperands(node: FormulaNode, to: (operand: NodeId) => NodeId): FormulaNode {
  if (node.op === 'linear') return { ...node, terms: node.terms.map(({ node: of, weight }) => ({ node: to(of), weight })) }
  if ('a' in node) return { ...node, a: to(node.a), b: to(node.b) }
  return 'of' in node ? { ...node, of: to(node.of) } : node
}
