import { checkByName } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import type { TaskKind } from '../../task.ts'
import type { TreeColumn } from '../../trees/column-values.ts'

/** What trees may not do, by the positions of columns. */
export interface Constraints {
  readonly signs?: Int8Array // [d] 1: the score never falls as the column rises; −1: never rises; 0: free. Absent: all free
  readonly together: readonly ReadonlySet<number>[] // interactions; none: no limit
}

export const UNCONSTRAINED: Constraints = { together: [] }

interface ConstraintParams {
  readonly monotone: Readonly<Record<string, 1 | -1>>
  readonly interactions: readonly (readonly string[])[]
}

/** @throws LearnError `unknown_column`; `bad_param` (another sign than 1 or −1, unordered levels, monotone classes) */
export function readConstraints({ monotone, interactions }: ConstraintParams, columns: readonly TreeColumn[], task: TaskKind): Constraints {
  const together = listsOf(interactions).map(list => new Set(list.map(name => positionOf('interactions', name, columns))))
  checkByName('monotone', monotone)
  const wanted = Object.entries(monotone)
  if (wanted.length === 0) return { together }
  if (task === 'multiclass') {
    throw new LearnError(
      'bad_param',
      'monotone is not for multiclass: the probability of a class also hangs on the scores of all others, so it may fall though its own score rises. Make the task ordinal or binary, or leave monotone out.',
    )
  }
  const signs = new Int8Array(columns.length)
  for (const [name, sign] of wanted) {
    const at = positionOf('monotone', name, columns)
    const column = columns[at]
    if (sign !== 1 && sign !== -1) throw new LearnError('bad_param', `monotone.${name} must be 1 or −1, got ${sign}.`)
    if (column.kind === 'categorical' && !column.ordered) {
      throw new LearnError('bad_param', `monotone names ${name}, whose levels have no order. Make them ordered, or leave ${name} out.`)
    }
    signs[at] = sign
  }
  return { signs, together }
}

/** Of the `columns` that a node could split by, those that its children may, once `path` lists the columns split by so far. */
export function columnsBelow({ together }: Constraints, path: readonly number[], columns: Int32Array): Int32Array {
  if (together.length === 0) return columns
  const open = together.filter(list => path.every(column => list.has(column)))
  return columns.filter(column => path.includes(column) || open.some(list => list.has(column)))
}

function listsOf(interactions: unknown): readonly (readonly string[])[] {
  if (Array.isArray(interactions) && interactions.every(Array.isArray)) return interactions
  throw new LearnError('bad_param', `interactions must be lists of column names, got ${JSON.stringify(interactions)}.`)
}

function positionOf(param: string, name: string, columns: readonly TreeColumn[]): number {
  const at = columns.findIndex(column => column.name === name)
  if (at >= 0) return at
  throw new LearnError('unknown_column', `${param} names ${name}, but the columns are: ${columns.map(c => c.name).join(', ')}.`)
}
