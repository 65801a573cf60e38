import { createRandom, deriveSeed, permutation } from '../../random.ts'
import { type AdamRoom, createAdam } from './adam.ts'
import type { Layer } from './layers.ts'
import type { NetworkObjective } from './objective.ts'
import type { NetworkParams } from './params.ts'

export interface Member {
  readonly theta: Float64Array
  readonly epochs: number // after which theta stood
}

/**
 * Epochs of Adam steps over the rows to learn from, in an order of their own each. With rows held out: until their loss has not
 * fallen for `patience` epochs, and back to where it was lowest (the start counts); without: all epochs.
 */
export function trainMember(
  objective: NetworkObjective,
  layers: readonly Layer[],
  start: Float64Array,
  { learn, held }: { learn: Int32Array; held: Int32Array },
  params: NetworkParams,
  room: AdamRoom,
  seed: number,
  visit: (epoch: number) => void,
): Member {
  const { theta, gradient } = room
  theta.set(start)
  const step = createAdam(room, layers, params.learningRate, params.weightDecay)
  let best: Member = { theta: start, epochs: 0 }
  let lowest = held.length > 0 ? objective.value(theta, held) : Infinity

  for (let epoch = 1; epoch <= params.epochs; epoch++) {
    visit(epoch)
    const order = permutation(learn.length, createRandom(deriveSeed(seed, 'order', epoch))).map(p => learn[p])
    const draw = params.dropout > 0 ? dropper(params.dropout, deriveSeed(seed, 'dropout', epoch)) : undefined
    for (let from = 0; from < order.length; from += params.batchSize) {
      objective.gradient(theta, order.subarray(from, from + params.batchSize), gradient, draw)
      step()
    }
    if (held.length === 0) continue
    const loss = objective.value(theta, held)
    if (loss < lowest) {
      lowest = loss
      best = { theta: Float64Array.from(theta), epochs: epoch }
    } else if (epoch - best.epochs >= params.patience) break
  }
  return held.length > 0 ? best : { theta: Float64Array.from(theta), epochs: params.epochs }
}

/** 0 with probability `share`, else what keeps the expected value. */
function dropper(share: number, seed: number): () => number {
  const random = createRandom(seed)
  return () => (random.next() < share ? 0 : 1 / (1 - share))
}
