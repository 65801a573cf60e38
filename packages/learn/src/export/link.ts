import { expm1 } from '../math/index.ts'
import type { TaskKind } from '../task.ts'
import { softmax, weightedSum } from './arithmetic.ts'
import type { FormulaBuilder } from './builder.ts'
import type { NodeId } from './program.ts'

/**
 * From scores to the forecast of a task: both probabilities from the log-odds of class 1; softmax of k scores; the k probabilities of
 * one latent score with k − 1 thresholds; the value.
 *
 * @param thresholds ordinal: rising
 */
export function lowerLink(build: FormulaBuilder, task: TaskKind, scores: readonly NodeId[], thresholds: readonly number[] = []): NodeId[] {
  switch (task) {
    case 'binary':
      return bothSides(build, scores[0])
    case 'multiclass':
      return softmax(build, scores)
    case 'ordinal':
      return cumulative(build, scores[0], thresholds)
    case 'regression':
      return [...scores]
    default:
      return task satisfies never
  }
}

/** [P(class 0), P(class 1)] from the log-odds of class 1. */
export function bothSides(build: FormulaBuilder, score: NodeId): NodeId[] {
  const against = weightedSum(build, [score], [-1])
  return [build.add({ op: 'sigmoid', of: against }), build.add({ op: 'sigmoid', of: score })]
}

/** σ(θ_c − f) − σ(θ_{c−1} − f) = σ(θ_c − f) σ(f − θ_{c−1}) (1 − e^{θ_{c−1} − θ_c}), which does not cancel. */
function cumulative(build: FormulaBuilder, score: NodeId, thresholds: readonly number[]): NodeId[] {
  const upTo = thresholds.map(t => build.add({ op: 'sigmoid', of: weightedSum(build, [score], [-1], t) }))
  const beyond = thresholds.map(t => build.add({ op: 'sigmoid', of: weightedSum(build, [score], [1], -t) }))
  const last = thresholds.length
  return Array.from({ length: last + 1 }, (_, c) => {
    if (last === 0) return build.add({ op: 'constant', value: 1 })
    if (c === 0) return upTo[0]
    if (c === last) return beyond[last - 1]
    const both = build.add({ op: 'multiply', a: upTo[c], b: beyond[c - 1] })
    return weightedSum(build, [both], [-expm1(thresholds[c - 1] - thresholds[c])])
  })
}
