import type { Codebook, Field } from '@headway/campus'
import { sqlName } from '../../duckdb.ts'
import { IngestError } from '../../errors.ts'
import type { Preset, Staging } from '../preset.ts'
import { calendarSql } from './calendar-term.ts'
import { daySql } from './day-sql.ts'
import { activityOf, submissionsOf } from './mapped-events.ts'
import { column, keysSql } from './mapped-keys.ts'
import { codebookOf, type MappedStudents, type Mapping } from './mapping.ts'

/**
 * A mapping as a preset. An event or submission whose file says no course or no term belongs to the student's only enrolment that fits;
 * of a student with several it is refused.
 *
 * @throws IngestError `no_calendar`, CampusError `bad_codebook`
 */
export function mappedPreset(mapping: Mapping, name = 'mapping'): Preset {
  const { title, students, events, submissions, calendar } = mapping
  if (calendar.length === 0)
    throw new IngestError(
      'no_calendar',
      students.file,
      'no term has a start, so dates are no days of a term. Give each term: --term NAME=START:DAYS, as in --term 2026W=2026-10-01:120.',
    )
  const kept = codebookOf(students)
  const source = (part: { readonly file: string; readonly columns: readonly string[] } | undefined, called: string, large: boolean) =>
    part ? [{ name: called, paths: [part.file], columns: part.columns, ...(large && { large }) }] : []
  return {
    name,
    title,
    ...(name === 'mapping' && { mapping }),
    sources: [...source(students, 'students', false), ...source(events, 'events', true), ...source(submissions, 'submissions', false)],
    missing: kept.missing,
    staging: { ...sectionsOf(mapping), ...enrolmentOf(mapping, kept), ...activityOf(mapping), ...submissionsOf(mapping) },
    checks: [],
    codebook: (courses: readonly string[], terms: readonly string[]) => fullCodebook(mapping, kept, courses, terms),
    assumptions: [
      ...(mapping.course === undefined ? [] : [`All enrolments are in the course ${mapping.course}.`]),
      ...(mapping.term === undefined ? [] : [`All enrolments are in the term ${mapping.term}.`]),
      ...calendar.map(t => `The term ${t.name} starts on ${t.start} and its courses last ${t.days} days.`),
    ],
  }
}

function sectionsOf(mapping: Mapping): Pick<Staging, 'term' | 'section'> {
  const keys = keysSql(mapping)
  const terms = calendarSql(mapping.calendar)
  return {
    term: { from: 'students', select: `select name, start from ${terms} where name in (select term from ${keys} k)` },
    section: {
      from: 'students',
      select: `select min(k.line) as line, k.course, k.term, any_value(calendar.days) as days
        from ${keys} k join ${terms} on calendar.name = k.term where k.course is not null group by k.course, k.term`,
    },
  }
}

function enrolmentOf(mapping: Mapping, kept: Codebook): Pick<Staging, 'enrolment'> {
  const { students } = mapping
  const day = (name: string | undefined) =>
    name === undefined ? 'null' : daySql(column('s', name), students.dates ?? 'day of term', 'calendar.start')
  const named = keyNames(students)
  const columns = [
    `k.student as ${sqlName(named.student)}`,
    `k.course as ${sqlName(named.course)}`,
    `k.term as ${sqlName(named.term)}`,
    ...kept.fields.map(f => column('s', f.name)),
  ]
  return {
    enrolment: {
      from: 'students',
      select: `select s.line, ${day(students.registered)} as registered, ${day(students.withdrawn)} as withdrawn, ${columns.join(', ')}
        from students s join ${keysSql(mapping)} k on k.line = s.line left join ${calendarSql(mapping.calendar)} on calendar.name = k.term`,
    },
  }
}

/** Columns that the file lacks get these names. */
function keyNames({ student, course = 'course', term = 'term' }: MappedStudents) {
  return { student, course, term }
}

function fullCodebook({ title, students }: Mapping, kept: Codebook, courses: readonly string[], terms: readonly string[]): Codebook {
  const named = keyNames(students)
  const listed = (values: readonly string[]) => values.map(value => ({ value, label: value }))
  const field = (name: string, role: Field['role'], scale: Field['scale'], marks: Partial<Field> = {}): Field => {
    return { name, title: name, scale, role, actionable: false, availableFrom: 'registration', ...marks }
  }
  return {
    name: 'records',
    title,
    key: [named.course, named.term, named.student],
    missing: [],
    fields: [
      field(named.course, 'course', { kind: 'nominal', codes: listed(courses) }, { rule: 'course' }),
      field(named.term, 'term', { kind: 'ordinal', codes: listed(terms) }),
      field(named.student, 'student', { kind: 'identifier' }),
      ...kept.fields,
    ],
  }
}
