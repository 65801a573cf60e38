import { csvLine, dateOf, forecastRunning, type RunningForecasts } from '@headway/campus'
import { readRecords } from '@headway/ingest'
import { type Io, UsageError } from './command.ts'
import { readModels } from './model-folder.ts'
import { tableText } from './report-text.ts'

export interface RunningValues {
  readonly dataset: string
  readonly moment?: string | undefined
  readonly out?: string | undefined
  readonly json: boolean
}

/** Forecasts for the running term: every enrolment, with its forecast or the reason for none; the counts of both go to the remarks. */
export async function predictRunning(folder: string, { dataset, moment, out, json }: RunningValues, io: Io): Promise<number> {
  const date = moment === undefined ? undefined : dateOf(moment)
  if (date === undefined) throw new UsageError(`Give the day as a date: --moment 2014-11-26, got ${moment ?? 'nothing'}.`)
  const bundles = await readModels(folder, io)
  const running = forecastRunning(await readRecords(dataset), bundles, date)
  const text = json ? running.lines.map(line => JSON.stringify(line)).join('\n') : csvOf(running)
  if (out === undefined) io.out(text)
  else await io.writeFile(out, `${text}\n`)
  io.err(`${running.date}: ${running.lines.length} enrolments`)
  io.err(
    tableText(
      ['what', 'enrolments'],
      running.coverage.map(({ what, rows }) => [what, String(rows)]),
    ),
  )
  return 0
}

function csvOf({ lines }: RunningForecasts): string {
  const header = ['student', 'course', 'term', 'as of', 'p(event)', 'no forecast because']
  const rows = lines.map(l => [
    l.student,
    l.course,
    l.term,
    l.moment ?? '',
    l.eventProbability === undefined ? '' : String(l.eventProbability),
    l.none ?? '',
  ])
  return [header, ...rows].map(csvLine).join('').trimEnd()
}
