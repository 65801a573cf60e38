import { checkRange, checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'

export interface NetworkParams {
  readonly hidden: readonly number[] // units of each hidden layer, from the input on; [] is a linear model
  readonly members: number // networks that differ in their seed and in the rows they keep back; their scores are averaged
  readonly learningRate: number // (0, 1]
  readonly weightDecay: number // decoupled: each step shrinks the weights (not the biases) by learningRate · weightDecay
  readonly dropout: number // [0, 1); share of the hidden units left out of each row's training step
  readonly batchSize: number // rows of one step
  readonly epochs: number // at most; passes over the rows
  readonly patience: number // epochs without a lower loss on the rows kept back before a member stops
}

/** The published starting point's shape after its 30 inputs. For hundreds to a few thousand rows. */
export const networkDefaults: NetworkParams = {
  hidden: [16, 32, 8],
  members: 5,
  learningRate: 0.005,
  weightDecay: 1,
  dropout: 0,
  batchSize: 32,
  epochs: 200,
  patience: 15,
}

/** @throws LearnError `bad_param` */
export function checkNetworkParams(params: NetworkParams): void {
  if (!Array.isArray(params.hidden)) throw new LearnError('bad_param', `hidden must be a list of layer sizes, got ${params.hidden}.`)
  checkWhole('the number of hidden layers', params.hidden.length, 0, 20)
  params.hidden.forEach((units, l) => {
    checkWhole(`hidden[${l}]`, units, 1, 1024)
  })
  checkWhole('members', params.members, 1, 1000)
  checkRange('learningRate', params.learningRate, Number.MIN_VALUE, 1)
  checkRange('weightDecay', params.weightDecay, 0, 1 / params.learningRate)
  checkRange('dropout', params.dropout, 0, 0.99)
  checkWhole('batchSize', params.batchSize, 1)
  checkWhole('epochs', params.epochs, 0)
  checkWhole('patience', params.patience, 1)
}
