import { heightAt } from '../calibrate/isotonic-curve.ts'
import { exp, log, sigmoid } from '../math/index.ts'
import type { FormulaNode } from './program.ts'

/** Nodes whose number depends on the numbers they read and nothing else. */
export type ComputedNode = Exclude<FormulaNode, { op: 'number' | 'lookup' | 'ensemble' }>

/** The number of a node, given those of its operands. */
export function computeNode(node: ComputedNode, values: readonly number[]): number {
  const [a, b] = values
  switch (node.op) {
    case 'constant':
      return node.value
    case 'linear':
      return node.terms.reduce((sum, { weight }, t) => sum + weight * values[t], node.intercept)
    case 'multiply':
      return a * b
    case 'min':
      return Math.min(a, b)
    case 'max':
      return Math.max(a, b)
    case 'divide':
      return b === 0 ? NaN : a / b
    case 'ifMissing':
      return Number.isNaN(a) ? b : a
    case 'isMissing':
      return Number.isNaN(a) ? 1 : 0
    case 'exp':
      return exp(a)
    case 'log':
      return log(a)
    case 'sigmoid':
      return sigmoid(a)
    case 'steps': {
      if (Number.isNaN(a)) return node.missing
      const bin = node.cuts.findIndex(cut => a <= cut)
      return node.values[bin < 0 ? node.cuts.length : bin]
    }
    case 'interpolate':
      return Number.isNaN(a) ? NaN : heightAt(node, a)
    case 'pick':
      return Number.isNaN(a) ? NaN : node.values[a]
    default:
      return node satisfies never
  }
}
