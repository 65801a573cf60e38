import { weightedSum } from '../../export/arithmetic.ts'
import type { FormulaBuilder } from '../../export/builder.ts'
import { lowerLink } from '../../export/link.ts'
import { type LoweredColumn, lookUp, valueNode } from '../../export/lowered-column.ts'
import type { NodeId } from '../../export/program.ts'
import { isSet } from './cells.ts'
import { type AdditiveColumn, type AdditiveModel, gridSize } from './model.ts'

/** Curves, pairs and the link of the task, as nodes. */
export function lowerAdditive(model: AdditiveModel, columns: readonly LoweredColumn[], build: FormulaBuilder): NodeId[] {
  const { task, intercept, thresholds, pairs } = model
  const at = new Map(model.columns.map((column, j) => [column.name, j]))
  const read = (j: number, ofBins: readonly number[]) => binNode(build, model.columns[j], columns[j], ofBins)
  const cells = pairs.map(({ columns: [first, second], groups: [a, b] }) =>
    weightedSum(build, [read(at.get(first)!, a), read(at.get(second)!, b)], [gridSize(b), 1]),
  )
  const scores = intercept.map((start, o) => {
    const mains = model.columns.map(({ values }, j) => read(j, values[o]))
    const both = pairs.map(({ values }, p) => build.add({ op: 'pick', of: cells[p], values: values[o] }))
    return weightedSum(build, [...mains, ...both], undefined, start)
  })
  return lowerLink(build, task, scores, thresholds)
}

/** What stands for the bin of the column's value. @param ofBins [bins + 1] the last one is for missing */
function binNode(build: FormulaBuilder, model: AdditiveColumn, column: LoweredColumn, ofBins: readonly number[]): NodeId {
  const { edges } = model
  const missing = ofBins[edges.length]
  if (column.kind === 'categorical' && isSet(model)) {
    return lookUp(build, column, code => (edges.includes(code) ? ofBins[edges.indexOf(code)] : missing))
  }
  const values = edges.length === 0 ? [missing] : ofBins.slice(0, edges.length)
  const turns = values.flatMap((value, bin) => (bin > 0 && value !== values[bin - 1] ? [bin] : []))
  return build.add({
    op: 'steps',
    of: valueNode(build, column),
    cuts: turns.map(bin => edges[bin - 1]),
    values: [values[0], ...turns.map(bin => values[bin])],
    missing,
  })
}
