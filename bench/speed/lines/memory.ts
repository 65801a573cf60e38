import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { boostingBytes } from '@headway/learn'
import { folder } from '../../quality/folder.ts'
import type { Boosted, BoostParquet } from '../boost-parquet.ts'
import type { Line, Tools } from '../line.ts'
import { madeParquet } from '../made-parquet.ts'
import { aloneRow, type SpeedRow } from '../speed-row.ts'
import { boosters } from './setups.ts'

const COLUMNS = 30
const ROUNDS = 5
const HELD_OUT = 1000
const LONGEST_MS = 3_600_000
const GIB = 2 ** 30
const DISK_BYTES = 4 * GIB
const task = 'memory, 10M × 30'

/** How much memory a fit of many rows takes: the whole process, and the kernel's own. */
export const memory: readonly Line[] = [{ task, lacks, run: tools => memoryRows(tools, 10_000_000) }]

async function lacks(): Promise<string | undefined> {
  const { bavail, bsize } = await statfs(folder.bench)
  return bavail * bsize < DISK_BYTES ? `the disk of bench/ has less than ${DISK_BYTES / GIB} GiB free` : undefined
}

/** Trains on a Parquet file that is made for it and removed afterwards. */
export async function memoryRows({ raw, say }: Tools, rows: number): Promise<SpeedRow[]> {
  const own = await mkdtemp(join(raw, 'memory-'))
  try {
    const file = join(own, 'rows.parquet')
    await madeParquet(file, rows + HELD_OUT, COLUMNS)
    const { size } = await stat(file)
    say(`  a file of ${(size / 1e9).toFixed(2)} GB is made`)
    const params = boosters(ROUNDS, 6).ours
    return rowsOf(await boosted({ file, heldOut: HELD_OUT, params }), size)
  } finally {
    await rm(own, { recursive: true })
  }
}

async function boosted(told: BoostParquet): Promise<Boosted> {
  const args = [join(import.meta.dirname, '..', 'boost-parquet.ts'), JSON.stringify(told)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: LONGEST_MS })
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Boosted
}

function rowsOf({ rows: n, columns: d, trees, seconds, peak }: Boosted, size: number): SpeedRow[] {
  const bytes = boostingBytes({ rows: n, columns: d, task: { kind: 'binary', classes: ['0', '1'] } }, boosters(ROUNDS, 6).ours)
  const fit = `boosting ${n.toLocaleString('en')} × ${d} from Parquet`
  const row = (value: number, what: string, metric: string, most: number, note: string) =>
    aloneRow([value], { task, variant: `${fit}: ${what}`, data: 'uniform', n, metric, most, note })
  const file = `a file of ${(size / 1e9).toFixed(2)} GB`
  const tables = `tables, histograms above all, of ${(bytes.tables / 1e6).toFixed(1)} MB whatever the rows are in it`
  return [
    row(
      peak / GIB,
      'the most memory that the process held',
      'GiB',
      8,
      `${trees} trees of depth 6, one thread, ${file}, ${seconds.toFixed(0)} s by the wall`,
    ),
    row((bytes.cells + bytes.tables) / (n * d), "the kernel's memory, by cell", 'bytes a cell', 1.3, tables),
    row(bytes.rows / n, "the kernel's memory, by row", 'bytes a row', 64, 'outcome, weight, number, and room to move rows'),
    row(bytes.scores / n, "the kernel's memory, by row and class", 'bytes a row and class', 24, 'of one class: the event'),
  ]
}
