import { type Records, recordsHash } from '@headway/campus'
import { IngestError } from '../errors.ts'
import { findSources, loadSources } from './load-sources.ts'
import { lookup } from './lookups.ts'
import type { Preset } from './preset.ts'
import { presets } from './presets.ts'
import { readActivity } from './read-activity.ts'
import { readCalendar } from './read-calendar.ts'
import { readEnrolments } from './read-enrolments.ts'
import { readResources } from './read-resources.ts'
import { readAssessments, readSubmissions } from './read-submissions.ts'
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
}

export interface ImportCounts {
  readonly enrolments: number
  readonly students: number
  readonly notRegistered: number // enrolments without a date of registration
  readonly withoutEvents: number // enrolments
  readonly eventRows: number // of the files
  readonly events: number // after those of one enrolment, day and resource were added up
  readonly eventsBeforeTerm: number
  readonly eventsAfterEnd: number
  readonly submissions: number
  readonly banked: number
}

/**
 * A folder of files as records over several terms. The preset says what the files are; everything is checked, added up and sorted here,
 * and what cannot be taken is listed.
 *
 * @throws IngestError `no_file`, `wrong_columns`, `damaged_file`, `no_calendar`, `aborted`, `no_usable_rows`
 * @example await importRecords('oulad') // { records, preset: 'oulad', refused: [], counts: { enrolments: 32593, … }, notes: [] }
 */
export async function importRecords(folder: string, options: ImportRecordsOptions = {}): Promise<ImportedRecords> {
  const preset = typeof options.preset === 'object' ? options.preset : presets.find(p => p.name === (options.preset ?? 'oulad'))
  if (!preset)
    throw new IngestError('no_file', folder, `there is no preset ${options.preset}. Known: ${presets.map(p => p.name).join(', ')}.`)
  return withWorkbench(options, async bench => {
    const refusals = collectRefusals()
    const found = await findSources(bench, preset, folder)
    await loadSources(bench, preset, found, refusals)
    const texts = (what: Parameters<typeof stagedTexts>[4], names: readonly string[]) =>
      stagedTexts(bench, preset.staging, found, refusals, what, names)
    const calendar = readCalendar(await texts('term', ['name', 'start']), await texts('section', ['course', 'term', 'days']), refusals)
    const { terms, courses, sections } = calendar
    const codebook = preset.codebook(
      courses,
      terms.map(t => t.name),
    )
    const columns = ['registered', 'withdrawn', ...codebook.fields.map(f => f.name)]
    const enrolled = readEnrolments(codebook, await texts('enrolment', columns), calendar, refusals)
    const n = enrolled.ids.length
    if (n === 0) throw new IngestError('no_usable_rows', folder, `no enrolment could be taken: ${said(refusals.list())}`)
    await lookup(bench, 'enrolled', {
      course: Array.from(enrolled.section, s => courses[sections[s]!.course]!),
      term: Array.from(enrolled.section, s => terms[sections[s]!.term]!.name),
      student: enrolled.ids,
    })
    const resources = readResources(await texts('resource', ['id', 'kind']), refusals)
    await lookup(bench, 'listed', { id: resources.ids })
    const assessed = readAssessments(
      await texts('assessment', ['id', 'course', 'term', 'kind', 'due', 'weight', 'final']),
      calendar,
      refusals,
    )
    await lookup(bench, 'assessed', {
      id: assessed.ids,
      course: assessed.assessments.map(a => courses[sections[a.section]!.course]!),
      term: assessed.assessments.map(a => terms[sections[a.section]!.term]!.name),
    })
    const submissions = await readSubmissions(bench, preset, found, n, refusals)
    const { activity, rows, beforeTerm, afterEnd } = await readActivity(
      bench,
      preset,
      found,
      { section: enrolled.section, sections },
      refusals,
    )
    const { table, student, section, registered, withdrawn, students, synthetic } = enrolled
    const content: Omit<Records, 'hash'> = {
      codebook,
      terms,
      courses,
      sections,
      students,
      enrolments: { table, student, section, registered, withdrawn },
      resources: { kinds: resources.kinds, kind: resources.kind },
      activity,
      assessments: assessed.assessments,
      submissions,
      assumptions: preset.assumptions,
      synthetic,
    }
    return {
      records: { ...content, hash: recordsHash(content) },
      preset: preset.name,
      refused: refusals.list(),
      counts: {
        enrolments: n,
        students: students.length,
        notRegistered: registered.filter(Number.isNaN).length,
        withoutEvents: registered.filter((_, i) => activity.starts[i] === activity.starts[i + 1]).length,
        eventRows: rows,
        events: activity.day.length,
        eventsBeforeTerm: beforeTerm,
        eventsAfterEnd: afterEnd,
        submissions: submissions.day.length,
        banked: submissions.banked.filter(b => b === 1).length,
      },
      notes: found.flatMap(f => f.csv?.notes ?? []),
    }
  })
}

function said(refused: readonly RefusedRows[]): string {
  return refused
    .slice(0, 3)
    .map(({ file, rows, expected, examples, remedy }) => `${file}: ${rows} rows; expected ${expected}, got ${examples[0]?.got}. ${remedy}`)
    .join(' | ')
}
