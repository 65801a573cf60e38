import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tools } from './line.ts'
import { boosters, type Rows, rowsOfPair } from './lines/setups.ts'
import { measure } from './side.ts'

/** Models of both sides on the same rows, and rows that they have not seen. */
export interface Saved extends Pick<Rows, 'test'> {
  readonly ours: string // files
  readonly released: string
  readonly newest: string
}

const made = new Map<string, Promise<Saved>>()

/** 300 trees on 100,000 rows of the generator of this pair, fitted once in a run of the bench. */
export function savedModels(tools: Tools, pair: number, depth: number): Promise<Saved> {
  const key = `${pair % 2}-${depth}`
  if (!made.has(key)) made.set(key, save(tools, pair % 2, depth))
  return made.get(key)!
}

async function save({ raw, say }: Tools, generator: number, depth: number): Promise<Saved> {
  const { train, test } = await rowsOfPair(raw, generator, { rows: 100_000, columns: 30 })
  const folder = join(raw, 'models')
  await mkdir(folder, { recursive: true })
  const params = boosters(300, depth)
  const file = (who: string) => join(folder, `${who}-${generator}-${depth}.json`)
  const same = { work: 'save model', train } as const
  const xgboost = { ...same, learner: 'xgboost', params: params.xgboost }
  const saved: Saved = { test, ours: file('ours'), released: file('released'), newest: file('newest') }
  await measure({ name: 'ours', engine: 'ours', task: { ...same, learner: 'boosting', params: params.ours, model: saved.ours } })
  for (const engine of ['released', 'newest'] as const) {
    await measure({ name: 'XGBoost', engine, task: { ...xgboost, model: saved[engine] } })
  }
  say(`  300 trees of depth ${depth} fitted by all`)
  return saved
}
