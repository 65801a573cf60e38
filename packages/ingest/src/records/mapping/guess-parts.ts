import { sqlName } from '../../duckdb.ts'
import { ACTOR } from '../moodle/moodle-columns.ts'
import type { Workbench } from '../workbench.ts'
import { columnHints, type Hint } from './column-hints.ts'
import { describeColumns } from './describe-columns.ts'
import { formIn, type Looked } from './look-at.ts'
import type { MappedEvents, MappedStudents, MappedSubmissions } from './mapping.ts'

/** Says what was guessed. */
export type Note = (what: string, file: string, guess: string, why: string) => void

export async function guessStudents(
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

export async function guessEvents(
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

export async function guessSubmissions(bench: Workbench, looked: Looked, note: Note): Promise<MappedSubmissions> {
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
