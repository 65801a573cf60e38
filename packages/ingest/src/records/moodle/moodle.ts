import type { Codebook } from '@headway/campus'
import { IngestError } from '../../errors.ts'
import { plainPath } from '../load-sources.ts'
import { type CalendarTerm, calendarSql } from '../mapping/calendar-term.ts'
import type { DayForm } from '../mapping/day-sql.ts'
import { lookAt } from '../mapping/look-at.ts'
import type { Preset, Source } from '../preset.ts'
import { type WorkOptions, withWorkbench } from '../workbench.ts'
import { checkJoin } from './check-join.ts'
import { findSections, type MoodleSection } from './find-sections.ts'
import { gradeColumns } from './moodle-columns.ts'
import { moodleChecks, moodleStaging } from './moodle-staging.ts'

export interface MoodleOptions extends WorkOptions {
  /** The files do not say when a term starts. */
  readonly terms: readonly CalendarTerm[]
  /** The course of the files, unless folders say it. */
  readonly course?: string
  /**
   * How a row of the gradebook (an ID number that the institution gave) finds its user in the log (a number that Moodle gave): they are the
   * same, or a file of the folder has the columns `id` and `idnumber` (Site administration > Users > Bulk user actions > Download).
   */
  readonly join?: 'id-number' | { readonly users: string }
  /** The least course total that is a pass, in points or percent, as the column shows it. */
  readonly pass?: number
  /** The column of the course total, where the gradebook shows it in several ways. */
  readonly total?: string
  /** Instead of a pass mark: a file of the folder with the columns `ID number` and `Result`. */
  readonly results?: string
  /** How the log writes days, where it leaves a doubt. */
  readonly dates?: DayForm
  /** Grade items that are final examinations, as the gradebook calls them: "Quiz: Final". No indicator sees them. */
  readonly finals?: readonly string[]
}

/**
 * Moodle: the log and the gradebook of a course in a term, as CSV. A folder holds the two files, or a folder per term (named as in `terms`),
 * or in each of these a folder per course. Which file is which, its columns say; other columns are refused. Names, addresses and IP
 * addresses are never kept: the student is Moodle's number of the user.
 *
 * @throws IngestError `no_file`, `wrong_columns`, `no_calendar`, `bad_mapping` (the join or the outcome is not said or cannot be), `ambiguous_dates`
 * @example await importRecords('moodle', { preset: await moodlePreset('moodle', { terms: [parseTerm('2026W=2026-10-01:120')], course: 'X', join: 'id-number', pass: 50 }) })
 */
export async function moodlePreset(folder: string, options: MoodleOptions): Promise<Preset> {
  return withWorkbench(options, async bench => {
    if (options.terms.length === 0)
      throw new IngestError('no_calendar', folder, 'Moodle’s files do not say when a term starts. Give each: --term 2026W=2026-10-01:120.')
    const root = await plainPath(folder, bench.folder)
    const sections = await findSections(bench, root, options)
    const users = typeof options.join === 'object' ? await lookAt(bench, root, options.join.users) : undefined
    const results = options.results === undefined ? undefined : await lookAt(bench, root, options.results)
    if (users) need(users.file, users.names, ['id', 'idnumber'])
    if (results) need(results.file, results.names, [gradeColumns.id, 'Result'])
    await checkJoin(bench, sections, options.join, users)
    const levels = results
      ? await bench.on(results.file, async () =>
          listed(
            await bench.connection.run(
              `select distinct trim("Result") from ${results.from} where trim("Result") not in ('', '-') order by 1`,
            ),
          ),
        )
      : ['Pass', 'Fail']
    const sources: Source[] = [
      ...sections.flatMap(({ log, grades }, i): Source[] => [
        { name: `grades ${i}`, paths: [grades.file], columns: grades.names },
        { name: `log ${i}`, paths: [log.file], columns: log.names, large: true },
      ]),
      ...(users ? [{ name: 'users', paths: [users.file], columns: users.names }] : []),
      ...(results ? [{ name: 'results', paths: [results.file], columns: results.names }] : []),
    ]
    return {
      name: 'moodle',
      title: 'Moodle (log and gradebook)',
      sources,
      missing: ['-'],
      staging: moodleStaging(sections, options, calendarSql(options.terms)),
      checks: moodleChecks(sections, options),
      codebook: (courses: readonly string[], terms: readonly string[]) => moodleCodebook(courses, terms, levels, results === undefined),
      assumptions: assumptionsOf(sections, options),
    }
  })
}

async function listed(result: { getRowsJS(): Promise<unknown[][]> }): Promise<readonly string[]> {
  return (await result.getRowsJS()).map(([text]) => String(text))
}

function need(file: string, names: readonly string[], columns: readonly string[]): void {
  const lacking = columns.filter(name => !names.includes(name))
  if (lacking.length > 0)
    throw new IngestError(
      'wrong_columns',
      file,
      `the columns ${columns.join(' and ')} are expected; this file has ${names.join(', ')}. Rename them.`,
    )
}

function moodleCodebook(courses: readonly string[], terms: readonly string[], results: readonly string[], marked: boolean): Codebook {
  const codes = (values: readonly string[]) => values.map(value => ({ value, label: value }))
  const known = { actionable: false, availableFrom: 'registration' }
  return {
    name: 'moodle',
    title: 'Moodle (log and gradebook)',
    key: ['course', 'term', 'user'],
    missing: [],
    fields: [
      { name: 'course', title: 'Course', scale: { kind: 'nominal', codes: codes(courses) }, role: 'course', rule: 'course', ...known },
      { name: 'term', title: 'Term', scale: { kind: 'ordinal', codes: codes(terms) }, role: 'term', ...known },
      { name: 'user', title: 'Moodle user', scale: { kind: 'identifier' }, role: 'student', ...known },
      {
        name: 'result',
        title: 'Result',
        scale: { kind: 'nominal', codes: codes(results) },
        role: 'target',
        actionable: false,
        availableFrom: 'end of term',
        ...(marked && { event: ['Fail'] }),
      },
    ],
  }
}

function assumptionsOf(sections: readonly MoodleSection[], { terms, join, pass, results, finals = [] }: MoodleOptions): readonly string[] {
  const used = terms.filter(t => sections.some(s => s.term === t.name))
  return [
    ...used.map(t => `The term ${t.name} starts on ${t.start} and its courses last ${t.days} days.`),
    join === 'id-number'
      ? 'The ID number of the gradebook is Moodle’s number of the user.'
      : 'The ID number of the gradebook finds Moodle’s number of the user in the list of users.',
    results === undefined
      ? `A course total of ${pass} or more is a pass. Without a total there is no result, and a gradebook from before the end of its term has none.`
      : 'Results come from a file of their own.',
    'Enrolled are those in the gradebook; when they enrolled or left, it does not say.',
    'A piece of work was handed in on the day of its last submission in the log; its score is the percentage in the gradebook, where above 100 as 100.',
    finals.length === 0 ? 'No grade item is a final examination: none was named.' : `Final examinations: ${finals.join(', ')}.`,
  ]
}
