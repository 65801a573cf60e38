import { sqlName, sqlText } from '../../duckdb.ts'
import { calendarSql } from './calendar-term.ts'
import type { MappedEvents, MappedSubmissions, Mapping } from './mapping.ts'

export const column = (at: string, name: string) => `${at}.${sqlName(name)}`

export function studentSql(at: string, { student, pattern }: { readonly student: string; readonly pattern?: string }): string {
  const cell = column(at, student)
  return pattern === undefined ? cell : `nullif(regexp_extract(${cell}, ${sqlText(pattern)}, 1), '')`
}

/** SQL: student, course and term of each row of the students. */
export function keysSql({ students, course, term }: Mapping): string {
  const of = (name: string | undefined, all: string | undefined) => (name === undefined ? sqlText(all ?? '') : column('s', name))
  return `(select s.line, ${studentSql('s', students)} as student, ${of(students.course, course)} as course, ${of(students.term, term)} as term from students s)`
}

/**
 * SQL: rows of a file with course, term and the start of the term. Where the file does not say, the student's only enrolment that fits.
 */
export function placedSql(mapping: Mapping, file: string, part: MappedEvents | MappedSubmissions) {
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
