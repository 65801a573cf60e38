import type { Table } from '../../table.ts'
import { assignBins, type ColumnBins } from '../../trees/binning.ts'
import { columnValues } from '../../trees/column-values.ts'
import type { AdditiveColumn, AdditiveModel } from './model.ts'
import { gridSize } from './model.ts'

/** Where each row stands on every function of the model. */
export interface Cells {
  readonly mains: readonly Uint8Array[] // [d][n]
  readonly pairs: readonly PairCells[]
}

export interface PairCells {
  readonly of: readonly [number, number] // positions of its columns
  readonly cells: Uint16Array // [n]
}

/** @throws LearnError as columnValues */
export function cellsOf({ columns, pairs }: AdditiveModel, table: Table): Cells {
  const mains = columnValues(table, columns).map((values, j) => {
    const into = new Uint8Array(table.rows)
    assignBins(into, values, binsOf(columns[j]))
    return into
  })
  const at = new Map(columns.map(({ name }, j) => [name, j]))
  return {
    mains,
    pairs: pairs.map(pair => {
      const of = [at.get(pair.columns[0])!, at.get(pair.columns[1])!] as const
      const [a, b] = pair.groups
      const width = gridSize(b)
      const [first, second] = [mains[of[0]], mains[of[1]]]
      return { of, cells: Uint16Array.from(first, (bin, i) => a[bin] * width + b[second[i]]) }
    }),
  }
}

/** Whether the bins of a column are levels without order. */
export function isSet(column: AdditiveColumn): boolean {
  return column.kind === 'categorical' && !column.ordered
}

function binsOf(column: AdditiveColumn): ColumnBins {
  const { edges } = column
  if (isSet(column)) return { kind: 'categorical', count: edges.length, codes: edges }
  return { kind: 'numeric', count: edges.length, cuts: Float64Array.from(edges) }
}
