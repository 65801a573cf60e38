import { alternate } from '../alternate.ts'
import type { Line } from '../line.ts'
import { forget } from '../rows-file.ts'
import type { Side } from '../side.ts'
import { comparedRow } from '../speed-row.ts'
import { boosters, FEWER_PAIRS, PAIRS, rowsOfPair } from './setups.ts'

const ROUNDS = 100

interface Peer extends Pick<Side, 'name' | 'engine'> {
  readonly learner: 'xgboost' | 'lightgbm' | 'hgb'
  readonly most?: number
}

const peers: readonly Peer[] = [
  { name: 'XGBoost 1.7.4', engine: 'released', learner: 'xgboost', most: 0.7 },
  { name: 'XGBoost newest', engine: 'newest', learner: 'xgboost', most: 1 },
  { name: 'LightGBM newest', engine: 'newest', learner: 'lightgbm', most: 1.3 },
]
const scikit: Peer = { name: 'scikit-learn newest', engine: 'newest', learner: 'hgb' }

/** Training on one thread, binning included. */
export const train: readonly Line[] = [line('train 100k', 100_000, [...peers, scikit]), line('train 1M', 1_000_000, peers)]

function line(task: string, rows: number, beside: readonly Peer[]): Line {
  const params = boosters(ROUNDS, 6)
  return {
    task,
    async run({ raw, say }) {
      const compared = await alternate(
        rows > 100_000 ? FEWER_PAIRS : PAIRS,
        async pair => {
          const data = await rowsOfPair(raw, pair, { rows, columns: 30 })
          const same = { work: 'fit', ...data, warm: 'small' } as const
          return {
            ours: { name: 'ours', engine: 'ours', task: { ...same, learner: 'boosting', params: params.ours } },
            peers: beside.map(({ name, engine, learner }) => ({ name, engine, task: { ...same, learner, params: params[learner] } })),
            after: async () => (rows > 100_000 ? forget(data.train) : undefined),
          }
        },
        say,
      )
      return beside.map(({ name, most }) =>
        comparedRow(compared.get(name)!, {
          task,
          work: `${ROUNDS} trees of depth 6, ${rows.toLocaleString('en')} × 30`,
          data: 'smooth, steps',
          n: rows,
          peerName: name,
          ...(most && { most }),
          figure: { key: 'auc', name: 'AUC', slack: 0.002 },
        }),
      )
    },
  }
}
