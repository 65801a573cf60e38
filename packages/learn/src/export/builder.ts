import { LearnError } from '../errors.ts'
import type { Input } from '../recipe.ts'
import { computeNode } from './compute-node.ts'
import { type Ensemble, type FormulaNode, type FormulaProgram, type NodeId, operandsOf } from './program.ts'
import { pruned } from './pruned.ts'

/** More than any formula needs; a category of thousands of levels with a column for each would need more, squared. */
const MOST_NUMBERS = 5_000_000

/** Where steps, learners and calibrators put what they compute. */
export interface FormulaBuilder {
  /** The node's place; that of an equal one where there is one already. What is known beforehand is computed at once. */
  add(node: FormulaNode): NodeId
  /** @returns one node for each of its outputs */
  addEnsemble(ensemble: Ensemble): NodeId[]
  /** What was added, without what no output needs. */
  finish(outputs: readonly NodeId[]): Omit<FormulaProgram, 'task'>
}

type Lookup = Extract<FormulaNode, { op: 'lookup' }>
type Linear = Extract<FormulaNode, { op: 'linear' }>

/**
 * A program in the making. Nodes of constants become constants, and nodes of one level only become a lookup by that level: a one-hot
 * encoding with all that is done to its columns ends as one number per level.
 *
 * @throws LearnError (`add`) `not_exportable` beyond 5,000,000 numbers
 */
export function formulaBuilder(inputs: readonly Input[]): FormulaBuilder {
  const nodes: FormulaNode[] = []
  const ensembles: Ensemble[] = []
  const known = new Map<string, NodeId>()

  let numbers = 0

  function place(node: FormulaNode): NodeId {
    numbers += 1 + (node.op === 'lookup' ? node.values.length : 0)
    if (numbers > MOST_NUMBERS) throw tooLarge()
    const key = JSON.stringify(node, (_, value) => (Number.isNaN(value) ? 'missing' : value))
    const at = known.get(key) ?? nodes.push(node) - 1
    known.set(key, at)
    return at
  }

  function add(node: FormulaNode): NodeId {
    const merged = node.op === 'linear' ? mergeTerms(node, nodes, place) : node
    return place(
      folded(
        merged,
        operandsOf(merged).map(id => nodes[id]),
      ) ?? merged,
    )
  }

  return {
    add,
    addEnsemble(ensemble) {
      const at = ensembles.push(ensemble) - 1
      return Array.from({ length: ensemble.outputs }, (_, output) => place({ op: 'ensemble', ensemble: at, output }))
    },
    finish: outputs => pruned({ inputs, ensembles, nodes, outputs }),
  }
}

function tooLarge(): LearnError {
  return new LearnError(
    'not_exportable',
    `The model's formula would hold more than ${MOST_NUMBERS} numbers: a category has a column for each of thousands of levels, or there are hundreds of classes. Put targetEncode before oneHot, or raise minRows of oneHot, and train again.`,
  )
}

/** Constants into the intercept, and what is looked up by one level into one lookup of weight 1. */
function mergeTerms({ intercept, terms }: Linear, nodes: readonly FormulaNode[], place: (node: FormulaNode) => NodeId): Linear {
  const others: Linear['terms'][number][] = []
  const lookups = new Map<number, Lookup>()
  let start = intercept
  for (const term of terms) {
    const of = nodes[term.node]
    if (of.op === 'constant') start += term.weight * of.value
    else if (of.op === 'lookup') lookups.set(of.input, added(lookups.get(of.input), of, term.weight))
    else others.push(term)
  }
  return { op: 'linear', intercept: start, terms: [...others, ...[...lookups.values()].map(of => ({ node: place(of), weight: 1 }))] }
}

function added(sum: Lookup | undefined, of: Lookup, weight: number): Lookup {
  return {
    op: 'lookup',
    input: of.input,
    values: of.values.map((value, level) => (sum?.values[level] ?? 0) + weight * value),
    missing: (sum?.missing ?? 0) + weight * of.missing,
    unseen: (sum?.unseen ?? 0) + weight * of.unseen,
  }
}

/** The node computed beforehand, where all that it reads is constant or looked up by one and the same level. */
function folded(node: FormulaNode, operands: readonly FormulaNode[]): FormulaNode | undefined {
  if (node.op === 'number' || node.op === 'lookup' || node.op === 'ensemble' || node.op === 'constant') return undefined
  const lookups = operands.filter(of => of.op === 'lookup')
  if (operands.some(of => of.op !== 'constant' && of.op !== 'lookup') || lookups.some(of => of.input !== lookups[0].input)) return undefined
  const computed = (read: (of: Lookup) => number) =>
    computeNode(
      node,
      operands.map(of => (of.op === 'lookup' ? read(of) : of.op === 'constant' ? of.value : NaN)),
    )
  if (lookups.length === 0) return { op: 'constant', value: computed(() => NaN) }
  return {
    op: 'lookup',
    input: lookups[0].input,
    values: lookups[0].values.map((_, level) => computed(of => of.values[level])),
    missing: computed(of => of.missing),
    unseen: computed(of => of.unseen),
  }
}
