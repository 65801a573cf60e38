import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Bench, BenchOptions } from '../bench.ts'
import { inWorkers } from '../in-workers.ts'
import type { Result, Row } from '../result.ts'
import { carryOverRows, type Tried } from './carry-over.ts'
import { folder } from './folder.ts'
import { lines } from './lines.ts'
import type { Ours, Variant } from './ours.ts'
import { peersOf, runPeers } from './peers.ts'
import { rowsOf } from './rows.ts'
import { carryTables } from './tables.ts'
import { evaluateCommand, type Printed, toMarkdown } from './to-markdown.ts'
import type { LineTask } from './worker.ts'

const printedFile = join(folder.bench, 'results', 'quality-evaluate.json')

const variants: readonly Variant[] = ['with protected', 'default']

/** How well outcomes of the public data sets are forecast, on the reference's folds, beside peers on the same folds. */
export const bench: Bench = { run, document }

async function run({ raw, only, say }: BenchOptions) {
  if (!existsSync(folder.folds))
    throw new Error(`The reference's folds are not in ${folder.folds}. Set HEADWAY_DATA to the folder with the data.`)
  const chosen = lines.filter(line => line.id.includes(only) || line.task.includes(only))
  const carried = 'leave one table out'.includes(only) ? await carryOver(say) : []
  const peerFolder = join(raw, 'peers')
  if (chosen.length === 0) return { rows: carried, versions: { node: process.versions.node } }
  await mkdir(peerFolder, { recursive: true })
  await runPeers(
    peerFolder,
    chosen.map(line => line.id),
    say,
  )
  const rows: Row[] = []
  const versions: Record<string, string> = { node: process.versions.node }
  for (const { line, variant, mine } of await oursOf(chosen, raw, say)) {
    const peers = await peersOf(peerFolder, line.id, mine.model)
    for (const peer of peers) Object.assign(versions, peer.versions)
    rows.push(...rowsOf(line, variant, mine, peers))
  }
  return { rows: [...rows, ...carried], versions }
}

async function carryOver(say: BenchOptions['say']) {
  const tables = carryTables.map((_, t) => t)
  const tried = await inWorkers<number, Tried>(new URL('./carry-worker.ts', import.meta.url), tables, (t, seconds) =>
    say(`every recipe: ${carryTables[t]!.name}: ${seconds.toFixed(0)} s`),
  )
  return carryOverRows(tried)
}

async function oursOf(chosen: typeof lines, raw: string, say: BenchOptions['say']) {
  const tasks = chosen.flatMap(line => variants.map(variant => ({ id: line.id, variant, raw, line })))
  const done = await inWorkers<LineTask, Ours>(new URL('./worker.ts', import.meta.url), tasks, ({ id, variant }, seconds) =>
    say(`ours: ${id}, ${variant}: ${seconds.toFixed(0)} s`),
  )
  return tasks.map(({ line, variant }, t) => ({ line, variant, mine: done[t]! }))
}

/** The page that shows the result; after a whole run with the command's output printed anew. */
async function document(result: Result, fresh: boolean): Promise<void> {
  if (fresh || !existsSync(printedFile)) await writeFile(printedFile, `${JSON.stringify(await printed(), null, 1)}\n`)
  await writeFile(join(folder.docs, 'quality.md'), toMarkdown(result, await readJson(printedFile)))
}

/** What the command that measures the honesty gap prints. */
async function printed(): Promise<Printed> {
  const cli = join(folder.bench, '..', 'packages', 'cli', 'src', 'bin.ts')
  const file = join(folder.data, 'uci856', 'student_prediction.csv')
  const print = async (...more: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'evaluate', file, ...evaluateCommand.options, ...more])
    return stdout.trimEnd()
  }
  return { text: await print(), json: await print('--json') }
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8'))
}
