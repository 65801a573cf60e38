import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { IngestError } from '../../errors.ts'
import { readFileToRaw } from '../../read-file-to-raw.ts'
import { plainPath } from '../load-sources.ts'
import type { Preset } from '../preset.ts'
import { type WorkOptions, withWorkbench } from '../workbench.ts'
import type { CalendarTerm } from './calendar-term.ts'
import type { DayForm } from './day-sql.ts'
import { decided } from './decided.ts'
import { describeColumns } from './describe-columns.ts'
import { type Looked, lookAt } from './look-at.ts'
import { mappedPreset } from './mapped-preset.ts'
import type { MappedStudents, Mapping } from './mapping.ts'
import { readTerms } from './read-terms.ts'

export interface StudentsEventsOptions extends WorkOptions {
  /** Without it: `terms.csv` of the folder. */
  readonly terms?: readonly CalendarTerm[]
  /** How days are written, where the files leave a doubt. */
  readonly dates?: DayForm
}

const pair = ['students.csv', 'events.csv']
const students = { required: ['student', 'course', 'term', 'result'], optional: ['registered', 'withdrawn'] }
const events = { required: ['student', 'what'], optional: ['course', 'term', 'time', 'day', 'amount'] }

/**
 * The plain pair `students.csv` (student, course, term, result; registered and withdrawn where known; any other column is an attribute)
 * and `events.csv` (student, what, and time or day; course, term and amount where known), with `terms.csv` (term, start, days).
 *
 * @throws IngestError `no_file`, `wrong_columns`, `no_calendar`, `ambiguous_dates`, and what makes a file no table
 * @example await importRecords('export', { preset: await studentsEventsPreset('export') })
 */
export async function studentsEventsPreset(folder: string, options: StudentsEventsOptions = {}): Promise<Preset> {
  return mappedPreset(await studentsEventsMapping(folder, options), 'students+events')
}

/** Whether a folder holds files of these names. */
export async function isPair(folder: string): Promise<boolean> {
  const files = await readdir(folder).catch((): string[] => [])
  return pair.every(file => files.includes(file))
}

/** Confirmed by its fixed names. */
async function studentsEventsMapping(folder: string, options: StudentsEventsOptions = {}): Promise<Mapping> {
  return withWorkbench(options, async bench => {
    const files = await readdir(folder).catch((): string[] => [])
    for (const file of pair)
      if (!files.includes(file))
        throw new IngestError(
          'no_file',
          file,
          'Students and events need this file, and the folder has none. Check the folder, or write a mapping.',
        )
    const root = await plainPath(folder, bench.folder)
    const held = await lookAt(bench, root, 'students.csv')
    const happened = await lookAt(bench, root, 'events.csv')
    check(held, students)
    check(happened, events, events.optional)
    const time = timeOf(happened)
    const calendar = options.terms ?? (files.includes('terms.csv') ? await readTerms(join(folder, 'terms.csv')) : [])
    const { raw } = await readFileToRaw(join(folder, 'students.csv'))
    const has = ({ names }: Looked, name: string) => (names.includes(name) ? { [name]: name } : {})
    const dated = students.optional.filter(name => held.names.includes(name))
    const { codebook } = describeColumns(raw, ['student', 'course', 'term', ...dated], 'result')
    const mapped: MappedStudents = {
      file: 'students.csv',
      columns: held.names,
      student: 'student',
      course: 'course',
      term: 'term',
      ...has(held, 'registered'),
      ...has(held, 'withdrawn'),
      dates: dated.length > 0 ? await decided(bench, held, dated, options.dates) : null,
      codebook,
    }
    return {
      version: 1,
      confirmed: true,
      title: 'Students and events',
      calendar,
      students: mapped,
      events: {
        file: 'events.csv',
        columns: happened.names,
        student: 'student',
        ...has(happened, 'course'),
        ...has(happened, 'term'),
        time,
        what: 'what',
        ...has(happened, 'amount'),
        dates: time === 'day' ? 'day of term' : await decided(bench, happened, [time], options.dates),
      },
    }
  })
}

function check({ file, names }: Looked, { required, optional }: typeof students, allowed?: readonly string[]): void {
  const lacking = required.filter(name => !names.includes(name))
  const extra = allowed ? names.filter(name => !required.includes(name) && !allowed.includes(name)) : []
  if (lacking.length === 0 && extra.length === 0) return
  throw new IngestError(
    'wrong_columns',
    file,
    `Students and events has the columns ${required.join(', ')} here, and may have ${optional.join(', ')}; this file has ${names.join(', ')}. Rename them, or have a mapping guessed with --guess-mapping.`,
  )
}

function timeOf({ file, names }: Looked): 'time' | 'day' {
  const found = (['time', 'day'] as const).filter(name => names.includes(name))
  if (found.length === 1) return found[0]!
  throw new IngestError(
    'wrong_columns',
    file,
    `either a column time (a date) or a column day (day of term) is expected; this file has ${names.join(', ')}. Keep one of them.`,
  )
}
