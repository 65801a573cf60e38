import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { importRecords, writeRecords } from '@headway/ingest'
import ingest from '../../packages/ingest/package.json' with { type: 'json' }
import type { Bench, BenchOptions } from '../bench.ts'
import { median, spread } from '../pairs.ts'
import { folder } from '../quality/folder.ts'
import type { Result, Row } from '../result.ts'
import type { Agreement } from './compare-values.ts'
import { toMarkdown } from './to-markdown.ts'
import { WEEKS } from './work.ts'

const PAIRS = 5
const MOST_TIMES = 1
const MOST_APART = 1e-9

interface Pair {
  readonly ours: number // seconds
  readonly peer: number
}

/** Every indicator of OULAD at five moments, beside one DuckDB query per moment: values compared first, then timed turn about in new processes. */
export const bench: Bench = { run, document }

async function run({ raw, only, say }: BenchOptions) {
  const versions = { node: process.versions.node, duckdb: ingest.dependencies['@duckdb/node-api'] }
  if (!'indicators oulad'.includes(only)) return { rows: [], versions }
  const data = join(folder.data, 'oulad')
  if (!existsSync(data)) throw new Error(`There is no OULAD in ${data}. Set HEADWAY_DATA to the folder with the data.`)
  const out = await mkdtemp(join(tmpdir(), 'headway-bench-'))
  try {
    const stored = join(out, 'dataset')
    await writeRecords((await importRecords(data)).records, stored)
    const agreement = (await inChild('compare', stored)) as Agreement
    say(`${agreement.cells} values compared: largest difference ${agreement.worst}, in ${agreement.worstColumn}`)
    const pairs: Pair[] = []
    for (let pair = 0; pair < PAIRS; pair++) {
      const [first, second] = pair % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)
      const measured = { [first]: await inChild(first, stored), [second]: await inChild(second, stored) } as unknown as Pair
      pairs.push(measured)
      say(`pair ${pair + 1}: ours ${measured.ours.toFixed(1)} s, DuckDB ${measured.peer.toFixed(1)} s`)
    }
    await writeFile(join(raw, 'pairs.json'), `${JSON.stringify({ agreement, pairs }, null, 1)}\n`)
    return { rows: rowsOf(agreement, pairs), versions }
  } finally {
    await rm(out, { recursive: true })
  }
}

async function inChild(who: 'ours' | 'peer' | 'compare', stored: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'work.ts'), who, stored])
  return JSON.parse(stdout)
}

function rowsOf({ cells, columns, worst, worstColumn }: Agreement, pairs: readonly Pair[]): Row[] {
  const ours = pairs.map(pair => pair.ours)
  const peer = pairs.map(pair => pair.peer)
  const ratios = pairs.map(pair => pair.ours / pair.peer)
  const ratio = median(ratios)
  const same = {
    task: 'indicators oulad',
    data: 'OULAD',
    variant: `${columns} indicators at ${WEEKS.length} moments`,
    population: 'enrolled at the moment',
    n: cells / columns,
    interval: null,
    rawFile: 'indicators/pairs.json',
  }
  return [
    {
      ...same,
      metric: 'seconds',
      ours: median(ours),
      peer: median(peer),
      peerName: 'DuckDB',
      ratio,
      target: `ratio ≤ ${MOST_TIMES}`,
      met: ratio <= MOST_TIMES,
      note: `median of ${pairs.length} pairs, turn about; ours ${spread(ours, 1)} s, DuckDB ${spread(peer, 1)} s, ratio within a pair ${spread(ratios, 2)}`,
    },
    {
      ...same,
      metric: 'largest difference',
      ours: worst,
      peer: null,
      peerName: null,
      ratio: null,
      target: `≤ ${MOST_APART}`,
      met: worst <= MOST_APART,
      note: `${worst.toExponential(1)} in ${worstColumn}, relative to the larger of 1 and the value, over ${cells} values; ${worst < Number.MAX_VALUE ? 'where one has no value the other has none' : 'one has a value where the other has none'}`,
    },
  ]
}

async function document(result: Result): Promise<void> {
  await writeFile(join(folder.docs, 'indicators-speed.md'), toMarkdown(result))
}
