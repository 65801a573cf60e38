import { LearnError } from '../../errors.ts'
import { type FormulaNode, type FormulaProgram, type LinearTerm, type NodeId, operandsOf } from '../program.ts'
import { pruned } from '../pruned.ts'

/** A program as one sum over its inputs, and what is made of the sum. */
export interface ScoredProgram {
  /** One output for each input: what it adds to the score. */
  readonly parts: FormulaProgram
  readonly intercept: number
  /** The program's outputs from the score, its only input. */
  readonly link: FormulaProgram
}

type Linear = Extract<FormulaNode, { op: 'linear' }>

/**
 * Finds the sum that all outputs follow from and whose every term follows from one input.
 *
 * @throws LearnError `not_exportable` where there is none
 */
export function scoredProgram(program: FormulaProgram): ScoredProgram {
  const { nodes, inputs } = program
  const from = inputsBehind(program)
  const id = nodes.findIndex(
    (node, at) => node.op === 'linear' && allFollowFrom(program, at) && node.terms.every(({ node: of }) => from[of].size <= 1),
  )
  if (id < 0)
    throw new LearnError(
      'not_exportable',
      'This model cannot be scored by hand: its forecast is no sum of points, one number for each input. Train a linear model, or an additive one without pairs, for one event, one value or ordered classes.',
    )
  const { terms, intercept } = nodes[id] as Linear
  const own = (input: number): LinearTerm[] => terms.filter(({ node: of }) => from[of].has(input))
  const sums = inputs.map((_, i): Linear => ({ op: 'linear', intercept: 0, terms: own(i) }))
  const parts = pruned({ ...program, nodes: [...nodes, ...sums], outputs: inputs.map((_, i) => nodes.length + i) })
  const score: FormulaNode = { op: 'number', input: 0 }
  const link = pruned({ ...program, nodes: nodes.with(id, score) })
  return {
    parts: { ...parts, task: program.task },
    intercept: intercept,
    link: { ...link, task: program.task, inputs: [{ kind: 'numeric', name: 'score' }] },
  }
}

/** The inputs that each node is computed from. */
function inputsBehind({ nodes, ensembles }: FormulaProgram): ReadonlySet<number>[] {
  const behind: Set<number>[] = []
  for (const node of nodes) {
    const operands = node.op === 'ensemble' ? ensembles[node.ensemble].columns : operandsOf(node)
    const own = 'input' in node ? [node.input] : []
    behind.push(new Set([...own, ...operands.flatMap(id => [...behind[id]])]))
  }
  return behind
}

/** Whether no output reads an input other than through this node. */
function allFollowFrom({ nodes, outputs }: FormulaProgram, score: NodeId): boolean {
  const met = new Set<NodeId>()
  const open = [...outputs]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === score || met.has(id)) continue
    met.add(id)
    const node = nodes[id]
    if (node.op === 'number' || node.op === 'lookup' || node.op === 'ensemble') return false
    open.push(...operandsOf(node))
  }
  return true
}
