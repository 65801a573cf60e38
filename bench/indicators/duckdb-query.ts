import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Records } from '@headway/campus'
import { indicatorsFor } from '../../packages/campus/src/indicators/index.ts'
import type { Delays } from '../../packages/campus/src/moment/cut.ts'
import { connect, sqlText } from '../../packages/ingest/src/duckdb.ts'
import { typedColumns } from '../../packages/ingest/src/records/typed-columns.ts'

const template = readFileSync(join(import.meta.dirname, 'indicators.sql'), 'utf8')
const ADVERSE = ['Fail', 'Withdrawn']

export type Connection = Awaited<ReturnType<typeof connect>>

/** The files of `writeRecords` as tables in DuckDB's memory, sorted as they are stored; missing is NULL. Two threads. */
export async function loadTables({ terms, sections }: Records, folder: string): Promise<Connection> {
  const connection = await connect()
  const file = (name: string) => `read_parquet(${sqlText(join(folder, `${name}.parquet`))}, file_row_number = true)`
  const number = (name: string) => `case when not isnan(${name}) then ${name} end as ${name}`
  await connection.run('set threads = 2')
  await connection.run(
    `create table terms as select * from (values ${terms.map((t, i) => `(${i}, ${t.start})`).join(', ')}) as t(id, start)`,
  )
  await connection.run(
    `create table sections as select * from (values ${sections.map((s, i) => `(${i}, ${s.course}, ${s.term}, ${s.days})`).join(', ')}) as t(id, course, term, days)`,
  )
  await connection.run(`create table enrolments as
    select d.file_row_number::integer as id, (dense_rank() over (order by e.id_student) - 1)::integer as student, d.section,
      ${number('registered')}, ${number('withdrawn')}, e.final_result as outcome,
      (e.final_result in (${ADVERSE.map(sqlText).join(', ')}))::integer as adverse
    from ${file('dates')} d join ${file('enrolments')} e using (file_row_number) order by id`)
  await connection.run(`create table resources as select file_row_number::integer as id, kind from ${file('resources')} order by id`)
  await connection.run(`create table assessments as
    select file_row_number::integer as id, section, ${number('due')}, ${number('weight')}, final from ${file('assessments')} order by id`)
  await connection.run(`create table submissions as
    select file_row_number::integer as nth, enrolment, assessment, day, ${number('score')}, banked from ${file('submissions')} order by nth`)
  await connection.run(`create table activity as select enrolment, day, resource, amount from ${file('activity')} order by file_row_number`)
  return connection
}

/** @returns a column per indicator, in the order of `indicatorsFor`; NaN for NULL */
export async function queryAt(
  connection: Connection,
  kinds: readonly string[],
  day: number,
  delays: Delays,
): Promise<readonly Float64Array[]> {
  const indicators = indicatorsFor(kinds)
  return typedColumns(
    connection,
    sqlAt(kinds, day, delays),
    indicators.map(() => 'f64' as const),
  )
}

function sqlAt(kinds: readonly string[], day: number, { marking, results }: Delays): string {
  const indicators = indicatorsFor(kinds).map(i => i.name)
  const own = indicators.slice(-kinds.length)
  const ranked = indicators.filter(name => name.endsWith('_rank')).map(name => name.slice(0, -'_rank'.length))
  const parts: Readonly<Record<string, string>> = {
    day: String(day),
    marking: String(marking),
    results: String(results),
    weeks: String(Math.max(0, Math.floor((day + 1) / 7))),
    shares: own.map((name, k) => `coalesce(sum(amount) filter (where r.kind = ${k}), 0) / sum(amount) as ${name}`).join(',\n    '),
    share_names: own.join(', '),
    ranks: ranked
      .map(
        name => `case when ${name} is not null
      then (rank() over by_${name} + count(*) over by_${name} - 2) / 2 / nullif(count(${name}) over (partition by section) - 1, 0)
    end as ${name}_rank`,
      )
      .join(',\n    '),
    windows: ranked.map(name => `by_${name} as (partition by section order by ${name} nulls last)`).join(',\n    '),
    columns: indicators.map(name => `coalesce(${name}::double, 'nan'::double) as ${name}`).join(',\n  '),
  }
  return template.replace(/\{(\w+)\}/g, (_, name: string) => parts[name]!)
}
