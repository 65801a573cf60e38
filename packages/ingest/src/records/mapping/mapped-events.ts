import { sqlText } from '../../duckdb.ts'
import type { Staging } from '../preset.ts'
import { daySql } from './day-sql.ts'
import { column, placedSql, studentSql } from './mapped-keys.ts'
import type { Mapping } from './mapping.ts'

const START = 'coalesce(calendar.start, 0)' // what finds no term is refused for that, not for its date

export function activityOf(mapping: Mapping): Pick<Staging, 'activity' | 'resource'> {
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

export function submissionsOf(mapping: Mapping): Pick<Staging, 'assessment' | 'submission'> {
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
