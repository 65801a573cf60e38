import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { matrix, type OutOfFold } from '@headway/learn'
import { type Environment, pythonOf } from '../python.ts'
import { folder } from './folder.ts'

export interface PeerForecasts {
  readonly name: string
  readonly versions: Readonly<Record<string, string>>
  readonly forecasts: OutOfFold
}

/**
 * Runs the peers of these tasks that have no raw file yet, in a process of its own. Their own virtual environment is made on first use.
 *
 * @throws Error when Python or a package is missing
 */
export async function runPeers(raw: string, ids: readonly string[], say: (line: string) => void): Promise<void> {
  await runScript('quality.py', ['--data', folder.data, '--folds', folder.folds, '--out', raw, '--tasks', ...ids], say, {
    OMP_NUM_THREADS: '1',
  })
}

/**
 * Runs a script of bench/peers, or of the folder named before its own name, to its end.
 *
 * @throws Error when Python or a package is missing, or the script fails; its own message is on the terminal then
 */
export async function runScript(
  name: string,
  args: readonly string[],
  say: (line: string) => void,
  env: Readonly<Record<string, string>> = {},
  environment: Environment = 'released',
): Promise<void> {
  const script = join(folder.bench, name.includes('/') ? '' : 'peers', name)
  const child = spawn(await pythonOf(environment, say), [script, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => say(`peers: ${text.trimEnd()}`))
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`${name} stopped with exit code ${code}; its own message is above. Run the bench again to go on.`)
}

/** The kept forecasts of every peer of a task, on the same rows and folds as ours. */
export async function peersOf(raw: string, id: string, ours: OutOfFold): Promise<PeerForecasts[]> {
  const files = (await readdir(raw)).filter(file => file.startsWith(`${id}.`)).sort()
  return Promise.all(
    files.map(async file => {
      const kept = JSON.parse(await readFile(join(raw, file), 'utf8')) as Kept
      return { name: kept.peer, versions: kept.versions, forecasts: onTheFoldsOf(ours, kept) }
    }),
  )
}

interface Kept {
  readonly task: string
  readonly peer: string
  readonly versions: Readonly<Record<string, string>>
  readonly repeats: readonly (readonly (readonly number[])[])[] // [repeats][rows][outputs]
}

/** Forecasts made elsewhere, as many repeats as ours, on folds that both sides read from one file. */
function onTheFoldsOf(ours: OutOfFold, { task, peer, repeats }: Kept): OutOfFold {
  const [first] = ours.repeats
  const { rows, cols } = first!.forecast
  const fits = repeats.length >= ours.repeats.length && repeats.every(r => r.length === rows && r.every(f => f.length === cols))
  if (!fits) {
    throw new Error(
      `${peer}'s forecasts for ${task} should be ${ours.repeats.length} × ${rows} × ${cols}. Delete the file and run the bench again.`,
    )
  }
  return {
    ...ours,
    repeats: ours.repeats.map(({ fold }, r) => ({ fold, forecast: matrix(rows, cols, Float64Array.from(repeats[r]!.flat())) })),
  }
}
