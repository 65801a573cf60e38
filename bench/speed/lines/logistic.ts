import { alternate } from '../alternate.ts'
import type { Line, Tools } from '../line.ts'
import { measure, type Side } from '../side.ts'
import { comparedRow } from '../speed-row.ts'
import { PAIRS, type Rows, rowsOfPair } from './setups.ts'

const ROWS = 100_000
const LAMBDA = 1e-4
const TOLERANCE = 1e-4 // a gradient of about 1e-8: below that, rounding decides

interface Peer extends Pick<Side, 'name' | 'engine'> {
  readonly solver: string
}

const peers: readonly Peer[] = [
  { name: 'scikit-learn newest, lbfgs', engine: 'newest', solver: 'lbfgs' },
  { name: 'scikit-learn newest, newton-cholesky', engine: 'newest', solver: 'newton-cholesky' },
]

/** Logistic regression with a squared penalty, until both gradients of the mean loss are as small. */
export const logistic: readonly Line[] = [{ task: 'logistic', run }]

async function run({ raw, say }: Tools) {
  const compared = await alternate(
    PAIRS,
    async pair => {
      const data = await rowsOfPair(raw, pair, { rows: ROWS, columns: 60, of: ['smooth', 'related'] })
      const ours: Side = {
        name: 'ours',
        engine: 'ours',
        task: { ...same(data), learner: 'linear', params: { lambda: LAMBDA, tolerance: TOLERANCE } },
      }
      const { figures } = await measure({ ...ours, task: { ...ours.task, repeats: 1 } })
      const params = { C: 1 / (LAMBDA * ROWS) }
      const asTight = async ({ name, engine, solver }: Peer): Promise<Side> => {
        const task = { ...same(data), learner: 'logistic', params: { ...params, solver } }
        const { tol } = (await measure({ name, engine, task: { ...task, work: 'tolerance', gradient: figures['gradient']! } })).figures
        return { name, engine, task: { ...task, params: { ...task.params, tol } } }
      }
      return { ours, peers: [await asTight(peers[0]!), await asTight(peers[1]!)] }
    },
    say,
  )
  return [...compared].map(([peerName, pairs]) =>
    comparedRow(pairs, {
      task: 'logistic',
      work: 'logistic with a squared penalty, 100,000 × 60, a warm process',
      data: 'smooth, related',
      n: ROWS,
      peerName,
      most: 0.5,
      figure: { key: 'logLoss', name: 'log loss' },
      note: `largest entry of the gradient: ours at most ${largest(pairs.map(pair => pair.ours.figures['gradient']!))}, theirs at most ${largest(pairs.map(pair => pair.peer.figures['gradient']!))}`,
    }),
  )
}

function same(data: Rows) {
  return { work: 'fit', ...data, warm: 'whole', repeats: 3 } as const
}

function largest(values: readonly number[]): string {
  return Math.max(...values).toExponential(1)
}
