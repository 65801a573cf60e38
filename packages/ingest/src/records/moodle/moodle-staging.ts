import { sqlName, sqlText } from '../../duckdb.ts'
import { daySql } from '../mapping/day-sql.ts'
import type { Preset, Staging } from '../preset.ts'
import type { MoodleSection } from './find-sections.ts'
import type { MoodleOptions } from './moodle.ts'
import { ACTOR, gradeColumns, gradeItem, HANDED_IN, NOT_A_PERSON } from './moodle-columns.ts'

/** The canonical form of the tables `grades 0`, `log 0` …, `users` and `results`. @param calendar SQL: name, start, days */
export function moodleStaging(sections: readonly MoodleSection[], options: MoodleOptions, calendar: string): Staging {
  const all = (select: (section: MoodleSection, i: number) => string) => sections.map(select).join(' union all ')
  const enrolled = `(${all((s, i) => enrolledSql(s, i, options))})`
  const placed = (s: MoodleSection) => `${sqlText(s.course)} as course, ${sqlText(s.term)} as term`
  const graded = `(${all((s, i) => itemsSql(s, i, options))})`
  const handedIn = `(${all((s, i) => handedInSql(s, i, calendar))})`
  const id = (at: string) => `concat_ws(' / ', ${at}.term, ${at}.course, ${at}.item)`
  const logs = { from: 'log 0', ...(sections.length > 1 && { called: 'logs' }) }
  const gradebooks = { from: 'grades 0', ...(sections.length > 1 && { called: 'gradebooks' }) }
  const finals = (options.finals ?? []).map(sqlText).join(', ') || 'null'
  return {
    term: {
      ...gradebooks,
      select: `select name, start from ${calendar} where name in (${sections.map(s => sqlText(s.term)).join(', ')})`,
    },
    section: {
      ...gradebooks,
      select: `select 0 as line, s.course, s.term, calendar.days from (${all(s => `select ${placed(s)}`)}) s join ${calendar} on calendar.name = s.term`,
    },
    enrolment: {
      ...gradebooks,
      select: `select e.line, null as registered, null as withdrawn, e.course, e.term, e.student as "user", ${resultSql(options)} as result
        from ${enrolled} e join ${calendar} on calendar.name = e.term${options.results === undefined ? '' : ` left join results r on r.${sqlName(gradeColumns.id)} = e.number`}
        where e.student is not null and not ${wrongTotal(options)}`,
    },
    resource: {
      ...logs,
      select: `select distinct 0 as line, id, kind from (${all((s, i) => `select ${resourceSql(s)} as id, ${kindSql(s)} as kind from ${tableOf('log', i)} l`)})`,
    },
    activity: {
      ...logs,
      select: all(
        (s, i) => `select ${placed(s)}, ${actorSql(s)} as student, ${resourceSql(s)} as resource, ${dayOf(s)} as day, '1' as amount
          from ${tableOf('log', i)} l join ${calendar} on calendar.name = ${sqlText(s.term)}`,
      ),
    },
    assessment: {
      ...gradebooks,
      select: `select 0 as line, ${id('g')} as id, g.course, g.term, regexp_extract(g.item, '^(.+?): ', 1) as kind, null as due, null as weight,
          coalesce(g.item in (${finals}), false) as final
        from (select distinct course, term, item from ${graded}) g join (select distinct course, term, item from ${handedIn}) h using (course, term, item)`,
    },
    submission: {
      ...logs,
      select: `select 0 as line, ${id('h')} as assessment, h.student, max(h.day) as day, any_value(g.score) as score, '0' as banked
        from ${handedIn} h join ${graded} g using (course, term, item, student) group by h.course, h.term, h.item, h.student`,
    },
  }
}

/** Rows of a gradebook that find no user, or whose total is no number. */
export function moodleChecks(sections: readonly MoodleSection[], options: MoodleOptions): Preset['checks'] {
  return sections.flatMap((section, i): Preset['checks'] => {
    const from = `grades ${i}`
    const rows = `(select e.*, g.line as own from (${enrolledSql(section, i, options)}) e join ${tableOf('grades', i)} g on g.line = e.line - ${i} * ${LINES})`
    return [
      {
        from,
        select: `select own as line, coalesce(number, 'nothing') as got from ${rows} e where student is null`,
        code: 'missing_key',
        expected: options.join === 'id-number' ? 'an ID number' : 'an ID number that the list of users has',
        remedy: 'Give the user an ID number in Moodle and export again, or leave the row out.',
      },
      {
        from,
        select: `select own as line, total as got from ${rows} e where student is not null and ${wrongTotal(options)}`,
        code: 'wrong_type',
        expected: 'a number as the course total, or none',
        remedy: 'Export grades as points or percent, not as letters.',
      },
    ]
  })
}

