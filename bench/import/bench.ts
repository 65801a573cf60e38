import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ingest from '../../packages/ingest/package.json' with { type: 'json' }
import type { Bench, BenchOptions } from '../bench.ts'
import { median, spread } from '../pairs.ts'
import { folder } from '../quality/folder.ts'
import { type Result, type Row, ratioOf } from '../result.ts'
import { toMarkdown } from './to-markdown.ts'
import type { Measured } from './work.ts'

const PAIRS = 5
const MOST_TIMES = 2
const MOST_MB = 1500

/** All of OULAD imported and stored, beside DuckDB alone reading, sorting and writing the same files: turn about, each in a new process. */
export const bench: Bench = { run, document }

async function run({ raw, only, say }: BenchOptions) {
  const versions = { node: process.versions.node, duckdb: ingest.dependencies['@duckdb/node-api'] }
  if (!'import oulad'.includes(only)) return { rows: [], versions }
  const data = join(folder.data, 'oulad')
  if (!existsSync(data)) throw new Error(`There is no OULAD in ${data}. Set HEADWAY_DATA to the folder with the data.`)
  const pairs: { readonly ours: Measured; readonly peer: Measured }[] = []
  for (let pair = 0; pair < PAIRS; pair++) {
    const [first, second] = pair % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)
    const measured = { [first]: await inChild(first, data), [second]: await inChild(second, data) } as { ours: Measured; peer: Measured }
    if (measured.ours.events !== measured.peer.events) throw new Error('The two did not read the same clicks.')
    pairs.push(measured)
    say(`pair ${pair + 1}: ours ${measured.ours.seconds.toFixed(1)} s, DuckDB alone ${measured.peer.seconds.toFixed(1)} s`)
  }
  await writeFile(join(raw, 'pairs.json'), `${JSON.stringify(pairs, null, 1)}\n`)
  return { rows: rowsOf(pairs), versions }
}

async function inChild(who: 'ours' | 'peer', data: string): Promise<Measured> {
  const out = await mkdtemp(join(tmpdir(), 'headway-bench-'))
  try {
    const work = join(import.meta.dirname, 'work.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [work, who, data, join(out, 'dataset')])
    return JSON.parse(stdout) as Measured
  } finally {
    await rm(out, { recursive: true })
  }
}

function rowsOf(pairs: readonly { readonly ours: Measured; readonly peer: Measured }[]): Row[] {
  const of = (who: 'ours' | 'peer', what: 'seconds' | 'maxRssMB') => pairs.map(pair => pair[who][what])
  const seconds = { ours: median(of('ours', 'seconds')), peer: median(of('peer', 'seconds')) }
  const ratio = median(pairs.map(({ ours, peer }) => ours.seconds / peer.seconds))
  const memory = { ours: Math.max(...of('ours', 'maxRssMB')), peer: Math.max(...of('peer', 'maxRssMB')) }
  const same = {
    task: 'import oulad',
    data: 'OULAD',
    variant: 'import and store',
    population: 'all files',
    n: pairs[0]!.ours.events,
    interval: null,
    peerName: 'DuckDB alone',
    rawFile: 'import/pairs.json',
  }
  return [
    {
      ...same,
      metric: 'seconds',
      ...seconds,
      ratio,
      target: `ratio ≤ ${MOST_TIMES}`,
      met: ratio <= MOST_TIMES,
      note: `median of ${pairs.length} pairs, turn about; ours ${spread(of('ours', 'seconds'), 1)} s, DuckDB alone ${spread(of('peer', 'seconds'), 1)} s, ratio within a pair ${spread(
        pairs.map(({ ours, peer }) => ours.seconds / peer.seconds),
        1,
      )}`,
    },
    {
      ...same,
      metric: 'peak memory, MB',
      ...memory,
      ratio: ratioOf('lower is better', memory.ours, memory.peer),
      target: `≤ ${MOST_MB}`,
      met: memory.ours <= MOST_MB,
      note: 'largest resident set of the whole process, highest of the pairs',
    },
  ]
}

async function document(result: Result): Promise<void> {
  await writeFile(join(folder.docs, 'import-speed.md'), toMarkdown(result))
}
