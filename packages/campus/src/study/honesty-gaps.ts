import {
  crossValidate,
  deriveSeed,
  type FitContext,
  fixed,
  LearnError,
  numericColumn,
  planFolds,
  type Recipe,
  type Sample,
  type SplitPlan,
  sample,
  table,
  takeRows,
} from '@headway/learn'
import { CampusError } from '../errors.ts'
import { datasetAt, type MomentDataset } from '../moment/dataset-at.ts'
import { momentName } from '../moment/moment.ts'
import type { Question } from '../question/question.ts'
import type { Records } from '../records/records.ts'
import { estimatesOf } from '../report/estimates.ts'
import { honestyGap } from '../report/honesty-gap.ts'
import type { Estimate } from '../report/report.ts'
import { type Frame, frameAt } from '../train/frame.ts'
import { defaultPlan } from '../train/plan.ts'

/** What the field's usual mistakes would have claimed at one moment, beside the honest figure for the same recipe. */
export interface HonestyGaps {
  readonly moment: string
  readonly honest: GapFigures
  readonly mistakes: readonly GapLine[]
}

/** By metric id: `rocAuc`, `averagePrecision`. */
export type GapFigures = Readonly<Record<string, Estimate>>

export interface GapLine {
  readonly id: 'random rows' | 'withdrawn kept' | 'same students' | 'withdrawal date' | 'all together' | 'over-sampled'
  /** What is done wrong, in plain words. */
  readonly says: string
  readonly claimed: GapFigures
  /** The same without this mistake, where that is another figure than `honest`. */
  readonly beside?: { readonly says: string; readonly figures: GapFigures }
}

export interface HonestyGapsOptions {
  readonly seed: number
  readonly resamples?: number // default 1000
  /** Over-sampling looks for neighbours of each row among all: a minute at 20,000 rows. Default: up to 30,000. */
  readonly overSampling?: boolean
}

interface World {
  readonly at: MomentDataset
  readonly frame: Frame
  readonly seed: number
  readonly judge: (sample: Sample, plan: SplitPlan) => GapFigures
}

/**
 * Fits one recipe under the honest plan (the last term from earlier ones) and under each mistake. Everything else stays as it is, so
 * the difference is the mistake's.
 *
 * *Random rows* and *same students* differ: the first deals the rows of all terms to the folds, so that the model learns from later
 * terms and from the student's other rows; the second stays in the test term and asks only what the student's other courses give away.
 *
 * @throws CampusError `bad_question` (no moment, no event to find, one term), LearnError (`aborted` …)
 */
export function honestyGaps(
  { records, question, recipe }: { readonly records: Records; readonly question: Question; readonly recipe: Recipe },
  { seed, resamples = 1000, overSampling }: HonestyGapsOptions,
  { signal, progress }: Omit<FitContext, 'seed'> = {},
): HonestyGaps {
  const { at: when } = question
  if (!when || question.target.kind !== 'binary')
    throw new CampusError('bad_question', 'Honesty gaps need a prediction moment and an event, like final_result=Fail,Withdrawn.')
  const at = datasetAt(records, when.moment, when.delays)
  const framed = frameAt(at, question)
  if (!framed.terms)
    throw new CampusError('bad_question', 'Honesty gaps need two terms or more: the honest figure is that of a later term. Add a term.')
  const judge = (rows: Sample, plan: SplitPlan) =>
    estimatesOf(crossValidate(rows, plan, fixed(recipe), { seed, ...(signal && { signal }) }), {
      seed,
      resamples,
      only: ['rocAuc', 'averagePrecision'],
    })
  const world: World = { at, frame: framed, seed, judge }
  const blind = () => {
    const kept = datasetAt(withoutWithdrawals(records), when.moment, when.delays)
    return { ...world, at: kept, frame: frameAt(kept, question) }
  }
  const { withdrawn } = records.enrolments
  const dated = withdrawn.some(day => !Number.isNaN(day))
  const wanted = overSampling ?? framed.sample.y.length <= 30_000
  const steps: (() => GapLine | undefined)[] = [
    () => randomRows(world),
    () => (dated ? withdrawnKept(blind()) : undefined),
    () => sameStudents(world),
    () => (dated ? withdrawalDate(world, withdrawn) : undefined),
    () => (dated ? allTogether(blind(), withdrawn) : undefined),
    () => (wanted ? overSampled(world, resamples, signal) : undefined),
  ]
  const total = steps.length + 1
  const honest = judge(framed.sample, defaultPlan(framed, seed))
  const mistakes = steps.flatMap((step, done) => {
    if (signal?.aborted) throw new LearnError('aborted', `Stopped after ${done + 1} of ${total} figures. Nothing was kept.`)
    progress?.({ what: 'honesty gaps', done: done + 1, total })
    return step() ?? []
  })
  return { moment: momentName(when.moment), honest, mistakes }
}

