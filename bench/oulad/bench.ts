import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Bench, BenchOptions } from '../bench.ts'
import { folder } from '../quality/folder.ts'
import type { Result, Row } from '../result.ts'
import { readHeldOut } from './forecasts.ts'
import { momentLines, variantLines } from './lines.ts'
import { logFile, logLook } from './log.ts'
import { type PeerOfTask, peers, readPeer, runPeers } from './peers.ts'
import { toMarkdown } from './to-markdown.ts'
import { importOulad, trainVariant } from './train.ts'
import { type Variant, variants, WEEKS } from './variants.ts'

/** The variant whose report is the example in the docs: what a user gets who asks for nothing special. */
const EXAMPLE = 'default'

/**
 * Students at risk at the Open University, five moments, the last term forecast from the three before: through the command line, as a user would,
 * beside XGBoost and LightGBM tuned on the same indicators. The test term is looked at here alone, and every look is logged.
 */
export const bench: Bench = { run, document }

async function run({ raw, only, say }: BenchOptions) {
  const versions: Record<string, string> = { node: process.versions.node }
  const data = join(folder.data, 'oulad')
  if (!existsSync(data)) throw new Error(`There is no OULAD in ${data}. Set HEADWAY_DATA to the folder with the data.`)
  const wanted = variants.filter(v => v.id.includes(only))
  if (wanted.length === 0) return { rows: [], versions }
  const dataset = join(raw, 'dataset')
  await rm(dataset, { recursive: true, force: true })
  say('import …')
  await importOulad(data, dataset)
  const rows: Row[] = []
  for (const variant of wanted) {
    const made = await oneVariant(variant, dataset, raw, say)
    rows.push(...made.rows)
    Object.assign(versions, made.versions)
  }
  return { rows, versions }
}

async function oneVariant(variant: Variant, dataset: string, raw: string, say: BenchOptions['say']) {
  const out = join(raw, variant.id.replaceAll(' ', '-'))
  await mkdir(out, { recursive: true })
  say(`${variant.id}: headway train …`)
  const { reports, seconds } = await trainVariant(dataset, out, variant)
  await logLook(variant, reports, seconds)
  say(`${variant.id}: ${Math.round(seconds)} s`)
  if (variant.id === EXAMPLE) await copyFile(join(out, 'report.html'), join(folder.docs, 'example-report.html'))
  const tasks = variant.peers ? await peersOn(variant, dataset, raw, say) : []
  const rows: Row[] = []
  const versions: Record<string, string> = {}
  for (const [w, week] of WEEKS.entries()) {
    const heldOut = await readHeldOut(join(out, 'held-out', `week-${week}.forecasts.csv`))
    const others: PeerOfTask[] = []
    if (tasks[w] !== undefined) for (const peer of peers) others.push(await readPeer(join(raw, 'peers'), tasks[w], peer))
    rows.push(...momentLines(variant, w, { report: reports[w]!, heldOut, peers: others }))
    for (const other of others) Object.assign(versions, other.versions)
  }
  return { rows: [...variantLines(variant, reports, seconds), ...rows], versions }
}

/** @returns the names of the tasks, by week */
async function peersOn({ id }: Variant, dataset: string, raw: string, say: BenchOptions['say']): Promise<string[]> {
  const tasks = join(raw, 'tasks')
  say(`${id}: the same tables for XGBoost and LightGBM …`)
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'export.ts'), dataset, tasks, id])
  const names = JSON.parse(stdout) as string[]
  await runPeers(tasks, join(raw, 'peers'), names, say)
  return names
}

async function document(result: Result): Promise<void> {
  const log = existsSync(logFile) ? await readFile(logFile, 'utf8') : ''
  await writeFile(join(folder.docs, 'oulad.md'), toMarkdown(result, log))
}
