import { type Matrix, matrix } from '../matrix.ts'
import { prepared } from '../recipe.ts'
import type { Column, Table } from '../table.ts'
import { leafOf } from '../trees/tree.ts'
import { computeNode } from './compute-node.ts'
import { type FormulaProgram, operandsOf } from './program.ts'

/**
 * What a program means: its outputs for every row of a table that has its input columns, [n, k] or [n, 1]. Plain and slow: the measure
 * for whatever is written from the program.
 *
 * @throws LearnError `unknown_column`, `wrong_column_kind`
 */
export function evaluateProgram(program: FormulaProgram, table: Table): Matrix {
  const { columns } = prepared({ task: program.task, inputs: program.inputs, steps: [], learner: '', model: null }, table)
  const out = matrix(table.rows, program.outputs.length)
  for (let i = 0; i < table.rows; i++) out.data.set(evaluateRow(program, columns, i), i * out.cols)
  return out
}

function evaluateRow({ ensembles, nodes, outputs }: FormulaProgram, columns: readonly Column[], row: number): number[] {
  const values: number[] = []
  const sums = new Map<number, Float64Array>()
  for (const node of nodes) {
    if (node.op === 'number') values.push(numberAt(columns[node.input], row))
    else if (node.op === 'lookup') {
      const code = codeAt(columns[node.input], row)
      values.push(code < 0 ? node.missing : (node.values[code] ?? node.unseen))
    } else if (node.op === 'ensemble') {
      const own = sums.get(node.ensemble) ?? sumOf(ensembles[node.ensemble], values)
      sums.set(node.ensemble, own)
      values.push(own[node.output])
    } else
      values.push(
        computeNode(
          node,
          operandsOf(node).map(id => values[id]),
        ),
      )
  }
  return outputs.map(id => values[id])
}

function sumOf(ensemble: FormulaProgram['ensembles'][number], values: readonly number[]): Float64Array {
  const { columns, isSet, outputs, width, trees, float32 } = ensemble
  const read = columns.map(id => Float64Array.of(values[id]))
  const sums = float32 ? Float32Array.of(float32.first) : new Float64Array(outputs)
  trees.forEach((tree, t) => {
    const leaf = leafOf(tree, read, isSet, 0)
    for (let w = 0; w < width; w++) sums[(t * width + w) % outputs] += tree.value[leaf * width + w]
  })
  if (float32) sums[0] += float32.last
  return Float64Array.from(sums)
}

function numberAt(column: Column, row: number): number {
  return column.kind === 'numeric' ? column.values[row] : NaN
}

function codeAt(column: Column, row: number): number {
  return column.kind === 'categorical' ? column.codes[row] : -1
}
