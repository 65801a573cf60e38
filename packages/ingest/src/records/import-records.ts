import type { Records } from '@headway/campus'
import { IngestError } from '../errors.ts'
import { choosePreset } from './choose-preset.ts'
import { hashOf } from './hash-of.ts'
import { countsOf, type ImportCounts, oneOutcome } from './import-counts.ts'
import { loadSources, refuseChecks } from './load-sources.ts'
import { lookup } from './lookup.ts'
import type { Mapping } from './mapping/mapping.ts'
import type { Preset } from './preset.ts'
import { readActivity } from './read-activity.ts'
import { readCalendar } from './read-calendar.ts'
import { readEnrolments } from './read-enrolments.ts'
import { readResources } from './read-resources.ts'
import { readAssessments, readSubmissions } from './read-submissions.ts'
import type { Reading } from './reading.ts'
import { collectRefusals, type RefusedRows } from './refused-rows.ts'
import { stagedTexts } from './staged-texts.ts'
import { type WorkOptions, withWorkbench } from './workbench.ts'

export interface ImportRecordsOptions extends WorkOptions {
  /** By name or itself; without it the first whose files are all there. */
  readonly preset?: string | Preset
}

export interface ImportedRecords {
  readonly records: Records
  readonly preset: string
  /** What was not taken, by file and reason; everything else is in the records. */
  readonly refused: readonly RefusedRows[]
  readonly counts: ImportCounts
  readonly notes: readonly string[]
  /** Of the preset, to be kept with the dataset. */
  readonly mapping?: Mapping
}

/**
 * A folder of files as records over several terms. The preset says what the files are; everything is checked, added up and sorted here,
 * and what cannot be taken is listed.
 *
 * @throws IngestError `no_file`, `wrong_columns`, `damaged_file`, `no_calendar`, `aborted`, `no_usable_rows`
 * @example await importRecords('oulad') // { records, preset: 'oulad', refused: [], counts: { enrolments: 32593, … }, notes: [] }
 */
export async function importRecords(folder: string, options: ImportRecordsOptions = {}): Promise<ImportedRecords> {
  return withWorkbench(options, async bench => {
    const { preset, found } = await choosePreset(bench, folder, options.preset)
    const refusals = collectRefusals()
    const reading = { bench, preset, found, refusals }
    await loadSources(reading)
    await refuseChecks(reading)
    const { records, rows, notes } = await bench.on(folder, () => readAll(reading, folder))
    return {
      records,
      preset: preset.name,
      ...(preset.mapping && { mapping: preset.mapping }),
      refused: refusals.list(),
      counts: countsOf(records, rows),
      notes: [...found.flatMap(f => f.notes), ...notes, ...oneOutcome(records)],
    }
  })
}

interface ReadAll {
  readonly records: Records
  readonly rows: number // of the files of events
  readonly notes: readonly string[]
}

async function readAll(reading: Reading, folder: string): Promise<ReadAll> {
  const { bench, preset, refusals } = reading
  const texts = (what: Parameters<typeof stagedTexts>[1], names: readonly string[]) => stagedTexts(reading, what, names)
  const calendar = readCalendar(await texts('term', ['name', 'start']), await texts('section', ['course', 'term', 'days']), refusals)
  const { terms, courses, sections } = calendar
  const courseOf = (section: number) => courses[sections[section]!.course]!
  const termOf = (section: number) => terms[sections[section]!.term]!.name
  const codebook = preset.codebook(
    courses,
    terms.map(t => t.name),
  )
  const columns = ['registered', 'withdrawn', ...codebook.fields.map(f => f.name)]
  const { ids, students, identical, synthetic, ...enrolments } = readEnrolments(
    codebook,
    await texts('enrolment', columns),
    calendar,
    refusals,
  )
  if (ids.length === 0) throw new IngestError('no_usable_rows', folder, `no enrolment could be taken: ${said(refusals.list())}`)
  const bySection = { course: Array.from(enrolments.section, courseOf), term: Array.from(enrolments.section, termOf) }
  await lookup(bench, 'enrolled', { ...bySection, student: ids })

  const resources = readResources(await texts('resource', ['id', 'kind']), refusals)
  await lookup(bench, 'listed', { id: resources.ids })

  const plan = await texts('assessment', ['id', 'course', 'term', 'kind', 'due', 'weight', 'final'])
  const { ids: assessed, assessments } = readAssessments(plan, calendar, refusals)
  const at = assessments.map(a => a.section)
  await lookup(bench, 'assessed', { id: assessed, course: at.map(courseOf), term: at.map(termOf) })
  const submissions = await readSubmissions(reading, ids.length)
  const { activity, rows } = await readActivity(reading, ids.length)

  const content: Omit<Records, 'hash'> = {
    codebook,
    terms,
    courses,
    sections,
    students,
    enrolments,
    resources: { kinds: resources.kinds, kind: resources.kind },
    activity,
    assessments,
    submissions,
    assumptions: preset.assumptions,
    synthetic,
  }
  const notes = identical > 0 ? [`${identical} enrolments stand in the files twice, with the same cells; they were taken once.`] : []
  return { records: { ...content, hash: hashOf(content) }, rows, notes }
}

function said(refused: readonly RefusedRows[]): string {
  return refused
    .slice(0, 3)
    .map(({ file, rows, expected, examples, remedy }) => `${file}: ${rows} rows; expected ${expected}, got ${examples[0]?.got}. ${remedy}`)
    .join(' | ')
}
