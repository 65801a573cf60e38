import { inputShares, type OutOfFold, type SplitPlan, type Tuned, takeRows } from '@headway/learn'
import { groupsOfAll } from '../groups/groups-of.ts'
import { eventOf } from '../lists/event-scores.ts'
import { listBlocks } from '../lists/list-blocks.ts'
import { momentName } from '../moment/moment.ts'
import { sentence } from '../question/ask-question.ts'
import { sourceTitles } from '../score/source-titles.ts'
import type { Frame } from '../train/frame.ts'
import type { OtherInputs } from '../train/other-inputs.ts'
import { describePlan, innerFoldsFor } from '../train/plan.ts'
import type { TrainOptions } from '../train/train.ts'
import { behind } from './behind.ts'
import { termFigures } from './between-terms.ts'
import { calibrationOf, classLines, confusionOf } from './describe-forecasts.ts'
import { estimatesOf } from './estimates.ts'
import { intakeCalibration } from './intake-calibration.ts'
import { intakeCoverage } from './intake-coverage.ts'
import { limitsOf } from './limits.ts'
import { auditsBeside, protectedBeside } from './protected-beside.ts'
import type { Entry, Intakes, Report } from './report.ts'
import { setsOf } from './sets-of.ts'
import { unseenStudents } from './unseen-students.ts'
import { verdictOf } from './verdict.ts'

/** What the evaluation gave: forecasts for rows never seen. */
export interface Evaluated {
  readonly rules: readonly { readonly name: string; readonly forecasts: OutOfFold }[]
  readonly model: OutOfFold
  /** How often the inner tuning chose each recipe, over the outer parts. */
  readonly chosen: ReadonlyMap<string, number>
  /** What the inner tuning judged its recipes on, over the outer parts. */
  readonly judgedOn: ReadonlySet<SplitPlan['kind']>
  /** A later intake, tuned by terms: forecasts of what it trained on, each term from the others. */
  readonly leftOut?: OutOfFold
  /** The same recipes without (or with) protected columns; where asked for. */
  readonly other?: OtherInputs
}

/** The report of one run, from its forecasts for rows never seen. */
export function buildReport(
  frame: Frame,
  plan: SplitPlan,
  evaluated: Evaluated,
  tuned: Pick<Tuned, 'chosen' | 'best' | 'simplest' | 'tried' | 'fitted'>,
  options: TrainOptions,
): Report {
  const { dataset, question, sample } = frame
  const { seed, resamples = 1000 } = options
  const figures = (forecasts: OutOfFold) => {
    const unseen = unseenStudents(forecasts, plan)
    const of = (some: OutOfFold) => estimatesOf(some, { seed, resamples })
    return { metrics: of(forecasts), ...(unseen && { unseen: of(unseen) }) }
  }
  const lag = new Map(evaluated.rules.map(({ name, forecasts }) => [name, behind(forecasts, evaluated.model, seed)]))
  const rules = evaluated.rules.map(
    ({ name, forecasts }): Entry => ({
      id: name,
      label: name,
      ...figures(forecasts),
      behindModel: lag.get(name)!,
    }),
  )
  const model: Entry = { id: 'model', label: 'model', ...figures(evaluated.model) }
  const protectedColumns = dataset.codebook.fields.filter(f => f.sensitivity === 'protected').map(f => f.name)
  const calibration = calibrationOf(evaluated.model, frame)
  const sets = setsOf(evaluated.model, frame)
  const intakes = intakesOf(frame, plan, evaluated)
  const lists = listBlocks(frame, plan, evaluated, options)
  const { other } = evaluated
  const audits = groupsOfAll([evaluated.model, ...(other ? [other.forecasts] : [])], frame, lists.gate ? { length: lists.gate.listed } : {})
  const groupsBeside = audits && other && auditsBeside(audits, other)
  return {
    question: sentence(question, dataset.codebook),
    data: {
      hash: dataset.hash,
      rows: dataset.table.rows,
      students: frame.students,
      synthetic: dataset.synthetic,
      codebook: dataset.codebook.title,
    },
    exclusions: frame.exclusions,
    protocol: {
      plan: describePlan(plan, frame),
      inner: innerWords(evaluated.judgedOn, sample.y.length, options),
      notes: plan.notes,
      withProtected: question.withProtected,
      protectedColumns,
      seed,
    },
    ...(options.suspects && options.suspects.length > 0 && { suspects: options.suspects }),
    entries: [...rules, model],
    verdict: verdictOf(lag, sample.y.length),
    ...lists,
    ...(sample.task.kind !== 'regression' && {
      classes: classLines(evaluated.model, { seed, resamples }),
      confusion: confusionOf(evaluated.model),
    }),
    ...(calibration && { calibration }),
    ...(sets && { sets }),
    ...(intakes && { intakes }),
    ...(audits && { groups: audits[0]! }),
    ...(groupsBeside && { groupsBeside }),
    ...(other && { beside: protectedBeside(evaluated.model, other, { seed, resamples }) }),
    chosen: [...evaluated.chosen].map(([name, times]) => ({ name, times })).sort((a, b) => b.times - a.times),
    model: { name: tuned.chosen.name, best: tuned.best.name, simplest: tuned.simplest.name, tried: tuned.tried },
    indicators: weights(frame, tuned),
    limits: [...limitsOf(frame, plan), ...(options.assumptions ?? []).map(a => `Assumed: ${a}`)],
    ...(question.at && { moment: { name: momentName(question.at.moment), ...question.at.delays } }),
  }
}

