import { LearnError } from '../../errors.ts'
import type { FormulaNode, FormulaProgram } from '../program.ts'

const MOST_TREES = 100
const MOST_NUMBERS = 50_000
/** PostgreSQL takes 1,664 columns in a SELECT. */
const MOST_COLUMNS = 1_600

/** @throws LearnError `not_exportable` where no database would take the query, with what would help */
export function checkSqlSize({ nodes, ensembles }: FormulaProgram): void {
  const trees = ensembles.reduce((most, { trees, outputs, width }) => Math.max(most, (trees.length * width) / outputs), 0)
  if (trees > MOST_TREES)
    throw refusal(
      `it adds ${trees} trees, and SQL takes up to ${MOST_TREES}`,
      'Train with fewer trees (rounds, seeds), or export to JavaScript or ONNX',
    )
  const leaves = ensembles.reduce(
    (sum, { trees }) => sum + trees.reduce((own, { column, value }) => own + column.length + value.length, 0),
    0,
  )
  const numbers = leaves + nodes.reduce((sum, node) => sum + numbersIn(node), 0)
  if (numbers > MOST_NUMBERS)
    throw refusal(
      `its formula has ${numbers} numbers, and SQL takes up to ${MOST_NUMBERS}`,
      'Train a smaller model (fewer units, leaves or levels), or export to JavaScript or ONNX',
    )
}

/** @throws LearnError `not_exportable` */
export function checkSqlWidth(columns: number): void {
  if (columns > MOST_COLUMNS)
    throw refusal(
      `a step of it needs ${columns} columns, and databases take ${MOST_COLUMNS}`,
      'Train a smaller model (fewer units or inputs), or export to JavaScript or ONNX',
    )
}

function numbersIn(node: FormulaNode): number {
  if (node.op === 'linear') return 1 + node.terms.length
  if (node.op === 'interpolate') return 2 * node.x.length
  return 'values' in node ? node.values.length : 1
}

function refusal(what: string, remedy: string): LearnError {
  return new LearnError('not_exportable', `This model cannot be written in SQL: ${what}. ${remedy}.`)
}
