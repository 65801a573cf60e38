import { openColumns } from '@headway/ingest'
import { type BoostingParams, boostColumns, type SplitPlan } from '@headway/learn'
import { peakMemory } from './peak-memory.ts'

/** What the process is told: the file's target is `y`, and its last rows are held out. */
export interface BoostParquet {
  readonly file: string
  readonly heldOut: number
  readonly params: Partial<BoostingParams>
}

/** What it says on its last line. */
export interface Boosted {
  readonly rows: number // trained on
  readonly columns: number
  readonly trees: number
  readonly seconds: number
  readonly peak: number // bytes
}

/** One fit, column by column, in a process of its own: boost-parquet.ts <told as JSON>. */
const { file, heldOut, params } = JSON.parse(process.argv[2]!) as BoostParquet
const began = performance.now()
const source = await openColumns(file, { target: 'y', kind: 'binary' })
const all = Int32Array.from({ length: source.rows }, (_, i) => i)
const split = { train: all.subarray(0, -heldOut), test: all.subarray(-heldOut) }
const plan: SplitPlan = { kind: 'hold-out', rows: source.rows, repeats: [[split]], notes: [] }
const model = await boostColumns(source, plan, params, { seed: 1 })
source.close()
const seconds = (performance.now() - began) / 1000
const said = { rows: split.train.length, columns: model.columns.length, trees: model.trees.length, seconds, peak: peakMemory() }
console.log(JSON.stringify(said satisfies Boosted))
