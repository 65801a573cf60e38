import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sqlName, sqlText } from '../../duckdb.ts'
import { IngestError } from '../../errors.ts'
import { readFileToRaw } from '../../read-file-to-raw.ts'
import { plainPath } from '../load-sources.ts'
import { ACTOR } from '../moodle/moodle-columns.ts'
import { type Workbench, type WorkOptions, withWorkbench } from '../workbench.ts'
import type { CalendarTerm } from './calendar-term.ts'
import { columnHints, type Hint } from './column-hints.ts'
import { describeColumns } from './describe-columns.ts'
import { formIn, type Looked, lookAt } from './look-at.ts'
import type { MappedEvents, MappedStudents, MappedSubmissions, Mapping } from './mapping.ts'
import { readTerms } from './read-terms.ts'

/** One line to show: what was guessed, and why. */
export interface MappingGuess {
  readonly what: string // "events.time"
  readonly file: string
  readonly guess: string // a column, or '' where a person must fill it in
  readonly why: string
}

export interface GuessMappingOptions extends WorkOptions {
  readonly terms?: readonly CalendarTerm[]
}

type Note = (what: string, file: string, guess: string, why: string) => void

/**
 * A first mapping of the CSV files of a folder, from the names of their columns and how their cells look. Nobody has confirmed it: what is
 * empty must be filled in, what is wrong corrected, and `confirmed` set to true.
 *
 * @throws IngestError `no_file`, and what makes a file no table
 * @example (await guessMapping('export')).mapping.events.time // 'when'
 */
export async function guessMapping(
  folder: string,
  options: GuessMappingOptions = {},
): Promise<{ readonly mapping: Mapping; readonly guesses: readonly MappingGuess[] }> {
  return withWorkbench(options, async bench => {
    const names = (await readdir(folder).catch((): string[] => [])).filter(name => name.toLowerCase().endsWith('.csv')).sort()
    if (names.length === 0) throw new IngestError('no_file', folder, 'it has no CSV files. Check the folder.')
    const root = await plainPath(folder, bench.folder)
    const files: Looked[] = []
    for (const name of names) files.push(await lookAt(bench, root, name))
    const guesses: MappingGuess[] = []
    const note: Note = (what, file, guess, why) => guesses.push({ what, file, guess, why })
    const terms = files.find(f => ['term', 'start', 'days'].every(name => f.names.includes(name)))
    const described = await actorIn(bench, files)
    const parts = partsOf(
      files.filter(f => f !== terms),
      described?.looked,
    )
    const { raw } = await readFileToRaw(join(folder, parts.students.file))
    const students = await guessStudents(bench, parts.students, raw, note)
    const given = options.terms ?? (terms ? await readTerms(join(folder, terms.file)) : undefined)
    const mapping: Mapping = {
      version: 1,
      confirmed: false,
      title: 'Records',
      calendar: given ?? emptyCalendar(students, raw),
      ...(students.course === undefined && { course: '' }),
      ...(students.term === undefined && { term: given?.length === 1 ? given[0]!.name : '' }),
      students,
      ...(parts.events && { events: await guessEvents(bench, parts.events, described, note) }),
      ...(parts.submissions && { submissions: await guessSubmissions(bench, parts.submissions, note) }),
    }
    if (students.course === undefined) note('course', students.file, '', 'no column looks like a course: write the course of all rows')
    if (mapping.term !== undefined) note('term', students.file, mapping.term, 'no column looks like a term: the term of all rows')
    for (const { name, start, days } of mapping.calendar)
      note(
        'calendar',
        terms?.file ?? students.file,
        given ? `${name}=${start}:${days}` : '',
        given ? 'given' : `when does ${name} start, how long is it?`,
      )
    return { mapping, guesses }
  })
}

/** Which file holds what: a result or the fewest dates for the students, pieces of work for submissions, dates for events. */
function partsOf(files: readonly Looked[], log: Looked | undefined) {
  const has = (file: Looked, hint: Hint) => columnHints(file.names, [hint])[hint] !== undefined
  const submissions = files.find(f => has(f, 'assessment') && has(f, 'student') && has(f, 'time'))
  const events = log ?? files.find(f => f !== submissions && has(f, 'student') && has(f, 'time') && (has(f, 'what') || has(f, 'amount')))
  const rest = files.filter(f => f !== submissions && f !== events)
  const students = rest.find(f => has(f, 'result') && has(f, 'student')) ?? rest.find(f => has(f, 'student')) ?? rest[0] ?? files[0]!
  return {
    students,
    ...(events && events !== students && { events }),
    ...(submissions && submissions !== students && { submissions }),
  }
}

