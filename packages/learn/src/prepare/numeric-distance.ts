import { LearnError } from '../errors.ts'
import { toMatrix } from '../matrix.ts'
import type { Table } from '../table.ts'
import { checkComplete } from './synthetic-rows.ts'

/**
 * Squared Euclidean distance between two rows of a table of complete numeric columns. The columns are taken as they are: scale them first.
 *
 * @throws LearnError `wrong_column_kind` (a categorical column), `not_finite`, each with the remedy
 */
export function numericDistance(kind: string, table: Table): (a: number, b: number) => number {
  const categorical = table.columns.find(c => c.kind === 'categorical')
  if (categorical) {
    throw new LearnError(
      'wrong_column_kind',
      `${kind} moves along numbers, but column ${categorical.name} is categorical. Use smoteNc, or put oneHot or ordinalCodes before it.`,
    )
  }
  checkComplete(kind, table)
  const { cols, data } = toMatrix(table)
  return (a, b) => {
    let sum = 0
    for (let j = 0; j < cols; j++) {
      const difference = data[a * cols + j] - data[b * cols + j]
      sum += difference * difference
    }
    return sum
  }
}
