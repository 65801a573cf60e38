import type { Codebook, Field } from '@headway/campus'
import { sqlName, sqlText } from '../../duckdb.ts'
import { IngestError } from '../../errors.ts'
import type { Preset, Staging } from '../preset.ts'
import { calendarSql } from './calendar-term.ts'
import { daySql } from './day-sql.ts'
import { codebookOf, type MappedEvents, type MappedStudents, type MappedSubmissions, type Mapping } from './mapping.ts'

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

const column = (at: string, name: string) => `${at}.${sqlName(name)}`

function studentSql(at: string, { student, pattern }: { readonly student: string; readonly pattern?: string }): string {
  const cell = column(at, student)
  return pattern === undefined ? cell : `nullif(regexp_extract(${cell}, ${sqlText(pattern)}, 1), '')`
}

/** SQL: student, course and term of each row of the students. */
function keysSql({ students, course, term }: Mapping): string {
  const of = (name: string | undefined, all: string | undefined) => (name === undefined ? sqlText(all ?? '') : column('s', name))
  return `(select s.line, ${studentSql('s', students)} as student, ${of(students.course, course)} as course, ${of(students.term, term)} as term from students s)`
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

/**
 * SQL: rows of a file with course, term and the start of the term. Where the file does not say, the student's only enrolment that fits.
 */
function placedSql(mapping: Mapping, file: string, part: MappedEvents | MappedSubmissions) {
  const { calendar, students } = mapping
  const known = {
    course:
      part.course !== undefined ? column('e', part.course) : students.course === undefined ? sqlText(mapping.course ?? '') : undefined,
    term: part.term !== undefined ? column('e', part.term) : students.term === undefined ? sqlText(mapping.term ?? '') : undefined,
  }
  const fits = ['student', ...(known.course ? ['course'] : []), ...(known.term ? ['term'] : [])]
  const only =
    known.course && known.term
      ? ''
      : ` left join (select ${fits.join(', ')}, ${['course', 'term']
          .filter(c => !fits.includes(c))
          .map(c => `any_value(${c}) as ${c}`)
          .join(', ')}
          from ${keysSql(mapping)} k group by ${fits.join(', ')} having count(distinct (course, term)) = 1) u
        on u.student = ${studentSql('e', part)}${known.course ? ` and u.course = ${known.course}` : ''}${known.term ? ` and u.term = ${known.term}` : ''}`
  const [course, term] = [known.course ?? 'u.course', known.term ?? 'u.term']
  return { course, term, from: `${file} e${only} left join ${calendarSql(calendar)} on calendar.name = ${term}` }
}

const START = 'coalesce(calendar.start, 0)' // what finds no term is refused for that, not for its date

function activityOf(mapping: Mapping): Pick<Staging, 'activity' | 'resource'> {
  const { events } = mapping
  if (!events)
    return {
      resource: { from: 'students', select: 'select 0 as line, null::varchar as id, null::varchar as kind where false' },
      activity: {
        from: 'students',
        select:
          'select null::varchar as course, null::varchar as term, null::varchar as student, null::varchar as resource, null as day, null as amount where false',
      },
    }
  const { course, term, from } = placedSql(mapping, 'events', events)
  const what = events.what === undefined ? `'activity'` : `coalesce(${column('e', events.what)}, 'unknown')`
  const amount = events.amount === undefined ? `'1'` : column('e', events.amount)
  return {
    resource: { from: 'events', select: `select distinct 0 as line, ${what} as id, ${what} as kind from events e` },
    activity: {
      from: 'events',
      select: `select ${course} as course, ${term} as term, ${studentSql('e', events)} as student, ${what} as resource,
        ${daySql(column('e', events.time), events.dates ?? 'day of term', START)} as day, ${amount} as amount from ${from}`,
    },
  }
}

function submissionsOf(mapping: Mapping): Pick<Staging, 'assessment' | 'submission'> {
  const { submissions } = mapping
  if (!submissions)
    return {
      assessment: {
        from: 'students',
        select: `select 0 as line, null::varchar as id, null as course, null as term, null as kind, null as due, null as weight, null as final where false`,
      },
      submission: {
        from: 'students',
        select: `select 0 as line, null::varchar as assessment, null::varchar as student, null as day, null as score, null as banked where false`,
      },
    }
  const { course, term, from } = placedSql(mapping, 'submissions', submissions)
  const name = column('e', submissions.assessment)
  const id = `concat_ws(' / ', ${course}, ${term}, ${name})`
  const kind = submissions.kind === undefined ? `'assessment'` : column('e', submissions.kind)
  const finals = (submissions.finals ?? []).map(sqlText).join(', ') || 'null'
  const score = submissions.score === undefined ? 'null' : column('e', submissions.score)
  return {
    assessment: {
      from: 'submissions',
      select: `select min(e.line) as line, ${id} as id, ${course} as course, ${term} as term, min(${kind}) as kind, null as due, null as weight,
          coalesce(${name} in (${finals}), false) as final
        from ${from} where ${course} is not null and ${term} is not null and ${name} is not null group by ${course}, ${term}, ${name}`,
    },
    submission: {
      from: 'submissions',
      select: `select e.line, ${id} as assessment, ${studentSql('e', submissions)} as student,
        ${daySql(column('e', submissions.time), submissions.dates ?? 'day of term', START)} as day, ${score} as score, '0' as banked from ${from}`,
    },
  }
}