async function guessStudents(
  bench: Workbench,
  looked: Looked,
  raw: Parameters<typeof describeColumns>[0],
  note: Note,
): Promise<MappedStudents> {
  const { file, names } = looked
  const { student = '', result, ...others } = columnHints(names, ['student', 'course', 'term', 'registered', 'withdrawn', 'result'])
  const { registered, withdrawn, ...keys } = others
  const dated = [registered, withdrawn].filter(name => name !== undefined)
  const used = [student, ...Object.values(keys), ...dated]
  const { codebook, left } = describeColumns(raw, used, result ?? '')
  for (const [what, column] of Object.entries({ student, ...others, result: result ?? '' }))
    note(`students.${what}`, file, column, column === '' ? 'no column looks like it' : 'by its name')
  for (const name of names.filter(n => !used.includes(n) && n !== result))
    note(
      left.includes(name) ? 'students (left out)' : 'students (attribute)',
      file,
      name,
      left.includes(name) ? 'looks like a name or number of a person' : 'kept as known at registration',
    )
  return {
    file,
    columns: names,
    student,
    ...others,
    dates: dated.length > 0 ? await guessDates(bench, 'students', looked, dated, note) : null,
    codebook,
  }
}

/** A file with a column of texts in which Moodle says who acted. */
async function actorIn(
  bench: Workbench,
  files: readonly Looked[],
): Promise<{ readonly looked: Looked; readonly column: string } | undefined> {
  for (const looked of files) {
    const counts = looked.names.map(name => `count(*) filter (regexp_matches(${sqlName(name)}, ${sqlText(ACTOR)}))::integer`)
    const rows = await bench.on(looked.file, async () =>
      (await bench.connection.run(`select ${counts.join(', ')} from ${looked.from}`)).getRowsJS(),
    )
    const column = looked.names.find((_, j) => Number(rows[0]?.[j]) > 0)
    if (column !== undefined) return { looked, column }
  }
  return undefined
}

async function guessEvents(
  bench: Workbench,
  looked: Looked,
  described: { readonly looked: Looked; readonly column: string } | undefined,
  note: Note,
): Promise<MappedEvents> {
  const hinted = columnHints(looked.names, ['student', 'course', 'term', 'time', 'what', 'amount'])
  const named = described?.looked === looked ? described.column : undefined
  const { student = '', time = '', ...others } = named === undefined ? hinted : { ...hinted, student: named }
  if (named !== undefined) note('events.pattern', looked.file, ACTOR, 'the number of the user who acted, in descriptions of Moodle')
  for (const [what, column] of Object.entries({ student, time, ...others }))
    note(
      `events.${what}`,
      looked.file,
      column,
      column === '' ? 'no column looks like it' : column === named ? 'by its texts' : 'by its name',
    )
  return {
    file: looked.file,
    columns: looked.names,
    student,
    ...(named !== undefined && { pattern: ACTOR }),
    time,
    ...others,
    dates: await guessDates(bench, 'events', looked, [time], note),
  }
}

async function guessSubmissions(bench: Workbench, looked: Looked, note: Note): Promise<MappedSubmissions> {
  const hints: readonly Hint[] = ['student', 'course', 'term', 'assessment', 'time', 'score', 'kind']
  const { student = '', time = '', assessment = '', ...others } = columnHints(looked.names, hints)
  for (const [what, column] of Object.entries({ student, assessment, time, ...others }))
    note(`submissions.${what}`, looked.file, column, 'by its name')
  return {
    file: looked.file,
    columns: looked.names,
    student,
    assessment,
    time,
    ...others,
    dates: await guessDates(bench, 'submissions', looked, [time], note),
  }
}

async function guessDates(bench: Workbench, part: string, looked: Looked, columns: readonly string[], note: Note) {
  const known = columns.filter(name => name !== '')
  const { form, reason } = known.length > 0 ? await formIn(bench, looked, known.map(sqlName)) : { reason: 'no column of days is known' }
  note(`${part}.dates`, looked.file, form ?? '', reason)
  return form ?? null
}

/** The terms of the students, for a person to say when each starts. */
function emptyCalendar(
  { term }: MappedStudents,
  raw: { readonly names: readonly string[]; readonly columns: readonly (readonly string[])[] },
) {
  const cells = term === undefined ? [] : (raw.columns[raw.names.indexOf(term)] ?? [])
  return [...new Set(cells.map(cell => cell.trim()))]
    .filter(name => name !== '')
    .sort()
    .map(name => ({ name, start: '', days: 0 }))
}
