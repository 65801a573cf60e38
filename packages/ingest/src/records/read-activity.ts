import type { Records } from '@headway/campus'
import { refuseLines } from './load-sources.ts'
import { foundOf, type Reading } from './reading.ts'
import type { Reason, Refusals } from './refused-rows.ts'
import { startsOf } from './starts-of.ts'
import { type Kind, type Typed, typedColumns } from './typed-columns.ts'
import { type Workbench, watched } from './workbench.ts'

export interface ReadActivity {
  readonly activity: Records['activity']
  readonly rows: number // of the files
}

/** Numbers that stand in the place of an enrolment: why a row is refused. */
const reasons: Readonly<Record<number, Omit<Reason, 'file'>>> = {
  [-1]: {
    code: 'no_enrolment',
    expected: 'a student enrolled in the course and term',
    remedy: 'Add the enrolment, or leave these events out.',
  },
  [-2]: { code: 'wrong_type', column: 'day', expected: 'a whole day of the term', remedy: 'Write the day as a whole number.' },
  [-3]: { code: 'wrong_type', column: 'amount', expected: 'a number above 0', remedy: 'Write how much, as a number.' },
  [-4]: { code: 'no_resource', expected: 'a resource that is listed', remedy: 'List the resource with its kind.' },
}

/**
 * Events joined with the lookups `enrolled` and `listed`, added up by enrolment, day and resource, and sorted: all in DuckDB, in one
 * pass. Rows that cannot be placed are looked up again, if there are any, to be counted and shown.
 */
export async function readActivity(reading: Reading, enrolments: number): Promise<ReadActivity> {
  const { bench, preset, refusals } = reading
  const { connection, on, progress } = bench
  const { select, from } = preset.staging.activity
  const source = foundOf(reading, from)
  const { file } = source
  return on(file, async () => {
    const types = await connection.run(`select column_name, column_type from (describe ${select})`)
    const typeOf = Object.fromEntries(await types.getRowsJS())
    const placed = `select case when d is null or d <> floor(d) or d not between -32768 and 32767 then -2
        when not coalesce(amount > 0 and amount < 'inf', false) then -3
        when e.number is null then -1 when r.number is null then -4 else e.number end as enrolment, d, r.number as resource, amount, got
      from (select course, term, student, resource, try_cast(day as double) as d, try_cast(amount as double) as amount,
          {got} as got from (${select})) a
        left join (select number, course, term, try_cast(student as ${typeOf['student']}) as student from enrolled) e
          on e.course = a.course and e.term = a.term and e.student = a.student
        left join (select number, try_cast(id as ${typeOf['resource']}) as id from listed) r on r.id = a.resource`
    const grouped = `select enrolment, case when enrolment < 0 then 0 else d end::smallint as day,
        case when enrolment < 0 then 0 else resource end as resource, sum(amount)::float as amount
      from (${placed.replace('{got}', 'null')}) group by all order by 1, 2, 3`
    const [{ rows }] = (await (await connection.run(`select count(*)::integer as rows from (${select})`)).getRowObjectsJS()) as [
      { rows: number },
    ]
    const [enrolment, day, resource, amount] = await watched(bench, file, () =>
      typedColumns(connection, grouped, ['i32', 'i16', 'i32', 'f32']),
    )
    await refuseLines(bench, source, refusals)
    const placedAt = enrolment.findIndex(e => e >= 0)
    const first = placedAt < 0 ? enrolment.length : placedAt
    if (first > 0)
      await refuse(bench, placed.replace('{got}', "concat_ws(' ', course, term, student, resource, day, amount)"), file, refusals)
    progress(file, 1, 1)
    const starts = startsOf(enrolment.subarray(first), enrolments)
    const activity = { starts, day: after(day, first), resource: after(resource, first), amount: after(amount, first) }
    return { activity, rows }
  })
}

/** Without a copy where nothing is left out. */
function after<T extends Typed<Kind>>(values: T, first: number): T {
  return first === 0 ? values : (values.slice(first) as T)
}

async function refuse({ connection }: Workbench, placed: string, file: string, refusals: Refusals): Promise<void> {
  const counts = await connection.run(`select enrolment, count(*)::integer from (${placed}) where enrolment < 0 group by 1 order by 1 desc`)
  for (const [code, rows] of await counts.getRowsJS()) {
    const examples = await connection.run(`select got from (${placed}) where enrolment = ${Number(code)} limit 20`)
    refusals.addMany(
      { file, ...reasons[Number(code)]! },
      Number(rows),
      (await examples.getRowsJS()).map(([got]) => ({ got: String(got) })),
    )
  }
}
