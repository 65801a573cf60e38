import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Bench, BenchOptions } from '../bench.ts'
import type { Result, Row } from '../result.ts'
import { folder } from './folder.ts'
import { lines } from './lines.ts'
import { ours, type Variant } from './ours.ts'
import { peersOf, runPeers } from './peers.ts'
import { rowsOf } from './rows.ts'
import { evaluateCommand, type Printed, toMarkdown } from './to-markdown.ts'

const printedFile = join(folder.bench, 'results', 'quality-evaluate.json')

const variants: readonly Variant[] = ['with protected', 'default']

/** How well outcomes of the public data sets are forecast, on the reference's folds, beside peers on the same folds. */
export const bench: Bench = { run, document }

async function run({ raw, only, say }: BenchOptions) {
  if (!existsSync(folder.folds))
    throw new Error(`The reference's folds are not in ${folder.folds}. Set HEADWAY_DATA to the folder with the data.`)
  const chosen = lines.filter(line => line.id.includes(only) || line.task.includes(only))
  const peerFolder = join(raw, 'peers')
  if (chosen.length === 0) return { rows: [], versions: {} }
  await mkdir(peerFolder, { recursive: true })
  const peersDone = runPeers(
    peerFolder,
    chosen.map(line => line.id),
    say,
  ) // on the other core
  const [forecasts] = await Promise.all([oursOf(chosen, raw, say), peersDone])
  const rows: Row[] = []
  const versions: Record<string, string> = { node: process.versions.node }
  for (const { line, variant, mine } of forecasts) {
    const peers = await peersOf(peerFolder, line.id, mine.model)
    for (const peer of peers) Object.assign(versions, peer.versions)
    rows.push(...rowsOf(line, variant, mine, peers))
  }
  return { rows, versions }
}

async function oursOf(chosen: typeof lines, raw: string, say: BenchOptions['say']) {
  const done: { line: (typeof lines)[number]; variant: Variant; mine: Awaited<ReturnType<typeof ours>> }[] = []
  for (const line of chosen) {
    for (const variant of variants) {
      const start = performance.now()
      done.push({ line, variant, mine: await ours(line, variant, raw) })
      say(`ours: ${line.task}, ${variant}: ${((performance.now() - start) / 1000).toFixed(0)} s`)
      await new Promise(resolve => setImmediate(resolve)) // lets the peers' output through
    }
  }
  return done
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
