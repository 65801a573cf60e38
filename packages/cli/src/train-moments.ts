import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  askAt,
  type Bundle,
  type Delays,
  defaultPlan,
  type Evaluated,
  encodeModel,
  type Frame,
  heldOutLines,
  honestyGaps,
  type KeptColumn,
  learningCurve,
  type Moment,
  mainMoment,
  momentName,
  parseMoment,
  quickBoosting,
  quickly,
  type Records,
  renderStudy,
  type StudyExtras,
  studyOf,
  type TrainOptions,
  train,
} from '@headway/campus'
import { readRecords } from '@headway/ingest'
import { type AskingValues, forThis, planAsked, searching } from './asking.ts'
import { type Io, UsageError } from './command.ts'
import { listing } from './listing.ts'
import { MODEL_FILE } from './model-folder.ts'
import { wholeNumber } from './options.ts'
import { studyText } from './study-text.ts'

/** The options of `train` that ask about a dataset over several terms. */
export const momentOptions = {
  dataset: { type: 'string' },
  moment: { type: 'string', multiple: true },
  main: { type: 'string' },
  'marking-delay': { type: 'string', default: '14' },
  'results-delay': { type: 'string', default: '0' },
  'keep-suspect': { type: 'string', multiple: true },
} as const

export const momentUsage = `
  or: train --dataset <dataset> --moment <m> [--moment <m> …] --target <t> --out <folder> [--report <report.html>]
    --dataset <folder>   what headway import made: students, events and submissions over several terms
    --moment <m>         when to forecast: "week 8", "day 30", "25%" of the term or a date (repeat for more; one model each)
    --forecasts <folder> write the forecasts for rows never seen as CSV, one file per moment (records of people)
    --main <m>           the moment that the report begins with (default: the middle one)
    --marking-delay <n>  days from a submission to its score (default 14)
    --results-delay <n>  days from the end of a term to its results (default 0)
    --keep-suspect <c>=<reason>  keep a column that the leakage detector suspects (repeat for more), with --by <name>;
                         the reason and the name are kept in the report`

export interface MomentValues extends AskingValues {
  readonly dataset?: string | undefined
  readonly moment?: readonly string[] | undefined
  readonly main?: string | undefined
  readonly 'marking-delay': string
  readonly 'results-delay': string
  readonly 'keep-suspect'?: readonly string[] | undefined
  readonly out: string
  readonly report?: string | undefined
  readonly forecasts?: string | undefined
  readonly json: boolean
}

/** One model per moment, and one report about all of them. */
export async function trainMoments(dataset: string, values: MomentValues, io: Io): Promise<number> {
  const moments = momentsOf(values)
  const delays = {
    marking: wholeNumber('marking-delay', values['marking-delay'], 0, 3650),
    results: wholeNumber('results-delay', values['results-delay'], 0, 3650),
  }
  const keep = keptColumns(values)
  const records = await readRecords(dataset)
  await mkdir(values.out, { recursive: true })
  if (values.forecasts !== undefined) await mkdir(values.forecasts, { recursive: true })
  const trained: Trained[] = []
  const main = values.main ?? mainMoment(moments)
  for (const moment of moments) {
    const made = await trainAt(records, { moment, delays, keep, beside: !values.quick && momentName(moment) === main }, values, io)
    trained.push(made)
    await io.writeFile(join(values.out, `${fileName(moment)}${MODEL_FILE}`), encodeModel(made.bundle))
    if (values.forecasts !== undefined)
      await io.writeFile(join(values.forecasts, `${fileName(moment)}.forecasts.csv`), heldOutLines(made.evaluated.model, made.frame))
  }
  const bundles = trained.map(t => t.bundle)
  const study = studyOf(bundles, values.main)
  if (values.report !== undefined) {
    const name = study.moments[study.main]!.name
    const main = trained.find(t => momentName(t.bundle.question.at!.moment) === name)!
    await io.writeFile(values.report, renderStudy(study, values.quick ? {} : extrasAt(records, main, io)))
  }
  io.out(values.json ? JSON.stringify(study) : `${studyText(study)}\n\nmodels in ${values.out}`)
  return 0
}

interface Trained {
  readonly bundle: Bundle
  readonly frame: Frame
  readonly evaluated: Evaluated
}

/** What is measured at the main moment alone: what usual mistakes would have claimed, and whether more students would help. One quick recipe. */
function extrasAt(records: Records, { bundle, frame }: Trained, io: Io): StudyExtras {
  const { question, seed } = bundle
  const ctx = { progress: ({ what, done, total }: { what: string; done: number; total: number }) => io.progress(what, done, total) }
  const plan = defaultPlan(frame, seed)
  return {
    ...(question.target.kind === 'binary' && { gaps: honestyGaps({ records, question, recipe: quickBoosting }, { seed }, ctx) }),
    learning: learningCurve({ frame, plan, recipe: quickBoosting }, { seed }, ctx),
  }
}

async function trainAt(
  records: Records,
  { beside, ...at }: { readonly moment: Moment; readonly delays: Delays; readonly keep: readonly KeptColumn[]; readonly beside: boolean },
  values: MomentValues,
  io: Io,
): Promise<Trained> {
  const name = momentName(at.moment)
  const { frame, suspects } = askAt(records, {
    ...at,
    target: values.target!,
    withProtected: values['with-protected'],
    with: values.with ?? [],
    without: values.without ?? [],
  })
  for (const { column, evidence, kept } of suspects) {
    io.err(
      `${kept ? 'kept' : 'left out'} at ${name}: ${column} is suspected of knowing the outcome: ${evidence}. ${kept ? '' : `To keep it: --keep-suspect "${column}=<reason>" --by <name>`}`,
    )
  }
  const { seed, ...search } = searching(values)
  const plan = await planAsked(values, frame, seed, io)
  let evaluated: Evaluated | undefined
  const options: TrainOptions = {
    seed,
    ...search,
    ...(values.quick && quickly(frame, seed)),
    ...listing(values, frame.sample.y.length),
    ...(plan && { plan }),
    ...forThis(frame, values.keep),
    honestyGap: false,
    beside,
    suspects,
    assumptions: records.assumptions,
    onEvaluated: found => {
      evaluated = found
    },
  }
  const bundle = train(frame, options, { progress: ({ what, done, total }) => io.progress(`${name}: ${what}`, done, total) })
  return { bundle, frame, evaluated: evaluated! }
}

/** @throws UsageError where no reason or nobody is named */
function keptColumns({ 'keep-suspect': kept = [], by }: MomentValues): KeptColumn[] {
  return kept.map(text => {
    const [column = '', ...rest] = text.split('=')
    const reason = rest.join('=').trim()
    if (reason !== '' && by !== undefined) return { column, reason, by }
    throw new UsageError(
      `Say why ${column} is kept, and who says so: --keep-suspect "${column}=<reason>" --by <name>. Both are kept in the report.`,
    )
  })
}

function momentsOf({ moment, main, target }: MomentValues): Moment[] {
  if (target === undefined) throw new UsageError('Name what to forecast: --target <column>.')
  if (moment === undefined) throw new UsageError('Say when to forecast: --moment "week 8" (repeat for more).')
  const moments = moment.map(parseMoment)
  if (main !== undefined && !moments.some(m => momentName(m) === main)) {
    throw new UsageError(`--main must be one of the moments (${moments.map(momentName).join(', ')}), got ${main}.`)
  }
  return moments
}

/** "week-8" */
function fileName(moment: Moment): string {
  return momentName(moment).replaceAll(' ', '-').replace('%', 'percent')
}
