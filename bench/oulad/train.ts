import { execFile, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Report } from '@headway/campus'
import { folder } from '../quality/folder.ts'
import { SEED } from '../quality/ours.ts'
import { MAIN, TARGET, type Variant, WEEKS } from './variants.ts'

const headway = join(folder.bench, '..', 'packages', 'cli', 'src', 'bin.ts')

export interface Trained {
  readonly seconds: number // of the whole command: five moments, tuned, report written
  readonly reports: readonly Report[] // by week
}

/** `headway import` of the files as they were published. */
export async function importOulad(data: string, out: string): Promise<void> {
  await promisify(execFile)(process.execPath, [headway, 'import', data, '--out', out], { maxBuffer: 2 ** 26 })
}

/** `headway train` as a user would call it, in a process of its own; `out` gets models/, held-out/ and report.html. */
export async function trainVariant(dataset: string, out: string, { marking, withProtected }: Variant): Promise<Trained> {
  const args = [
    ...['train', '--dataset', dataset, ...WEEKS.flatMap(week => ['--moment', `week ${week}`]), '--main', `week ${MAIN}`],
    ...['--target', TARGET, '--marking-delay', String(marking), '--results-delay', '0', ...(withProtected ? ['--with-protected'] : [])],
    ...['--choose', 'best', '--calibrate', 'auto', '--seed', String(SEED)],
    ...['--out', join(out, 'models'), '--forecasts', join(out, 'held-out'), '--report', join(out, 'report.html')],
  ]
  const start = performance.now()
  const child = spawn(process.execPath, [headway, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`headway train ended with ${code}; its own message is above.`)
  const seconds = (performance.now() - start) / 1000
  return { seconds, reports: await Promise.all(WEEKS.map(week => reportOf(join(out, 'models', `week-${week}.model.json`)))) }
}

async function reportOf(model: string): Promise<Report> {
  return JSON.parse(await readFile(model, 'utf8')).body.report
}
