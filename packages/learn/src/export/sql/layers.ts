import { type FormulaProgram, type NodeId, operandsOf } from '../program.ts'
import type { Dialect } from './dialects.ts'
import { expressionOf, float32SumOf, sumOf, treeExpression } from './expressions.ts'

/** A column of a step: computed there from columns of the steps before, and carried on while a later step reads it. */
export interface SqlColumn {
  readonly name: string
  readonly expression: string
  readonly depth: number // of the step that computes it, from 1
  readonly reads: ReadonlySet<string>
}

/**
 * The nodes of a program as columns: v<node>, and x<ensemble>_<tree>_<number> for what a tree adds. Inputs and constants stand where
 * they are read; so does what is looked up or stepped once in a sum.
 */
export function sqlColumns(
  program: FormulaProgram,
  dialect: Dialect,
): { readonly columns: readonly SqlColumn[]; readonly at: (id: NodeId) => string } {
  const { nodes, ensembles } = program
  const inline = inlined(program)
  const columns = new Map<string, SqlColumn>()

  function textOf(id: NodeId): string {
    const node = nodes[id]
    if (node.op === 'number' || node.op === 'constant') return expressionOf(node, textOf, dialect)
    return inline.has(id) ? `(${expressionOf(node, textOf, dialect)})` : `v${id}`
  }

  /** What an expression with these operands reads: inputs, codes and columns. */
  function readBy(ids: readonly NodeId[]): string[] {
    return ids.flatMap(id => {
      const node = nodes[id]
      if (node.op === 'constant') return []
      if (node.op === 'number') return [`i${node.input}`]
      if (!inline.has(id)) return [`v${id}`]
      return node.op === 'lookup' ? [`c${node.input}`] : readBy(operandsOf(node))
    })
  }

  function add(name: string, expression: string, reads: readonly string[]): void {
    const depth = 1 + reads.reduce((most, of) => Math.max(most, columns.get(of)?.depth ?? 0), 0)
    columns.set(name, { name, expression, depth, reads: new Set(reads) })
  }

  nodes.forEach((node, id) => {
    if (node.op === 'number' || node.op === 'constant' || inline.has(id)) return
    if (node.op !== 'ensemble') {
      add(`v${id}`, expressionOf(node, textOf, dialect), node.op === 'lookup' ? [`c${node.input}`] : readBy(operandsOf(node)))
      return
    }
    const ensemble = ensembles[node.ensemble]
    const parts = ensemble.trees.flatMap((_, t) =>
      Array.from({ length: ensemble.width }, (_, w) => ({ t, w })).filter(
        ({ t, w }) => (t * ensemble.width + w) % ensemble.outputs === node.output,
      ),
    )
    const names = parts.map(({ t, w }) => `x${node.ensemble}_${t}_${w}`)
    parts.forEach(({ t, w }, p) => {
      const used = new Set(ensemble.trees[t].column.filter(of => of >= 0).map(of => ensemble.columns[of]))
      add(names[p], treeExpression(ensemble, t, w, textOf, dialect), readBy([...used]))
    })
    add(`v${id}`, ensemble.float32 ? float32SumOf(names, ensemble.float32, dialect) : sumOf(names), names)
  })
  return { columns: [...columns.values()], at: textOf }
}

/** Nodes that are written into the one sum that reads them. */
function inlined({ nodes, ensembles, outputs }: FormulaProgram): ReadonlySet<NodeId> {
  const readers = new Int32Array(nodes.length)
  const sums = new Set<NodeId>()
  const read = (id: NodeId) => readers[id]++
  for (const node of nodes) {
    operandsOf(node).forEach(read)
    if (node.op === 'linear') for (const { node: of } of node.terms) sums.add(of)
  }
  for (const { columns } of ensembles) columns.forEach(read)
  outputs.forEach(read)
  const ofInput = (id: NodeId) => nodes[id].op === 'number'
  return new Set(
    nodes.flatMap((node, id) => {
      const plain = node.op === 'lookup' || ((node.op === 'steps' || node.op === 'isMissing') && ofInput(node.of))
      return plain && readers[id] === 1 && sums.has(id) ? [id] : []
    }),
  )
}
