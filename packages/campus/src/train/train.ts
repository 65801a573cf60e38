import { type Budget, deriveSeed, type FitContext, fixed, type SearchMemory, type SplitPlan, type Tuned } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import type { ListOptions } from '../lists/list-blocks.ts'
import type { ListStability } from '../lists/list-stability.ts'
import { type MadeFor, pastForecasts } from '../lists/past-forecasts.ts'
import { refitLists } from '../lists/refit-lists.ts'
import { buildReport, type Evaluated } from '../report/build-report.ts'
import type { Report } from '../report/report.ts'
import { evaluate } from './evaluate.ts'
import type { Frame } from './frame.ts'
import { joinShares, type Share, splitsFor, workOn } from './share.ts'
import { typicalValues } from './typical-values.ts'

export interface TrainOptions extends ListOptions {
  /** The outer splits; absent: `defaultPlan`. */
  readonly plan?: SplitPlan
  /** `simplest` within one standard error of the best (default), or `best` (what quality benches use). */
  readonly choose?: 'best' | 'simplest'
  /** Try one learner only; `stack`: the average of all recipes and nothing else. */
  readonly learner?: string
  /**
   * Calibrate the chosen recipe on its own inner out-of-fold forecasts (of each training term from the others, where there are terms):
   * a calibrator's name, or `auto` for what their loss says. Default: not.
   */
  readonly calibrator?: string
  /** Inner folds of the tuning, where it has no terms to go by. Default 4 up to 1,000 rows, 3 above. */
  readonly innerFolds?: number
  /** How many recipes to try, or for how long, in each search. Default: all up to 1,000 rows, the most promising six and the rules above. */
  readonly budget?: Budget
  /** A clock in seconds: for a budget of seconds, and for how long each recipe took in the last search. It changes nothing else. */
  readonly now?: () => number
  /** Hears of the last search, on all rows: its leaderboard with times, which no model holds. */
  readonly onSearched?: (tuned: Tuned) => void
  /** Gets the forecasts for rows never seen that the report is made from (`heldOutLines` writes them down). */
  readonly onEvaluated?: (evaluated: Evaluated) => void
  /** What an interrupted run of the same frame, plan and seed found, and where to put what is found: see `SearchMemory`. */
  readonly memory?: SearchMemory
  /** The work of all searches, done before: shares of the same frame and options (`shareOf`) that threads did side by side. */
  readonly shares?: readonly Share[]
  /** Measure what over-sampling before the split would have claimed. Default: for classes, up to 5,000 rows (it costs minutes above). */
  readonly honestyGap?: boolean
  /** Columns that the leakage detector suspects (`askAt`), for the report. */
  readonly suspects?: Report['suspects']
  /** What was assumed about the records, for the report's limits. */
  readonly assumptions?: readonly string[]
  /** Refit the chosen recipe so often on other students, to see whether the list stays the same. Default 0: not measured. */
  readonly refits?: number
  /** Evaluate the chosen recipe with the other choice of protected columns as well. Default: not. */
  readonly beside?: boolean
}

/**
 * From a frame to a model with its honest report: forecasts for rows never seen (simple rules first, then the whole tuning
 * procedure inside every training part), the report on those, and only then a last fit on all rows.
 *
 * Same frame, options and version: the same bundle, byte for byte. `ctx.signal` stops it, `ctx.progress` watches it.
 *
 * @throws CampusError, LearnError (`aborted`, `too_few_rows` …)
 */
export function train(frame: Frame, options: TrainOptions, ctx: Omit<FitContext, 'seed'> = {}): Bundle {
  const { seed } = options
  const splits = splitsFor(frame, options)
  const { plan, twins } = splits
  const { parts, last: tuned, gap } = joinShares(options.shares ?? [workOn(frame, splits, options, () => true, ctx)], plan)
  const evaluated = evaluate(frame, plan, options, ctx, parts)
  options.onEvaluated?.(evaluated)
  options.onSearched?.(tuned)
  const { dataset, question } = frame
  const report = buildReport(frame, plan, evaluated, tuned, options)
  const stability = stabilityOf(frame, plan, tuned, report, options, ctx)
  const past = pastForecasts(pastOf(evaluated, plan), frame)
  return {
    codebook: dataset.codebook,
    question,
    recipe: tuned.chosen.recipe,
    fitted: tuned.fitted,
    report: { ...report, ...(twins && { twins }), ...(stability && { stability }), ...(gap && { honestyGap: gap }) },
    seed,
    data: { hash: dataset.hash, rows: dataset.table.rows, synthetic: dataset.synthetic },
    seen: seenLevels(frame),
    ...(question.at && { typical: typicalValues(frame) }),
    ...(past && { past }),
  }
}

/** Of a later intake the training terms as well, each left out in turn: one term alone says nothing of how terms differ. */
function pastOf({ model, leftOut }: Evaluated, { repeats }: SplitPlan): MadeFor[] {
  const trained = repeats[0]?.[0]?.train
  return [{ forecasts: model }, ...(leftOut && trained ? [{ forecasts: leftOut, rowOf: trained }] : [])]
}

/** The recipe was chosen on all rows, those listed included: what is measured is how the list varies, not how good it is. */
function stabilityOf(
  frame: Frame,
  plan: SplitPlan,
  { chosen: { recipe } }: Tuned,
  { gate }: Report,
  { seed, refits = 0 }: TrainOptions,
  ctx: Omit<FitContext, 'seed'>,
): ListStability | undefined {
  if (!gate || refits < 2) return undefined
  const lists = refitLists(frame, plan, fixed(recipe), { listed: gate.listed, seed: deriveSeed(seed, 'stability'), refits }, ctx)
  if (!lists) return undefined
  const { times: _, rows: __, ...summary } = lists
  return summary
}

function seenLevels({ sample: { table } }: Frame): Record<string, string[]> {
  return Object.fromEntries(
    table.columns.flatMap(column => {
      if (column.kind === 'numeric') return []
      const codes = new Set(column.codes)
      return [[column.name, column.levels.filter((_, code) => codes.has(code))]]
    }),
  )
}
