import {
  createRandom,
  type KernelThreads,
  learners,
  numericColumn,
  sample,
  sha256,
  table,
  wholeOf,
} from '../../../packages/learn/src/index.ts'

export interface Fit {
  readonly model: string // sha256
  readonly seconds: number
}

const ROWS = 40_000
const COLUMNS = 12

/** One fit of boosting on invented rows, enough of them that threads share the work: the same call in Node and in a worker. */
export function fitBoosting(rounds: number, threads?: KernelThreads): Fit {
  const random = createRandom(5)
  const columns = Array.from({ length: COLUMNS }, (_, j) =>
    numericColumn(
      `x${j}`,
      Float64Array.from({ length: ROWS }, () => random.next()),
    ),
  )
  const y = Float64Array.from({ length: ROWS }, (_, i) => Number(columns[0]!.values[i]! + columns[1]!.values[i]! + random.next() > 1.5))
  const part = wholeOf(sample({ table: table(columns), y, task: { kind: 'binary', classes: ['no', 'yes'] } }))
  const params = { rounds, growth: 'depth', maxLeaves: 64, stopping: 'none' }
  const started = performance.now()
  const model = learners['boosting']!.fit(part, params, { seed: 1, ...(threads && { threads }) })
  return { seconds: (performance.now() - started) / 1000, model: sha256(JSON.stringify(model)) }
}
