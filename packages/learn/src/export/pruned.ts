import { type FormulaProgram, type NodeId, operandsOf, withOperands } from './program.ts'

/** The program without what no output needs. */
export function pruned({ inputs, ensembles, nodes, outputs }: Omit<FormulaProgram, 'task'>): Omit<FormulaProgram, 'task'> {
  const needed = new Set<NodeId>(outputs)
  const keptEnsembles = new Set<number>()
  for (let id = nodes.length - 1; id >= 0; id--) {
    if (!needed.has(id)) continue
    const node = nodes[id]
    for (const operand of operandsOf(node)) needed.add(operand)
    if (node.op !== 'ensemble') continue
    keptEnsembles.add(node.ensemble)
    for (const column of ensembles[node.ensemble].columns) needed.add(column)
  }
  const ids = [...needed].sort((a, b) => a - b)
  const place = new Map(ids.map((id, at) => [id, at]))
  const to = (id: NodeId) => place.get(id)!
  const kept = [...keptEnsembles].sort((a, b) => a - b)
  return {
    inputs,
    ensembles: kept.map(e => ({ ...ensembles[e], columns: ensembles[e].columns.map(to) })),
    nodes: ids.map(id => {
      const node = withOperands(nodes[id], to)
      return node.op === 'ensemble' ? { ...node, ensemble: kept.indexOf(node.ensemble) } : node
    }),
    outputs: outputs.map(to),
  }
}
