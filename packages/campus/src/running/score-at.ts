import { type FitContext, type FittedRecipe, LearnError, learnerOf, type Table, takeRows } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { datasetAt, type MomentDataset } from '../moment/dataset-at.ts'
import type { Records } from '../records/records.ts'
import { compileScorer, type ScoreOptions } from '../score/compile-scorer.ts'
import type { Forecast } from '../score/forecast.ts'
import { inCodebook } from './in-codebook.ts'

/** Enrolments cut at a model's moment and forecast by it. */
export interface Scored {
  readonly bundle: Bundle
  readonly made: MomentDataset // everyone in the population at the moment, in past terms too
  readonly rows: Int32Array // [n] positions in it
  readonly enrolment: Int32Array // [n] positions in the records
  readonly table: Table // [n] in the model's codebook
  readonly forecasts: readonly Forecast[] // [n]
  readonly notes: readonly string[]
}

type Context = Pick<FitContext, 'signal' | 'progress'>

/** So many rows are forecast, or explained, between two looks at the signal. */
const BLOCK = 50

/**
 * Cuts the records at the model's moment and forecasts those of the wanted enrolments that are in the population.
 *
 * @throws CampusError as `datasetAt` and `inCodebook`; LearnError `aborted`
 */
export function scoreAt(records: Records, bundle: Bundle, wanted: ReadonlySet<number>, options: ScoreOptions, ctx: Context): Scored {
  const { moment, delays } = bundle.question.at!
  const made = datasetAt(records, moment, delays)
  const rows = Int32Array.from(made.enrolment.keys()).filter(r => wanted.has(made.enrolment[r]!))
  const scorer = compileScorer(bundle)
  const { table, notes } = inCodebook(takeRows(made.dataset.table, rows), bundle)
  const forecasts = inBlocks(rows.length, 'forecasts', ctx, block => scorer.scoreTable(takeRows(table, block), options))
  return { bundle, made, rows, enrolment: rows.map(r => made.enrolment[r]!), table, forecasts, notes }
}

/** The forecasts, those of the rows named with their reasons: these cost more than all the rest. */
export function withReasons({ bundle, table, forecasts }: Scored, rows: readonly number[], ctx: Context): Forecast[] {
  const scorer = compileScorer(bundle)
  const told = [...forecasts]
  inBlocks(rows.length, 'reasons', ctx, block => {
    const taken = block.map(i => rows[i]!)
    return scorer.scoreTable(takeRows(table, taken), { reasons: true })
  }).forEach(({ reasons }, i) => {
    told[rows[i]!] = { ...forecasts[rows[i]!]!, ...(reasons && { reasons }) }
  })
  return told
}

/** Whether a reason costs about a tenth of a second: exact shares of a forest go through all its trees for every column. */
export function hasSlowReasons(fitted: FittedRecipe): boolean {
  return fitted.learner === 'forest' || (learnerOf(fitted).members?.(fitted.model) ?? []).some(hasSlowReasons)
}

function inBlocks<T>(n: number, what: string, { signal, progress }: Context, of: (rows: readonly number[]) => T[]): T[] {
  const all: T[] = []
  while (all.length < n) {
    if (signal?.aborted) throw new LearnError('aborted', `Stopped after ${all.length} of ${n} ${what}. Nothing was kept.`)
    all.push(...of(Array.from({ length: Math.min(BLOCK, n - all.length) }, (_, i) => all.length + i)))
    progress?.({ what, done: all.length, total: n })
  }
  return all
}
