import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  categoricalColumn,
  type ImportedModel,
  importedModel,
  learners,
  numericColumn,
  readModelFile,
  type Table,
  table,
  takeRows,
} from '@headway/learn'
import type { Bench, BenchOptions } from '../bench.ts'
import { folder } from '../quality/folder.ts'
import { runScript } from '../quality/peers.ts'
import type { Result, Row } from '../result.ts'
import { toMarkdown } from './to-markdown.ts'

const ROWS = 400_000
const WORKERS = 2
const TASK = 'trained on Dask'

/** One training on a Dask cluster of two worker processes; its model comes home, and forecasts and explains rows that it has not seen. */
export const bench: Bench = { run, document }

interface Told {
  readonly rows: number
  readonly tested: number
  readonly explained: number
  readonly columns: number
  readonly levels: number
  readonly rounds: number
  readonly workers: number
  readonly chunksOfWorkers: readonly number[]
  readonly seconds: number
  readonly versions: Readonly<Record<string, string>>
}

async function run({ raw, only, say }: BenchOptions) {
  if (!TASK.includes(only)) return { rows: [], versions: {} }
  const out = await mkdtemp(join(tmpdir(), 'headway-scale-'))
  try {
    await mkdir(join(out, 'dask'))
    await runScript(
      'scale/train.py',
      ['--rows', String(ROWS), '--workers', String(WORKERS), '--out', out],
      say,
      { OMP_NUM_THREADS: '1' },
      'cluster',
    )
    const told = JSON.parse(await readFile(join(out, 'told.json'), 'utf8')) as Told
    await writeFile(join(raw, 'told.json'), `${JSON.stringify(told, null, 1)}\n`)
    return { rows: await rowsOf(out, told), versions: { node: process.versions.node, ...told.versions } }
  } finally {
    await rm(out, { recursive: true })
  }
}

async function rowsOf(out: string, told: Told): Promise<Row[]> {
  const numbers = async (name: string) => {
    const bytes = await readFile(join(out, `${name}.f64`))
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  }
  const text = await readFile(join(out, 'model.json'), 'utf8')
  const began = performance.now()
  const model = asModel(text, told)
  const seconds = (performance.now() - began) / 1000
  const students = tableOf(await numbers('rows'), told)
  const { predict, contributions } = learners['imported']!
  const forecast = predict(model, students).data.filter((_, at) => at % 2 === 1)
  const asked = takeRows(
    students,
    Array.from({ length: told.explained }, (_, i) => i),
  )
  const shares = contributions!(model, asked)
  const margins = await numbers('margins')
  const summed = Float64Array.from({ length: told.explained }, (_, i) => {
    const first = i * told.columns
    return shares.values.subarray(first, first + told.columns).reduce((sum, share) => sum + share, shares.base[0]!)
  })
  const theirs = (await numbers('contributions')).filter((_, at) => at % (told.columns + 1) < told.columns)
  const same = {
    task: TASK,
    data: 'invented',
    variant: `${told.rounds} rounds, ${told.rows} rows over ${told.chunksOfWorkers.length} workers`,
    population: 'rows not trained on',
    interval: null,
    peer: null,
    peerName: null,
    ratio: null,
    rawFile: 'scale/told.json',
  }
  const within = (metric: string, ours: number, n: number, most: number): Row => ({
    ...same,
    metric,
    n,
    ours,
    target: `≤ ${most}`,
    met: ours <= most,
    note: `${ours.toExponential(1)} at most, over ${n} rows`,
  })
  const size = (await stat(join(out, 'model.json'))).size
  return [
    within('difference of a margin', furthest(summed, margins.subarray(0, told.explained)), told.explained, 1e-6),
    within('difference of a probability', furthest(forecast, await numbers('forecasts')), told.tested, 1e-6),
    within('difference of a share', furthest(shares.values, theirs), told.explained, 1e-5),
    {
      ...same,
      metric: 'seconds to train on the cluster',
      n: told.rows,
      ours: told.seconds,
      target: null,
      met: null,
      note: `${told.workers} worker processes of one thread and at most 1 GiB each on 127.0.0.1, holding ${told.chunksOfWorkers.join(' and ')} chunks of 50,000 rows; making the rows is in it`,
    },
    {
      ...same,
      metric: 'seconds to import',
      n: told.rounds,
      ours: seconds,
      target: null,
      met: null,
      note: `a file of ${size} bytes, read, checked and turned into a model`,
    },
  ]
}

function asModel(text: string, { columns, levels }: Told): ImportedModel {
  const foreign = readModelFile(text)
  const codes = Array.from({ length: levels }, (_, code) => code)
  return importedModel(foreign, {
    task: { kind: 'binary', classes: ['no', 'yes'] },
    columns: foreign.features.map(({ name = '' }, j) =>
      j < columns - 1
        ? { kind: 'numeric', name }
        : { kind: 'categorical', name, levels: codes.map(String), ordered: false, numbers: codes },
    ),
  })
}

function tableOf(rows: Float64Array, { columns, levels }: Told): Table {
  const n = rows.length / columns
  const column = (j: number) => Float64Array.from({ length: n }, (_, i) => rows[i * columns + j]!)
  return table(
    Array.from({ length: columns }, (_, j) =>
      j < columns - 1
        ? numericColumn(`n${j}`, column(j))
        : categoricalColumn(
            'course',
            column(j).map(code => (Number.isNaN(code) ? -1 : code)),
            Array.from({ length: levels }, (_, code) => String(code)),
          ),
    ),
  )
}

function furthest(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) throw new Error(`There are ${a.length} numbers of ours and ${b.length} of XGBoost's.`)
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
}

async function document(result: Result): Promise<void> {
  await writeFile(join(folder.docs, 'scale-run.md'), toMarkdown(result))
}
