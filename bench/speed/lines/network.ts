import { alternate } from '../alternate.ts'
import type { Line, Tools } from '../line.ts'
import { comparedRow } from '../speed-row.ts'
import { PAIRS, rowsOfPair } from './setups.ts'

const ROWS = 4000
const EPOCHS = 30

const params = {
  ours: { hidden: [16, 32, 8], members: 1, learningRate: 0.005, weightDecay: 0, batchSize: 32, epochs: EPOCHS, patience: EPOCHS },
  mlp: {
    hidden_layer_sizes: [16, 32, 8],
    solver: 'adam',
    activation: 'relu',
    learning_rate_init: 0.005,
    alpha: 0,
    batch_size: 32,
    max_iter: EPOCHS,
    early_stopping: true,
    validation_fraction: 0.2,
    n_iter_no_change: EPOCHS,
    random_state: 1,
  },
}

/** The published starting point's network: 30-16-32-8, ReLU, Adam, batches of 32; both keep back a fifth and look at it after every epoch. */
export const network: readonly Line[] = [{ task: 'network', run }]

async function run({ raw, say }: Tools) {
  const compared = await alternate(
    PAIRS,
    async pair => {
      const data = await rowsOfPair(raw, pair, { rows: ROWS, columns: 30, of: ['smooth', 'related'] })
      const same = { work: 'fit', ...data, warm: 'whole', repeats: 3 } as const
      const mlp = { ...same, learner: 'mlp', params: params.mlp }
      return {
        ours: { name: 'ours', engine: 'ours', task: { ...same, learner: 'network', params: params.ours } },
        peers: [
          { name: 'scikit-learn 1.2.1', engine: 'released', task: mlp },
          { name: 'scikit-learn newest', engine: 'newest', task: mlp },
        ],
      }
    },
    say,
  )
  return [...compared].map(([peerName, pairs]) =>
    comparedRow(pairs, {
      task: 'network',
      work: `network 30-16-32-8, 4,000 rows × ${EPOCHS} epochs, a warm process`,
      data: 'smooth, related',
      n: ROWS,
      peerName,
      most: 0.6,
      figure: { key: 'auc', name: 'AUC' },
    }),
  )
}
