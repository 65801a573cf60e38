import type { Records } from '@headway/campus'
import { refuseLines } from './load-sources.ts'
import { fileOf, foundOf, type Reading } from './reading.ts'
import type { Reason } from './refused-rows.ts'
import { startsOf } from './starts-of.ts'
import { type TypedColumns, typedColumns } from './typed-columns.ts'
import { type Workbench, watched } from './workbench.ts'

export interface ReadActivity {
  readonly activity: Records['activity']
  readonly rows: number // of the files
}

type Sorted = TypedColumns<readonly ['i32', 'i16', 'i32', 'f32']>

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
 * Events joined with the lookups `enrolled` and `listed` and sorted by enrolment, day and resource in DuckDB, in one pass; added up here
 * (twice as fast as a GROUP BY before the sort). Rows that cannot be placed come first; the files are read again to show some of them.
 */
export async function readActivity(reading: Reading, enrolments: number): Promise<ReadActivity> {
  const { bench, preset, refusals } = reading
  const { connection, on, progress } = bench
  const { select, from } = preset.staging.activity
  const file = fileOf(reading, preset.staging.activity)
  return on(file, async () => {
    const types = await connection.run(`select column_name, column_type from (describe ${select})`)
    const typeOf = Object.fromEntries(await types.getRowsJS())
    const placed = (got: string) => `
      select case when d is null or d <> floor(d) or d not between -32768 and 32767 then -2
          when not coalesce(a.amount > 0 and a.amount < 'inf', false) then -3
          when e.number is null then -1 when r.number is null then -4 else e.number end as enrolment,
        d, r.number as resource, a.amount, got
      from (select course, term, student, resource, try_cast(day as double) as d, try_cast(amount as double) as amount, ${got} as got
          from (${select})) a
        left join (select number, course, term, try_cast(student as ${typeOf['student']}) as student from enrolled) e
          on e.course = a.course and e.term = a.term and e.student = a.student
        left join (select number, try_cast(id as ${typeOf['resource']}) as id from listed) r on r.id = a.resource`
    const sorted = `select enrolment, case when enrolment < 0 then 0 else d end::smallint as day,
        case when enrolment < 0 then 0 else resource end as resource, case when enrolment < 0 then 0 else amount end::float
      from (${placed('null')}) order by 1, 2, 3`
    const total = foundOf(reading, from).parquet ? await countRows(bench, select) : undefined
    const half = (rows: number) => total !== undefined && progress(file, 49 + Math.floor((50 * rows) / total), 100)
    const columns = await watched(bench, file, () => typedColumns(connection, sorted, ['i32', 'i16', 'i32', 'f32'], half))
    for (const one of reading.found) if (one.source.large) await refuseLines(bench, one, refusals)
    const rows = columns[0].length
    const placedAt = columns[0].findIndex(e => e >= 0)
    const bad = columns[0].subarray(0, placedAt < 0 ? rows : placedAt)
    if (bad.length > 0) {
      const shown = "concat_ws(' ', course, term, student, resource, day, amount)"
      for (const code of [...new Set(bad)].sort((a, b) => b - a)) {
        const examples = await connection.run(`select got from (${placed(shown)}) where enrolment = ${code} limit 20`)
        const got = (await examples.getRowsJS()).map(([text]) => ({ got: String(text) }))
        refusals.addMany({ file, ...reasons[code]! }, bad.filter(c => c === code).length, got)
      }
    }
    progress(file, 100, 100)
    return { activity: addedUp(columns, bad.length, enrolments), rows }
  })
}

/** Cheap where the files say it themselves. */
async function countRows({ connection }: Workbench, select: string): Promise<number> {
  const [row] = await (await connection.run(`select count(*)::double from (${select})`)).getRowsJS()
  return Number(row![0])
}

/** One event per enrolment, day and resource from sorted rows; the first ones are left out. Writes over the columns. */
function addedUp([enrolment, day, resource, amount]: Sorted, first: number, enrolments: number): Records['activity'] {
  let to = 0
  for (let i = first; i < enrolment.length; to++) {
    const [e, d, r] = [enrolment[i]!, day[i]!, resource[i]!]
    let sum = 0
    for (; i < enrolment.length && enrolment[i] === e && day[i] === d && resource[i] === r; i++) sum += amount[i]!
    enrolment[to] = e
    day[to] = d
    resource[to] = r
    amount[to] = sum
  }
  const starts = startsOf(enrolment.subarray(0, to), enrolments)
  return { starts, day: day.slice(0, to), resource: resource.slice(0, to), amount: amount.slice(0, to) }
}
