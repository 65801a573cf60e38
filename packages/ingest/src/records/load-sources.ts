import { glob, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { sqlList, sqlName, sqlText } from '../duckdb.ts'
import { IngestError } from '../errors.ts'
import type { Preset, Source } from './preset.ts'
import { foundOf, type Reading } from './reading.ts'
import type { Refusals } from './refused-rows.ts'
import { type SourceCsv, sourceCsv } from './source-csv.ts'
import type { Workbench } from './workbench.ts'

const MOST_FAULTS = 100_000 // one for each cell that a line lacks
const spelt = { LF: '\\n', 'CR LF': '\\r\\n', CR: '\\r' } as const

/** The files of one source, found in a folder and with the right columns. */
export interface Found {
  readonly source: Source
  /** For messages: the file, or the pattern of files. */
  readonly file: string
  readonly csv?: SourceCsv
  readonly parquet?: readonly string[]
  readonly notes: readonly string[]
}

/**
 * Every file that a preset asks for, with its columns checked.
 *
 * @param root a `plainPath`
 * @throws IngestError `no_file`, `wrong_columns`, and what makes a file no table
 */
export async function findSources(bench: Workbench, preset: Preset, root: string): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const source of preset.sources) found.push(await bench.on(source.paths[0]!, () => findSource(bench, preset, source, root)))
  return found
}

/** Makes each source a table or view of its name. Lines of a small CSV file that are no rows are refused. */
export async function loadSources({ bench, preset: { missing }, found, refusals }: Reading): Promise<void> {
  const { connection, on, progress } = bench
  for (const [done, one] of found.entries()) {
    const { source, file, csv, parquet } = one
    const name = sqlName(source.name)
    progress(file, done, found.length)
    await on(file, async () => {
      if (parquet) await connection.run(`create view ${name} as from ${readParquet(parquet)}`)
      if (!csv) return
      const kind = source.large ? 'view' : 'table'
      const line = source.large ? '' : 'row_number() over () + 1 as line, '
      await connection.run(
        `create ${kind} ${name} as select ${line}${csv.names.map(n => cell(n, missing)).join(', ')} from ${readCsv(csv)}`,
      )
      if (!source.large) await refuseLines(bench, one, refusals)
    })
  }
}

/** Refuses the lines that the last reading of a CSV file could not take apart. */
export async function refuseLines({ connection }: Workbench, { file, csv }: Found, refusals: Refusals): Promise<void> {
  if (!csv) return
  const result = await connection.run(
    `select line::integer, any_value(csv_line), count(*)::integer from reject_errors natural join reject_scans
     where file_path = ${sqlText(csv.path)} and scan_id = (select max(scan_id) from reject_scans where file_path = ${sqlText(csv.path)})
     group by line order by line`,
  )
  const lines = await result.getRowsJS()
  if (lines.reduce((sum, [, , faults]) => sum + Number(faults), 0) >= MOST_FAULTS) {
    const many = `${lines.length} of its lines and more are no rows of ${csv.names.length} cells`
    throw new IngestError('damaged_file', file, `${many}. Check the delimiter, or export it again.`)
  }
  for (const [line, text] of lines) {
    const reason = {
      file,
      code: 'bad_line',
      expected: `${csv.names.length} cells, as in the header`,
      remedy:
        'Complete the line, or put quotes around a cell that holds the delimiter. A cut file lacks cells at its end: export it again.',
    } as const
    refusals.skip(reason, String(text), Number(line))
  }
}

/** What the preset knows to be wrong and its own SELECTs would pass over. */
export async function refuseChecks(reading: Reading): Promise<void> {
  const { bench, preset, refusals } = reading
  for (const { from, select, code, expected, remedy } of preset.checks) {
    const { file } = foundOf(reading, from)
    const rows = await bench.on(file, async () =>
      (await bench.connection.run(`select line::integer, got from (${select}) order by 1`)).getRowsJS(),
    )
    for (const [line, got] of rows) refusals.add({ file, code, expected, remedy }, String(got), refusals.lineOf(file, Number(line)))
  }
}