function wrongTotal({ results }: MoodleOptions): string {
  return results === undefined ? `(e.total is not null and ${numberSql('e.total')} is null)` : 'false'
}

const LINES = 10_000_000 // more than a gradebook has: lines of several gradebooks must differ

const tableOf = (what: 'log' | 'grades', i: number) => sqlName(`${what} ${i}`)

/** The student is Moodle's number of the user. */
function enrolledSql({ course, term, total }: MoodleSection, i: number, { join }: MoodleOptions): string {
  const number = `g.${sqlName(gradeColumns.id)}`
  const users = join === 'id-number' ? '' : ` left join (select distinct id, idnumber from users) u on u.idnumber = ${number}`
  return `select g.line + ${i} * ${LINES} as line, ${sqlText(course)} as course, ${sqlText(term)} as term, ${number} as number,
      ${join === 'id-number' ? number : 'u.id'} as student, ${total === undefined ? 'null' : `g.${sqlName(total)}`} as total,
      g.${sqlName(gradeColumns.exported)} as exported from ${tableOf('grades', i)} g${users}`
}

/** A gradebook from before the end of its term has no results. */
function resultSql({ results, pass }: MoodleOptions): string {
  if (results !== undefined) return 'r."Result"'
  const total = numberSql('e.total')
  return `case when e.total is null or coalesce(try_cast(e.exported as double) < (calendar.start + calendar.days) * 86400.0, true) then null
    when ${total} >= ${Number(pass)} then 'Pass' else 'Fail' end`
}

/** "85,50 %": percent signs and decimal commas as Moodle writes them; it writes no other commas. */
function numberSql(cell: string): string {
  return `try_cast(replace(regexp_replace(${cell}, '\\s*%$', ''), ',', '.') as double)`
}

/** course, term, student, item and score in percent of every item of a module. */
function itemsSql(section: MoodleSection, i: number, options: MoodleOptions): string {
  const { names } = section.grades
  const items = [...new Set(names.flatMap(name => gradeItem(name)?.item ?? []))].filter(item => item.includes(': '))
  const structs = items.map(item => {
    const column = `${item} (Percentage)`
    const score = names.includes(column) ? `least(${numberSql(`g.${sqlName(column)}`)}, 100)` : 'null::double'
    return `{'item': ${sqlText(item)}, 'score': ${score}}`
  })
  const list = structs.length > 0 ? `[${structs.join(', ')}]` : `[]::struct(item varchar, score double)[]`
  return `select course, term, student, each.item, each.score from (select e.course, e.term, e.student, unnest(${list}) as each
    from (${enrolledSql(section, i, options)}) e join ${tableOf('grades', i)} g on g.line = e.line - ${i} * ${LINES})`
}

/**
 * course, term, student, item and day of everything handed in, also by Moodle when the time was up. A module's context is called as its grade
 * item: "Quiz: Week 3".
 */
function handedInSql(s: MoodleSection, i: number, calendar: string): string {
  return `select ${sqlText(s.course)} as course, ${sqlText(s.term)} as term, ${namedSql(s)} as student, l.${sqlName(s.columns.context)} as item,
      try_cast(${dayOf(s)} as integer) as day from ${tableOf('log', i)} l join ${calendar} on calendar.name = ${sqlText(s.term)}
    where regexp_matches(l.${sqlName(s.columns.description)}, ${sqlText(HANDED_IN)})`
}

function actorSql({ columns }: MoodleSection): string {
  const machine = `coalesce(l.${sqlName(columns.origin)} in (${NOT_A_PERSON.map(sqlText).join(', ')}), false)`
  return `case when not ${machine} then ${namedSql({ columns })} end`
}

function namedSql({ columns }: Pick<MoodleSection, 'columns'>): string {
  return `nullif(regexp_extract(l.${sqlName(columns.description)}, ${sqlText(ACTOR)}, 1), '')`
}

/** A context can be a person ("User: …"), so its text is never kept. */
function resourceSql(section: MoodleSection): string {
  return `concat(${kindSql(section)}, ' ', md5(coalesce(l.${sqlName(section.columns.context)}, '')))`
}

function kindSql({ columns }: MoodleSection): string {
  return `coalesce(l.${sqlName(columns.component)}, 'unknown')`
}

function dayOf({ columns, dates }: MoodleSection): string {
  return daySql(`l.${sqlName(columns.time)}`, dates, 'calendar.start')
}
