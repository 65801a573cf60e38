import { csvLine, dateOf, forecastRunning, type Records, type RunningForecasts, type RunningLine } from '@headway/campus'
import { readRecords } from '@headway/ingest'
import { type Io, UsageError } from './command.ts'
import { type ForecastColumn, forecastColumns } from './forecast-columns.ts'
import { readModels } from './model-folder.ts'
import { wholeNumber } from './options.ts'
import { tableText } from './report-text.ts'

/** The options of `predict` about a dataset over several terms. */
export const runningOptions = {
  dataset: { type: 'string' },
  moment: { type: 'string' },
  list: { type: 'string' },
  refits: { type: 'string' },
  'all-reasons': { type: 'boolean', default: false },
} as const

export const runningUsage = `
  or: predict <folder of models> --dataset <dataset> --moment <date> [--out <forecasts.csv>] [--reasons] [--words] [--json]
    --dataset <folder>   a dataset of several terms: every enrolment that runs on the date, with its forecast or the reason for none
    --moment <date>      the day, like 2014-11-26; each section takes the model with the latest moment before it
    --list <n>           places on the list of a term (default: a tenth of its enrolments)
    --refits <n>         fit again n times on other past students: "on the list in 19 of 20 refits" (takes as long as n trainings of the recipe)
    --all-reasons        reasons of everyone where --reasons gives those of the list only, since a forest takes a tenth of a second for each`

export interface RunningValues {
  readonly dataset: string
  readonly moment?: string | undefined
  readonly list?: string | undefined
  readonly refits?: string | undefined
  readonly reasons: boolean
  readonly 'all-reasons': boolean
  readonly words: boolean
  readonly out?: string | undefined
  readonly json: boolean
}

/** Forecasts for the running term: every enrolment, with its forecast or the reason for none; the counts of both go to the remarks. */
export async function predictRunning(folder: string, values: RunningValues, io: Io): Promise<number> {
  const { dataset, moment, out, json, words } = values
  const date = moment === undefined ? undefined : dateOf(moment)
  if (date === undefined) throw new UsageError(`Give the day as a date: --moment 2014-11-26, got ${moment ?? 'nothing'}.`)
  const options = {
    words,
    ...(values['all-reasons'] ? { reasons: 'all' as const } : values.reasons && { reasons: 'affordable' as const }),
    ...(values.list !== undefined && { listLength: wholeNumber('list', values.list, 1) }),
    ...(values.refits !== undefined && { refits: wholeNumber('refits', values.refits, 2, 1000) }),
  }
  const bundles = await readModels(folder, io)
  const ctx = { progress: ({ what, done, total }: { what: string; done: number; total: number }) => io.progress(what, done, total) }
  const records = await readRecords(dataset)
  const running = forecastRunning(records, bundles, date, options, ctx)
  const lines = json ? jsonOf(running) : csvOf(running, records)
  if (out !== undefined) await io.writeFile(out, lines)
  else for (const line of lines) io.out(line.slice(0, -1))
  sayCoverage(running, io)
  return 0
}

function sayCoverage({ date, lines, lists, coverage, notes }: RunningForecasts, io: Io): void {
  for (const note of notes) io.err(`note: ${note}`)
  for (const { term, moment, n, listed } of lists) io.err(`${term}, as of ${moment}: a list of ${listed} of ${n}`)
  io.err(`${date}: ${lines.length} enrolments`)
  io.err(
    tableText(
      ['what', 'enrolments'],
      coverage.map(({ what, rows }) => [what, String(rows)]),
    ),
  )
}

/** Line by line: all reasons of ten thousand enrolments are more than one string can hold. */
function* jsonOf({ lines }: RunningForecasts): Generator<string> {
  for (const line of lines) yield `${JSON.stringify(line)}\n`
}

/** Unknown are what a person could fill in: an indicator that cannot be computed yet ("no score so far") is for `--json`. */
function* csvOf({ lines }: RunningForecasts, { codebook }: Records): Generator<string> {
  const recorded = new Set(codebook.fields.map(f => f.name))
  const columns: ForecastColumn<RunningLine>[] = [
    { name: 'student', cell: l => l.student },
    { name: 'course', cell: l => l.course },
    { name: 'term', cell: l => l.term },
    { name: 'as of', cell: l => l.moment ?? '' },
    { name: 'rank', cell: l => String(l.rank ?? '') },
    { name: 'of', cell: l => String(l.of ?? '') },
    ...forecastColumns(lines).map(c =>
      c.name === 'unknown' ? { name: c.name, cell: (l: RunningLine) => l.unknown?.filter(name => recorded.has(name)).join('; ') ?? '' } : c,
    ),
    ...(lines.some(l => l.stability) ? [{ name: 'stability', cell: (l: RunningLine) => l.stability?.words ?? '' }] : []),
    { name: 'no forecast because', cell: l => l.none ?? '' },
  ]
  yield csvLine(columns.map(c => c.name))
  for (const line of lines) yield csvLine(columns.map(c => c.cell(line)))
}
