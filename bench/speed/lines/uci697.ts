import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom, permutation } from '@headway/learn'
import { folder } from '../../quality/folder.ts'
import { alternate } from '../alternate.ts'
import { runCli } from '../cli.ts'
import type { Line } from '../line.ts'
import { writeRows } from '../rows-file.ts'
import { aloneRow, comparedRow } from '../speed-row.ts'
import { boosters, PAIRS, type Rows } from './setups.ts'

const REPEATS = 5
const COLUMNS = 36
const HELD_OUT_SHARE = 0.1
const file = join(folder.data, 'uci697', 'data.csv')
const lacks = async () => (existsSync(file) ? undefined : 'UCI 697 is not in the folder that HEADWAY_DATA names')
const params = boosters(100, 6)

/** The public table of 4,424 students: one fit, and the command with everything that it does. */
export const uci697: readonly Line[] = [
  fitLine('fit 4.4k, dropout', 2),
  fitLine('fit 4.4k, three outcomes', 3),
  { task: 'headway train', lacks, run: command },
]

function fitLine(task: string, classes: number): Line {
  return {
    task,
    lacks,
    async run({ raw, say }) {
      const compared = await alternate(
        PAIRS,
        async pair => {
          const same = { work: 'fit', ...(await split(join(raw, 'rows'), classes, pair + 1)), warm: 'whole', repeats: REPEATS } as const
          const xgboost = { ...same, learner: 'xgboost', params: params.xgboost }
          return {
            ours: { name: 'ours', engine: 'ours', task: { ...same, learner: 'boosting', params: params.ours } },
            peers: [
              { name: 'XGBoost 1.7.4', engine: 'released', task: xgboost },
              { name: 'XGBoost newest', engine: 'newest', task: xgboost },
            ],
          }
        },
        say,
      )
      return [...compared].map(([peerName, pairs]) =>
        comparedRow(pairs, {
          task,
          work: `100 rounds of depth 6, UCI 697, ${classes === 2 ? 'dropout or not' : 'three outcomes'}, a warm process`,
          data: 'UCI 697',
          n: Math.round(4424 * (1 - HELD_OUT_SHARE)),
          peerName,
          most: 0.5,
          figure: classes === 2 ? { key: 'auc', name: 'AUC' } : { key: 'logLoss', name: 'log loss' },
          note: 'codes as numbers on both sides; each pair holds back another tenth of the rows',
        }),
      )
    },
  }
}

/** Codes as the numbers that the file holds; a tenth of the rows is kept back, another for every seed. */
async function split(to: string, classes: number, seed: number): Promise<Rows> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split(/\r?\n/).slice(1)
  const cells = lines.map(line => line.split(';'))
  const order = permutation(cells.length, createRandom(seed))
  const cut = Math.round(cells.length * HELD_OUT_SHARE)
  const part = async (name: string, rows: Int32Array) => {
    const columns = Array.from({ length: COLUMNS }, (_, j) => Float64Array.from(rows, i => Number(cells[i]![j])))
    const y = Float64Array.from(rows, i => outcomeOf(cells[i]![COLUMNS]!, classes))
    const path = join(to, `uci697-${classes}-${seed}-${name}.f64`)
    await writeRows(path, { columns, y })
    return { file: path, rows: rows.length, columns: COLUMNS, classes }
  }
  return { train: await part('train', order.slice(cut)), test: await part('test', order.slice(0, cut)) }
}

function outcomeOf(target: string, classes: number): number {
  return classes === 2 ? Number(target === 'Dropout') : ['Dropout', 'Enrolled', 'Graduate'].indexOf(target)
}

/** Search, honest evaluation and report, by the command as it stands. */
async function command(): Promise<ReturnType<typeof aloneRow>[]> {
  const out = await mkdtemp(join(tmpdir(), 'headway-bench-'))
  try {
    const seconds = await runCli([
      'train',
      file,
      '--target',
      'Target',
      '--out',
      join(out, 'model.json'),
      '--report',
      join(out, 'report.html'),
    ])
    const work = 'headway train on UCI 697: search, honest evaluation, report'
    return [
      aloneRow([seconds], { task: 'headway train', variant: work, data: 'UCI 697', n: 4424, metric: 'wall s', most: 60, note: 'one run' }),
    ]
  } finally {
    await rm(out, { recursive: true })
  }
}
