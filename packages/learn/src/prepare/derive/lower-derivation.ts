import { weightedSum } from '../../export/arithmetic.ts'
import type { FormulaBuilder } from '../../export/builder.ts'
import { type LoweredColumn, lookUp, valueNode } from '../../export/lowered-column.ts'
import type { NodeId } from '../../export/program.ts'
import type { Derivation } from './derivation.ts'

/** `derivedValues` as a node. @param columns those that `inputsOf` names, in its order */
export function lowerDerivation(build: FormulaBuilder, derivation: Derivation, columns: readonly LoweredColumn[]): NodeId {
  const [first, second] = columns
  switch (derivation.kind) {
    case 'share':
      return build.add({ op: 'divide', a: valueNode(build, first), b: valueNode(build, second) })
    case 'total':
      return columns.map(column => valueNode(build, column)).reduce((sum, value) => sumOfKnown(build, sum, value))
    case 'change':
      return weightedSum(build, [valueNode(build, second), valueNode(build, first)], [1, -1])
    case 'relative': {
      if (second.kind === 'numeric') return second.node // `derive` refuses it
      const usual = lookUp(build, second, code => derivation.means[code] ?? derivation.overall)
      return weightedSum(build, [valueNode(build, first), usual], [1, -1])
    }
    default:
      return derivation satisfies never
  }
}

/** a + b, or the one that is known. */
function sumOfKnown(build: FormulaBuilder, a: NodeId, b: NodeId): NodeId {
  const known = build.add({ op: 'ifMissing', a, b })
  return build.add({ op: 'ifMissing', a: weightedSum(build, [a, b]), b: known })
}
