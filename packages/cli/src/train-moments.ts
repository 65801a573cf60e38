import { mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { decodeModel, type KeptColumn, type Moment, mainMoment, momentName, parseMoment, renderStudy, studyOf } from '@headway/campus'
import type { AskingValues } from './asking.ts'
import { type Io, UsageError } from './command.ts'
import { MODEL_FILE } from './model-folder.ts'
import { wholeNumber } from './options.ts'
import { studyText } from './study-text.ts'
import type { MomentTask } from './train-at.ts'
import { trainInThreads } from './train-in-threads.ts'

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
                         the reason and the name are kept in the report
    --threads <n>        how many moments are trained side by side (default: as many as there are cores); each holds the dataset in
                         memory for itself. The models are the same for any number`

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

/**
 * One model per moment, and one report about all of them. Models are written as they are made.
 *
 * @throws UsageError; Error with a code where the records allow no answer
 */
export async function trainMoments(dataset: string, values: MomentValues, io: Io): Promise<number> {
  const { out, forecasts, report } = values
  const moments = momentsOf(values)
  const main = values.main ?? mainMoment(moments)
  const threads = values.threads === undefined ? availableParallelism() : wholeNumber('threads', values.threads, 1, 64)
  const made = await trainInThreads(tasksOf(dataset, moments, main, values), threads, io, async ({ model, heldOut }, { moment }) => {
    await write(io, out, `${fileName(moment)}${MODEL_FILE}`, model)
    if (forecasts !== undefined) await write(io, forecasts, `${fileName(moment)}.forecasts.csv`, heldOut!)
  })
  const bundles = made.map(m => decodeModel(m.model))
  const study = studyOf(bundles, main)
  if (report !== undefined) await io.writeFile(report, renderStudy(study, made.find(m => m.extras)?.extras))
  io.out(values.json ? JSON.stringify(study) : `${studyText(study)}\n\nmodels in ${out}`)
  return 0
}

async function write(io: Io, folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await io.writeFile(join(folder, name), text)
}

function tasksOf(dataset: string, moments: readonly Moment[], main: string, values: MomentValues): MomentTask[] {
  const delays = {
    marking: wholeNumber('marking-delay', values['marking-delay'], 0, 3650),
    results: wholeNumber('results-delay', values['results-delay'], 0, 3650),
  }
  const keep = keptColumns(values)
  const wanted = { report: values.report !== undefined, heldOut: values.forecasts !== undefined }
  return moments.map(moment => ({ dataset, moment, delays, keep, main: momentName(moment) === main, wanted, values }))
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