async function findSource(bench: Workbench, preset: Preset, source: Source, root: string): Promise<Found> {
  const there: { readonly pattern: string; readonly files: readonly string[] }[] = []
  for (const pattern of source.paths) {
    const files: string[] = []
    for await (const file of glob(pattern, { cwd: root })) files.push(file)
    if (files.length > 0) there.push({ pattern, files: files.sort() })
  }
  const [first, ...others] = there
  if (!first) {
    const choice = source.paths.length > 1 ? ` (or ${source.paths.slice(1).join(', ')})` : ''
    throw new IngestError(
      'no_file',
      source.paths[0]!,
      `${preset.title} needs this file${choice}, and the folder has none. Check the folder, or choose another preset.`,
    )
  }
  const { pattern, files } = first
  const notes = others.map(other => `${pattern} was read; ${other.pattern} is there as well and was left alone.`)
  if (!pattern.endsWith('.parquet')) {
    const csv = await sourceCsv(join(root, files[0]!), bench.folder)
    checkColumns(preset, source, pattern, csv.names)
    return { source, file: pattern, csv, notes: [...notes, ...csv.notes] }
  }
  for (const file of files) checkColumns(preset, source, file, await parquetColumns(bench, join(root, file), file))
  return { source, file: pattern, parquet: files.map(file => join(root, file)), notes }
}

function checkColumns({ title }: Preset, { columns }: Source, file: string, names: readonly string[]): void {
  const lacking = columns.filter(name => !names.includes(name))
  const extra = names.filter(name => !columns.includes(name))
  if (lacking.length === 0 && extra.length === 0) return
  const said = [
    ...(lacking.length > 0 ? [`lacks ${lacking.join(', ')}`] : []),
    ...(extra.length > 0 ? [`has ${extra.join(', ')} besides`] : []),
  ]
  throw new IngestError(
    'wrong_columns',
    file,
    `${title} has the columns ${columns.join(', ')} here; this file has ${names.join(', ')} (${said.join(' and ')}). Check that it is the right file, or choose another preset.`,
  )
}

/** Its own columns and those that its folders' names give. */
async function parquetColumns({ connection, on }: Workbench, path: string, file: string): Promise<readonly string[]> {
  return on(file, async () => {
    const rows = await (await connection.run(`select name from parquet_schema(${sqlText(path)}) offset 1`)).getRowsJS()
    return [...rows.map(([name]) => String(name)), ...[...file.matchAll(/([A-Za-z_]+)=/g)].map(([, name]) => name!)]
  })
}

/** DuckDB takes these characters for patterns and cannot be told otherwise: such a folder gets another name. */
export async function plainPath(folder: string, temporary: string): Promise<string> {
  if (!/[*?[\]{}]/.test(folder)) return resolve(folder)
  const link = join(temporary, 'source')
  await symlink(resolve(folder), link, 'junction')
  return link
}

function cell(name: string, missing: readonly string[]): string {
  const trimmed = `trim(${sqlName(name)})`
  return `case when ${trimmed} in (${['', ...missing].map(sqlText).join(', ')}) then null else ${trimmed} end as ${sqlName(name)}`
}

export function readCsv({ path, names, delimiter, lineEnds }: SourceCsv): string {
  const columns = names.map(name => `${sqlText(name)}: 'VARCHAR'`).join(', ')
  const dialect = `header = true, auto_detect = false, delim = ${sqlText(delimiter)}, quote = '"', escape = '"', new_line = '${spelt[lineEnds]}'`
  return `read_csv(${sqlText(path)}, columns = {${columns}}, ${dialect}, store_rejects = true, rejects_limit = ${MOST_FAULTS})`
}

function readParquet(paths: readonly string[]): string {
  return `read_parquet(${sqlList(paths)}, hive_partitioning = true, hive_types_autocast = false)`
}