function randomRows({ frame: { sample }, seed, judge }: World): GapLine {
  return {
    id: 'random rows',
    says: 'Rows of all terms dealt to folds at random: the model learns from later terms, and from other rows of the student it forecasts.',
    claimed: judge(ofRows(sample), randomFolds(sample, seed)),
  }
}

function withdrawnKept({ frame, seed, judge }: World): GapLine {
  return {
    id: 'withdrawn kept',
    says: 'Students who had withdrawn before the moment kept among those to find: their silence gives them away, and nobody can help them.',
    claimed: judge(frame.sample, defaultPlan(frame, seed)),
  }
}

function sameStudents({ frame: { sample, terms }, seed, judge }: World): GapLine | undefined {
  const { groups } = sample
  const last = terms!.reduce((a, b) => Math.max(a, b))
  const rows = Int32Array.from(terms!.keys()).filter(i => terms![i] === last)
  if (!groups || new Set(Array.from(rows, i => groups[i])).size === rows.length) return undefined // nobody is there twice
  const term = ofRows({ ...sample, table: takeRows(sample.table, rows), y: Float64Array.from(rows, i => sample.y[i]!) })
  const students = Int32Array.from(rows, i => groups[i]!)
  const whole = planFolds({ ...term, groups: students, folds: 5, seed: deriveSeed(seed, 'whole students') })
  return {
    id: 'same students',
    says: 'Within the test term, rows dealt to folds at random: a student in two courses is learned from in one and forecast in the other.',
    claimed: judge(term, randomFolds(term, seed)),
    beside: { says: 'the same term, whole students', figures: judge(withGroups(term, students), whole) },
  }
}

function withdrawalDate({ at, frame, seed, judge }: World, withdrawn: Float64Array): GapLine {
  return {
    id: 'withdrawal date',
    says: 'The withdrawal date given to the model as a column: it is recorded after the moment, and for those who withdrew alone.',
    claimed: judge(withDate(frame, at, withdrawn), defaultPlan(frame, seed)),
  }
}

function allTogether({ at, frame, seed, judge }: World, withdrawn: Float64Array): GapLine {
  return {
    id: 'all together',
    says: 'Withdrawn students kept, their withdrawal date as a column, rows dealt at random.',
    claimed: judge(ofRows(withDate(frame, at, withdrawn)), randomFolds(frame.sample, seed)),
  }
}

function overSampled({ frame, seed }: World, resamples: number, signal: FitContext['signal']): GapLine {
  const { honest, naive, learner, recipe } = honestyGap(
    frame,
    { plan: defaultPlan(frame, seed), seed, resamples },
    signal ? { signal } : {},
  )
  const two = ({ rocAuc, averagePrecision }: GapFigures): GapFigures => ({
    ...(rocAuc && { rocAuc }),
    ...(averagePrecision && { averagePrecision }),
  })
  return {
    id: 'over-sampled',
    says: `Rarer outcomes multiplied before the split (${recipe}): near copies of every test row are learned from.`,
    claimed: two(naive),
    beside: { says: `the later term, by the same learner (${learner})`, figures: two(honest) },
  }
}

/** The records of somebody who never looks at withdrawal dates, so that the cut leaves nobody out for them. For this file alone. */
function withoutWithdrawals(records: Records): Records {
  const { enrolments } = records
  return { ...records, enrolments: { ...enrolments, withdrawn: new Float64Array(enrolments.withdrawn.length).fill(NaN) } }
}

function withDate({ sample, rows }: Frame, { enrolment }: MomentDataset, withdrawn: Float64Array): Sample {
  const days = Float64Array.from(rows, i => withdrawn[enrolment[i]!]!)
  return { ...sample, table: table([...sample.table.columns, numericColumn('day of withdrawal', days)]) }
}

/** The same rows as if each were another student's, of no term. */
function ofRows({ table, y, task }: Pick<Sample, 'table' | 'y' | 'task'>): Sample {
  return sample({ table, y, task })
}

function withGroups({ table, y, task }: Sample, groups: Int32Array): Sample {
  return sample({ table, y, task, groups })
}

function randomFolds({ y, task }: Sample, seed: number): SplitPlan {
  return planFolds({ y, task, folds: 5, seed: deriveSeed(seed, 'random rows') })
}