function intakesOf(frame: Frame, plan: SplitPlan, { model, leftOut }: Evaluated): Intakes | undefined {
  const { terms, termNames = [] } = frame
  const split = plan.repeats[0]?.[0]
  if (!leftOut || !terms || !split) return undefined
  const name = (row: number) => termNames[terms[row]!] ?? `term ${terms[row]}`
  const termOf = (row: number) => name(split.train[row]!)
  const forecasts = { leftOut, termOf, tested: model, testTerm: name(split.test[0]!) }
  const event = eventOf(frame)
  return {
    figures: termFigures(leftOut, termOf),
    coverage: [0.8, 0.9].map(level => intakeCoverage(forecasts, level)),
    ...(event && { calibration: intakeCalibration(forecasts, event) }),
  }
}

function innerWords(judgedOn: Evaluated['judgedOn'], rows: number, options: TrainOptions): string {
  const { innerFolds = innerFoldsFor(rows), choose = 'simplest', calibrator } = options
  const ways = [...judgedOn].map(kind => {
    if (kind === 'earlier-terms') return 'its later terms, each forecast from the terms before it'
    return kind === 'whole-terms' ? 'its terms, each forecast from the others' : `${innerFolds} inner folds`
  })
  const terms = !judgedOn.has('folds') && calibrator !== undefined
  const after = terms ? ', and calibrates on forecasts of each of its terms from the others' : ''
  return `every part chooses among its recipes by ${ways.join(' or ')} (${choose})${after}`
}

/** Rows that are enough to say what a model looks at: shares of a forest's deep trees cost a tenth of a second a row. */
const LOOKED_AT = 500

/** What the fitted model looks at: mean absolute share of each input or derived column, summing to 1; of every k-th row where there are many. */
function weights({ sample: { table }, dataset }: Frame, { fitted }: Pick<Tuned, 'fitted'>): Report['indicators'] {
  const every = Math.ceil(table.rows / LOOKED_AT)
  const some =
    every === 1
      ? table
      : takeRows(
          table,
          Int32Array.from({ length: Math.ceil(table.rows / every) }, (_, i) => i * every),
        )
  const shares = inputShares(fitted, some)
  if (!shares) return []
  const title = sourceTitles(dataset.codebook, fitted)
  const d = shares.columns.length
  const sums = new Float64Array(d)
  for (let k = 0; k < shares.values.length; k++) sums[k % d]! += Math.abs(shares.values[k]!)
  const total = sums.reduce((a, b) => a + b, 0) || 1
  return shares.columns
    .map((column, j) => ({ column, title: title(column), share: sums[j]! / total }))
    .filter(line => line.share > 0)
    .sort((a, b) => b.share - a.share)
}
