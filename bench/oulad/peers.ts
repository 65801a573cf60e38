import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { runScript } from '../quality/peers.ts'

export const peers = ['XGBoost', 'LightGBM'] as const

export interface PeerOfTask {
  readonly peer: string
  readonly versions: Readonly<Record<string, string>>
  readonly seconds: number
  readonly chosen: object
  readonly forecasts: readonly number[] // probability of the event, by test row
}

/** Tunes and fits the peers on tasks that they have not done yet. The name of a task holds a hash of its table, so nothing stale is found. */
export async function runPeers(tasks: string, out: string, names: readonly string[], say: (line: string) => void): Promise<void> {
  await runScript('oulad.py', ['--tasks', tasks, '--out', out, '--threads', String(availableParallelism()), '--only', ...names], say)
}

export async function readPeer(out: string, name: string, peer: string): Promise<PeerOfTask> {
  return JSON.parse(await readFile(join(out, `${name}.${peer}.json`), 'utf8'))
}
