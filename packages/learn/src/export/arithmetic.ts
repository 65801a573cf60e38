import type { FormulaBuilder } from './builder.ts'
import type { NodeId } from './program.ts'

export function constant(build: FormulaBuilder, value: number): NodeId {
  return build.add({ op: 'constant', value })
}

/** intercept + Σ weights[t] · nodes[t]; absent weights are 1. */
export function weightedSum(build: FormulaBuilder, nodes: readonly NodeId[], weights?: ArrayLike<number>, intercept = 0): NodeId {
  return build.add({ op: 'linear', intercept, terms: nodes.map((node, t) => ({ node, weight: weights?.[t] ?? 1 })) })
}

/** intercept + weight · node */
export function affine(build: FormulaBuilder, node: NodeId, weight: number, intercept: number): NodeId {
  return weightedSum(build, [node], [weight], intercept)
}

/** v brought into [low, high]. */
export function clamp(build: FormulaBuilder, node: NodeId, low: number, high: number): NodeId {
  const atLeast = build.add({ op: 'max', a: node, b: constant(build, low) })
  return build.add({ op: 'min', a: atLeast, b: constant(build, high) })
}

/** Each part divided by the sum of all. */
export function shares(build: FormulaBuilder, parts: readonly NodeId[]): NodeId[] {
  const sum = weightedSum(build, parts)
  return parts.map(a => build.add({ op: 'divide', a, b: sum }))
}

export function softmax(build: FormulaBuilder, scores: readonly NodeId[]): NodeId[] {
  const top = scores.reduce((a, b) => build.add({ op: 'max', a, b }))
  return shares(
    build,
    scores.map(score => build.add({ op: 'exp', of: weightedSum(build, [score, top], [1, -1]) })),
  )
}

/** log of v, v first brought to `least` or more. */
export function flooredLogNode(build: FormulaBuilder, node: NodeId, least: number): NodeId {
  return build.add({ op: 'log', of: build.add({ op: 'max', a: node, b: constant(build, least) }) })
}

/** log(p / (1 − p)), p first brought into [least, 1 − least]. */
export function flooredLogitNode(build: FormulaBuilder, node: NodeId, least: number): NodeId {
  const p = clamp(build, node, least, 1 - least)
  const against = affine(build, p, -1, 1)
  return weightedSum(build, [build.add({ op: 'log', of: p }), build.add({ op: 'log', of: against })], [1, -1])
}
