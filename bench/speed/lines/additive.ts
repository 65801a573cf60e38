import { alternate } from '../alternate.ts'
import type { Line } from '../line.ts'
import { comparedRow } from '../speed-row.ts'
import { FEWER_PAIRS, rowsOfPair } from './setups.ts'

const SLACK = 0.002

/** Explainable boosting: single curves, 8 bags, stopping by the rows that a bag leaves out. */
export const additive: readonly Line[] = [
  line('additive 4.4k', { rows: 4400, columns: 36, rounds: 1000, rate: 0.04 }),
  line('additive 100k', { rows: 100_000, columns: 30, rounds: 200, rate: 0.1 }),
]

function line(task: string, { rows, columns, rounds, rate }: { rows: number; columns: number; rounds: number; rate: number }): Line {
  const params = {
    ours: { rounds, learningRate: rate, bags: 8, pairs: 0, maxLeaves: 2, maxBins: 64, minRows: 5, patience: 50 },
    ebm: {
      interactions: 0,
      outer_bags: 8,
      validation_size: 0.15,
      max_rounds: rounds,
      learning_rate: rate,
      max_leaves: 2,
      max_bins: 64,
      min_samples_leaf: 5,
      early_stopping_rounds: 50,
      smoothing_rounds: 0,
      random_state: 1,
    },
  }
  return {
    task,
    async run({ raw, say }) {
      const compared = await alternate(
        FEWER_PAIRS,
        async pair => {
          const same = { work: 'fit', ...(await rowsOfPair(raw, pair, { rows, columns })), warm: 'small' } as const
          return {
            ours: { name: 'ours', engine: 'ours', task: { ...same, learner: 'additive', params: params.ours } },
            peers: [{ name: "interpret's EBM", engine: 'newest', task: { ...same, learner: 'ebm', params: params.ebm } }],
          }
        },
        say,
      )
      return [...compared].map(([peerName, pairs]) =>
        comparedRow(pairs, {
          task,
          work: `additive, ${rows.toLocaleString('en')} × ${columns}, 8 bags, at most ${rounds} rounds`,
          data: 'smooth, steps',
          n: rows,
          peerName,
          most: 1,
          figure: { key: 'logLoss', name: 'log loss', slack: SLACK },
        }),
      )
    },
  }
}
