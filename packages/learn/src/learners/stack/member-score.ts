import type { Contributions } from '../../learner.ts'
import { logSumExp, sigmoid, softmaxInPlace } from '../../math/index.ts'
import type { Task } from '../../task.ts'
import { flooredLog, flooredLogit } from './pool.ts'

type Scored = Pick<Contributions, 'scale' | 'outputs' | 'thresholds'>

/**
 * A member's score on its own scale, [its outputs], as the stack counts it: values, log-odds of class 1, or one score per class.
 * Log-odds of k classes stay as they are where the floor does not cut in: a constant added to all of them changes nothing.
 */
export function memberScore({ kind }: Task, member: Scored, own: Float64Array): Float64Array {
  if (kind === 'regression') return own
  const probabilities = probabilitiesOf(member, own)
  if (kind === 'binary') return Float64Array.of(flooredLogit(probabilities[1]))
  const shift = member.scale === 'log-odds' ? logSumExp(own) : 0
  return probabilities.map(p => flooredLog(p) + shift)
}

/** [k] from a score on the scale that it names. */
function probabilitiesOf({ scale, thresholds = [] }: Scored, own: Float64Array): Float64Array {
  if (scale === 'latent') {
    const upTo = [...thresholds.map(t => sigmoid(t - own[0])), 1]
    return Float64Array.from(upTo, (p, c) => p - (c > 0 ? upTo[c - 1] : 0))
  }
  if (own.length === 1) {
    const p = scale === 'probability' ? own[0] : sigmoid(own[0])
    return Float64Array.of(1 - p, p)
  }
  const out = own.slice()
  if (scale === 'log-odds') softmaxInPlace(out)
  return out
}
