import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { folder } from '../quality/folder.ts'
import { pythonHere } from '../quality/peers.ts'

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
  const script = join(folder.bench, 'peers', 'oulad.py')
  const args = [script, '--tasks', tasks, '--out', out, '--threads', String(availableParallelism()), '--only', ...names]
  const child = spawn(await pythonHere(say), args, { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.setEncoding('utf8').on('data', (text: string) => say(`peers: ${text.trimEnd()}`))
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`The peers stopped with exit code ${code}; their own message is above. Run the bench again to go on.`)
}

export async function readPeer(out: string, name: string, peer: string): Promise<PeerOfTask> {
  return JSON.parse(await readFile(join(out, `${name}.${peer}.json`), 'utf8'))
}
