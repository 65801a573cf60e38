import { type ChildProcess, spawn } from 'node:child_process'
import { alternate } from '../alternate.ts'
import type { Line } from '../line.ts'
import { forget } from '../rows-file.ts'
import { comparedRow } from '../speed-row.ts'
import { boosters, FEWER_PAIRS, PAIRS, rowsOfPair } from './setups.ts'

const params = boosters(100, 6)

/** Training on two threads: beside XGBoost's two on idle cores, and beside our own one while another process holds a core. */
export const threads: readonly Line[] = [
  line('train 100k, two threads', 100_000, false),
  line('train 1M, two threads', 1_000_000, false),
  line('train 100k, two threads, a core held', 100_000, true),
]

function line(task: string, rows: number, held: boolean): Line {
  return {
    task,
    async run({ raw, say }) {
      const burner = held ? burn() : undefined
      try {
        const compared = await alternate(rows > 100_000 ? FEWER_PAIRS : PAIRS, pair => sides(raw, pair, rows, held), say)
        return [...compared].map(([peerName, pairs]) =>
          comparedRow(pairs, {
            task,
            work: `100 trees of depth 6, ${rows.toLocaleString('en')} × 30, two threads${held ? ', another process holds a core' : ''}`,
            data: 'smooth, steps',
            n: rows,
            peerName,
            most: held ? 1 : 0.9,
            clock: 'wall',
            figure: { key: 'auc', name: 'AUC', slack: 0.002 },
          }),
        )
      } finally {
        burner?.kill()
      }
    },
  }
}

async function sides(raw: string, pair: number, rows: number, held: boolean) {
  const large = rows > 100_000
  const data = await rowsOfPair(raw, pair, { rows, columns: 30 })
  const same = { work: 'fit', ...data, warm: 'small', threads: 2 } as const
  const ours = { name: 'ours', engine: 'ours', task: { ...same, learner: 'boosting', params: params.ours } } as const
  const xgboost = { ...same, learner: 'xgboost', params: params.xgboost }
  const peers = held
    ? [{ ...ours, name: 'ours on one thread', task: { ...ours.task, threads: 1 } }]
    : [
        { name: 'XGBoost 1.7.4', engine: 'released', task: xgboost } as const,
        ...(large ? [] : [{ name: 'XGBoost newest', engine: 'newest', task: xgboost } as const]),
      ]
  return { ours, peers, after: async () => (large ? forget(data.train) : undefined) }
}

function burn(): ChildProcess {
  return spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })
}
