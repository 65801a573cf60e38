import { glob, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { sqlList, sqlName, sqlText } from '../duckdb.ts'
import { IngestError } from '../errors.ts'
import type { Preset, Source } from './preset.ts'
import { foundOf, type Reading } from './reading.ts'
import type { Refusals } from './refused-rows.ts'
import { type SourceCsv, sourceCsv } from './source-csv.ts'
import type { Workbench } from './workbench.ts'

const MOST_BAD_LINES = 10_000

/** The files of one source, found in a folder and with the right columns. */
export interface Found {
  readonly source: Source
  /** For messages: the file, or the pattern of files. */
  readonly file: string
  readonly csv?: SourceCsv
  readonly parquet?: readonly string[]
}

/**
 * Every file that a preset asks for, with its columns checked.
 *
 * @throws IngestError `no_file`, `wrong_columns`, and what makes a file no table
 */
export async function findSources(bench: Workbench, preset: Preset, folder: string): Promise<readonly Found[]> {
  const root = await plainPath(folder, bench.folder)
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
  const lines = await connection.run(
    `select line::integer, any_value(csv_line) from reject_errors natural join reject_scans
     where file_path = ${sqlText(csv.path)} and scan_id = (select max(scan_id) from reject_scans where file_path = ${sqlText(csv.path)})
     group by line order by line`,
  )
  const found = await lines.getRowsJS()
  if (found.length >= MOST_BAD_LINES)
    throw new IngestError(
      'damaged_file',
      file,
      `${MOST_BAD_LINES} of its lines or more are no rows of ${csv.names.length} cells. Export it again.`,
    )
  for (const [line, text] of found) {
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
  for (const pattern of source.paths) {
    const files: string[] = []
    for await (const file of glob(pattern, { cwd: root })) files.push(file)
    files.sort()
    if (files.length === 0) continue
    const paths = files.map(file => join(root, file))
    if (pattern.endsWith('.parquet')) {
      for (const path of paths) checkColumns(preset, source, files[paths.indexOf(path)]!, await parquetColumns(bench, root, path))
      return { source, file: pattern, parquet: paths }
    }
    const csv = await sourceCsv(paths[0]!, bench.folder)
    checkColumns(preset, source, pattern, csv.names)
    return { source, file: pattern, csv }
  }
  throw new IngestError(
    'no_file',
    source.paths[0]!,
    `${preset.title} needs this file${source.paths.length > 1 ? ` (or ${source.paths.slice(1).join(', ')})` : ''}, and the folder has none. Check the folder, or choose another preset.`,
  )
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
async function parquetColumns({ connection, on }: Workbench, root: string, path: string): Promise<readonly string[]> {
  const within = path.slice(root.length)
  return on(within, async () => {
    const rows = await (await connection.run(`select name from parquet_schema(${sqlText(path)}) offset 1`)).getRowsJS()
    return [...rows.map(([name]) => String(name)), ...[...within.matchAll(/([A-Za-z_]+)=/g)].map(([, name]) => name!)]
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

export function readCsv({ path, names, delimiter, lineEnd }: SourceCsv): string {
  const columns = names.map(name => `${sqlText(name)}: 'VARCHAR'`).join(', ')
  const dialect = `header = true, auto_detect = false, delim = ${sqlText(delimiter)}, quote = '"', escape = '"', new_line = '${lineEnd}'`
  return `read_csv(${sqlText(path)}, columns = {${columns}}, ${dialect}, store_rejects = true, rejects_limit = ${MOST_BAD_LINES})`
}

function readParquet(paths: readonly string[]): string {
  return `read_parquet(${sqlList(paths)}, hive_partitioning = true, hive_types_autocast = false)`
}
