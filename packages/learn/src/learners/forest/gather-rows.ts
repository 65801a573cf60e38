import type { GrowingMemory } from './growing-memory.ts'
import type { Search } from './search.ts'
import { addRow } from './sums.ts'

/**
 * Puts a node's rows, from begin to end, side by side with their weights and targets, and sums them (not cumulated).
 *
 * @returns whether the rows differ in their targets
 */
export function gatherRows(search: Search, begin: number, end: number, { rows, rowWeights, targets }: GrowingMemory): boolean {
  const { calls, node, data } = search
  const { byClass } = data.target
  search.size = end - begin
  if (calls) {
    const mixed = calls.gatherRows(
      rows.byteOffset + 4 * begin,
      search.size,
      rowWeights.byteOffset,
      targets.byteOffset,
      search.rows.byteOffset,
      search.weights.byteOffset,
      search.y.byteOffset,
      node.byteOffset,
      node.length,
      Number(byClass),
    )
    return mixed !== 0
  }
  let mixed = false
  node.fill(0)
  for (let i = 0; i < search.size; i++) {
    const row = rows[begin + i]
    search.rows[i] = row
    search.weights[i] = rowWeights[row]
    search.y[i] = targets[row]
    addRow(node, 0, rowWeights[row], targets[row], byClass)
    if (targets[row] !== targets[rows[begin]]) mixed = true
  }
  return mixed
}
