import { join } from 'node:path'
import { alternate } from '../alternate.ts'
import type { Line, Tools } from '../line.ts'
import { madeFile } from '../rows-file.ts'
import { savedModels } from '../saved-models.ts'
import { measure, type PeerTask, type Side } from '../side.ts'
import { aloneRow, comparedRow } from '../speed-row.ts'
import { generators, PAIRS } from './setups.ts'

const REPEATS = 5
const BATCH = 100_000

interface Peer extends Pick<Side, 'name'> {
  readonly engine: 'released' | 'newest'
  readonly way: NonNullable<PeerTask['way']>
}

const batchPeers: readonly Peer[] = [
  { name: 'XGBoost 1.7.4, predict', engine: 'released', way: 'predict' },
  { name: 'XGBoost 1.7.4, inplace_predict', engine: 'released', way: 'inplace_predict' },
  { name: 'XGBoost newest, inplace_predict', engine: 'newest', way: 'inplace_predict' },
]

const onePeers: readonly Peer[] = [
  { name: 'XGBoost newest, inplace_predict', engine: 'newest', way: 'inplace_predict' },
  { name: 'onnxruntime, from Python', engine: 'newest', way: 'onnxruntime' },
]

/** 300 trees of depth 6: many rows at once, one row at a time, and what one row leaves behind. */
export const forecasts: readonly Line[] = [
  { task: 'batch', run: batch },
  { task: 'one row', run: oneRow },
]

async function batch(tools: Tools) {
  const compared = await alternate(
    PAIRS,
    async pair => {
      const { test: _, ...models } = await savedModels(tools, pair, 6)
      const generator = generators[pair % generators.length]!
      const test = await madeFile(join(tools.raw, 'rows'), { generator, rows: BATCH, columns: 30, classes: 2, seed: 2000 })
      const same = { work: 'forecasts', test, repeats: REPEATS } as const
      return {
        ours: { name: 'ours', engine: 'ours', task: { ...same, model: models.ours } },
        peers: batchPeers.map(({ name, engine, way }) => ({ name, engine, task: { ...same, model: models[engine], way } })),
      }
    },
    tools.say,
  )
  return [...compared].map(([peerName, pairs]) =>
    comparedRow(pairs, {
      task: 'batch',
      work: 'forecasts of 100,000 rows, 300 trees of depth 6, a warm process',
      data: 'smooth, steps',
      n: BATCH,
      peerName,
      most: 0.6,
      unit: 'µs a row',
    }),
  )
}

async function oneRow(tools: Tools) {
  const work = 'one row, 300 trees of depth 6, a warm process'
  const same = { task: 'one row', data: 'smooth, steps', n: 1 }
  const compared = await alternate(PAIRS, pair => oneRowSides(tools, pair), tools.say)
  const rows = [...compared].map(([peerName, pairs]) => comparedRow(pairs, { ...same, work, peerName, unit: 'µs a call' }))
  const ours = [...compared.values()][0]!.map(pair => pair.ours.cpu * 1e6)
  const bytes: number[] = []
  for (const pair of generators.keys()) bytes.push(await allocated(tools, pair))
  return [
    aloneRow(ours, { ...same, variant: work, metric: 'CPU µs a call', most: 5 }),
    ...rows,
    aloneRow(bytes, { ...same, variant: `${work}: what a call leaves on the heap`, metric: 'bytes a call', most: 1 }),
  ]
}

async function oneRowSides(tools: Tools, pair: number) {
  const { test, ...models } = await savedModels(tools, pair, 6)
  const task = { work: 'one row', test, repeats: REPEATS } as const
  return {
    ours: { name: 'ours', engine: 'ours', task: { ...task, model: models.ours } } as const,
    peers: onePeers.map(({ name, engine, way }) => ({ name, engine, task: { ...task, model: models[engine], way } })),
  }
}

async function allocated(tools: Tools, pair: number): Promise<number> {
  const { test, ours } = await savedModels(tools, pair, 6)
  const nodeFlags = ['--expose-gc', '--min-semi-space-size=512', '--max-semi-space-size=512']
  const { figures } = await measure({ name: 'ours', engine: 'ours', nodeFlags, task: { work: 'allocation', test, model: ours } })
  return figures['bytes']!
}
