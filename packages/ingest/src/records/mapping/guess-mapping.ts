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
import { guessEvents, guessStudents, guessSubmissions, type Note } from './guess-parts.ts'
import { type Looked, lookAt } from './look-at.ts'
import type { MappedStudents, Mapping } from './mapping.ts'
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
