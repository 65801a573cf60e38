import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { IngestError } from '../../errors.ts'
import type { DayForm } from '../mapping/day-sql.ts'
import { decided } from '../mapping/decided.ts'
import { type Looked, lookAt } from '../mapping/look-at.ts'
import type { Workbench } from '../workbench.ts'
import type { MoodleOptions } from './moodle.ts'
import { gradeColumns, gradeItem, type LogColumns, logColumns } from './moodle-columns.ts'

/** A course in a term, with its two files. */
export interface MoodleSection {
  readonly course: string
  readonly term: string
  readonly log: Looked
  readonly columns: LogColumns
  readonly dates: DayForm
  readonly grades: Looked
  /** The column of the course total; none when results come from elsewhere. */
  readonly total?: string
}

/** @throws IngestError `no_file`, `wrong_columns`, `bad_mapping`, `ambiguous_dates` */
export async function findSections(bench: Workbench, folder: string, options: MoodleOptions): Promise<readonly MoodleSection[]> {
  const places = await placesIn(folder, options)
  const sections: MoodleSection[] = []
  for (const place of places) sections.push(await readSection(bench, folder, place, options))
  return sections
}

interface Place {
  readonly course: string
  readonly term: string
  readonly files: readonly string[] // paths in the folder
}

async function placesIn(folder: string, { terms, course, results, join: joined }: MoodleOptions): Promise<readonly Place[]> {
  const others = [results, typeof joined === 'object' ? joined.users : undefined]
  const csvIn = async (at: string) =>
    (await namesIn(folder, at)).filter(path => path.toLowerCase().endsWith('.csv') && !others.includes(path))
  const top = await csvIn('')
  if (top.length > 0) {
    const [only, ...more] = terms
    if (course !== undefined && only && more.length === 0) return [{ course, term: only.name, files: top }]
    const said = `the files ${top.join(', ')} do not say their course and term. Give --course and one --term, or put them into folders: term/course.`
    throw new IngestError('no_calendar', folder, said)
  }
  const places: Place[] = []
  for (const { name: term } of terms) {
    const inTerm = await csvIn(term)
    if (inTerm.length > 0) {
      if (course === undefined)
        throw new IngestError(
          'no_calendar',
          term,
          'its files do not say their course. Give --course, or put them into folders: term/course.',
        )
      places.push({ course, term, files: inTerm })
      continue
    }
    for (const path of await namesIn(folder, term)) {
      const files = await csvIn(path)
      if (files.length > 0) places.push({ course: path.slice(term.length + 1), term, files })
    }
  }
  if (places.length > 0) return places
  const known = terms.map(t => t.name).join(', ')
  throw new IngestError(
    'no_file',
    folder,
    `it has no CSV files, and none in folders named after the terms (${known}). Check the folder and --term.`,
  )
}

async function namesIn(folder: string, at: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, at)).catch((): string[] => [])
  return names.sort().map(name => (at === '' ? name : `${at}/${name}`))
}

async function readSection(
  bench: Workbench,
  folder: string,
  { course, term, files }: Place,
  options: MoodleOptions,
): Promise<MoodleSection> {
  const looked: Looked[] = []
  for (const file of files) looked.push(await lookAt(bench, folder, file))
  const log = oneOf(
    looked,
    `a log of Moodle (columns ${logColumns.map(c => c.all.join(', ')).join('; or ')})`,
    ({ names }) => languageOf(names) !== undefined,
  )
  const grades = oneOf(
    looked,
    `a gradebook of Moodle (columns ${gradeColumns.id}, grade items such as Quiz: Week 3 (Percentage), ${gradeColumns.exported}; and of ${gradeColumns.unused.join(', ')})`,
    ({ names }) => isGradebook(names),
  )
  const columns = languageOf(log.names)!
  const dates = await decided(bench, log, [columns.time], options.dates)
  const total = options.results === undefined ? totalOf(grades, options) : undefined
  return { course, term, log, columns, dates, grades, ...(total !== undefined && { total }) }
}

function oneOf(looked: readonly Looked[], what: string, fits: (one: Looked) => boolean): Looked {
  const [found, another] = looked.filter(fits)
  if (found && !another) return found
  if (found && another)
    throw new IngestError('wrong_columns', another.file, `${found.file} and this file both are ${what}. Keep one of them.`)
  const had = looked.map(({ file, names }) => `${file} has ${names.join(', ')}`).join('; ')
  throw new IngestError(
    'wrong_columns',
    looked[0]!.file,
    `expected ${what}; ${had}. Export it anew without other fields, or have a mapping guessed with --guess-mapping.`,
  )
}

function languageOf(names: readonly string[]): LogColumns | undefined {
  return logColumns.find(({ all }) => all.length === names.length && all.every(name => names.includes(name)))
}

function isGradebook(names: readonly string[]): boolean {
  const { id, exported, unused } = gradeColumns
  const known: readonly string[] = [id, exported, ...unused]
  return names.includes(id) && names.includes(exported) && names.every(name => known.includes(name) || gradeItem(name))
}

/** @throws IngestError `bad_mapping` */
function totalOf({ file, names }: Looked, { pass, total }: MoodleOptions): string {
  const there = gradeColumns.total.filter(name => names.includes(name))
  if (pass === undefined || !Number.isFinite(pass))
    throw new IngestError(
      'bad_mapping',
      file,
      'what is a pass? Give the least course total that is one (--pass 50), or a file of results (--results).',
    )
  if (total !== undefined && names.includes(total) && gradeItem(total)) return total
  if (total === undefined && there.length === 1) return there[0]!
  const items = names.filter(gradeItem).join(', ')
  throw new IngestError(
    'bad_mapping',
    file,
    `${total === undefined ? `the column of the course total is not clear (found: ${there.join(', ') || 'none'})` : `there is no column ${total}`}. Say it with --total, one of: ${items}.`,
  )
}
