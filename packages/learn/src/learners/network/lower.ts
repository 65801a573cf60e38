import { affine, clamp, constant, weightedSum } from '../../export/arithmetic.ts'
import type { FormulaBuilder } from '../../export/builder.ts'
import { lowerLink } from '../../export/link.ts'
import { type LoweredColumn, valueNode } from '../../export/lowered-column.ts'
import type { NodeId } from '../../export/program.ts'
import { byName, FURTHEST } from './inputs.ts'
import { layersOf } from './layers.ts'
import type { NetworkModel } from './model.ts'

/** A node for each unit of each network, the mean of their scores, and the link of the task. */
export function lowerNetwork(model: NetworkModel, columns: readonly LoweredColumn[], build: FormulaBuilder): NodeId[] {
  const { task, means, factors, sizes, members, thresholds, target } = model
  const inputs = byName(model.columns).map(j => {
    const off = affine(build, valueNode(build, columns[j]), 1, -means[j])
    return clamp(build, affine(build, off, factors[j], 0), -FURTHEST, FURTHEST)
  })
  const scores = members.map(member => memberNodes(build, sizes, member, inputs))
  const mean = scores[0].map((_, o) =>
    weightedSum(
      build,
      scores.map(own => own[o]),
      scores.map(() => target.scale / members.length),
      target.mean,
    ),
  )
  return lowerLink(build, task, mean, thresholds)
}

function memberNodes(build: FormulaBuilder, sizes: readonly number[], theta: readonly number[], inputs: readonly NodeId[]): NodeId[] {
  const layers = layersOf(sizes)
  return layers.reduce<NodeId[]>(
    (units, { inputs: wide, outputs, weights, biases }, l) =>
      Array.from({ length: outputs }, (_, o) => {
        const from = weights + o * wide
        const score = weightedSum(build, units, theta.slice(from, from + wide), theta[biases + o])
        return l < layers.length - 1 ? build.add({ op: 'max', a: score, b: constant(build, 0) }) : score
      }),
    [...inputs],
  )
}
