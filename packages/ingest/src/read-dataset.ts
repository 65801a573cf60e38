import { copyFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type Codebook, type Dataset, datasetHash, decodeCodebook } from '@headway/campus'
import { type Column, categoricalColumn, numericColumn, table } from '@headway/learn'
import { connect, sqlList, sqlText } from './duckdb.ts'
import { IngestError } from './errors.ts'
import { withTemporaryFolder } from './with-temporary-folder.ts'

/**
 * A dataset that `writeDataset` wrote, with the same hash; the hash is computed again from what was read.
 *
 * @throws IngestError `no_file`, `bad_dataset_file` (not ours, damaged, or changed since)
 */
export async function readDataset(path: string): Promise<Dataset> {
  const file = basename(path)
  const stats = await stat(path).catch(() => undefined)
  if (!stats?.isFile()) throw new IngestError('no_file', file, `there is no dataset at ${path}. Check the path.`)
  // DuckDB takes these characters for patterns and cannot be told otherwise
  if (!/[*?[\]{}]/.test(path)) return readPlain(path, file)
  return withTemporaryFolder(async folder => {
    const copy = join(folder, 'dataset.parquet')
    await copyFile(path, copy)
    return readPlain(copy, file)
  })
}

async function readPlain(path: string, file: string): Promise<Dataset> {
  const connection = await connect()
  try {
    const { hash, synthetic, codebook } = await readMark(connection, path, file)
    const columns = await readColumns(connection, path, codebook)
    const whole = table(columns)
    const found = datasetHash(codebook, whole)
    if (found === hash) return { codebook, table: whole, hash, synthetic }
    throw bad(file, `its cells have the hash ${found.slice(0, 12)}…, but it says ${hash.slice(0, 12)}…: it was changed or damaged`)
  } catch (error) {
    if (error instanceof IngestError) throw error
    throw bad(file, `it can't be read (${error instanceof Error ? error.message.split('\n')[0]!.slice(0, 120) : String(error)})`, error)
  } finally {
    connection.disconnectSync()
  }
}

async function readMark(
  connection: DuckDBConnection,
  path: string,
  file: string,
): Promise<{ hash: string; synthetic: boolean; codebook: Codebook }> {
  const found = await connection.run(`select decode(value) from parquet_kv_metadata(${sqlText(path)}) where decode(key) = 'headway'`)
  const [row] = await found.getRowsJS()
  if (!row) throw bad(file, 'it is a Parquet file, but not one of ours')
  const mark: unknown = JSON.parse(String(row[0]))
  if (typeof mark === 'object' && mark !== null && 'version' in mark && mark.version === 1) {
    if (
      'hash' in mark &&
      typeof mark.hash === 'string' &&
      'synthetic' in mark &&
      typeof mark.synthetic === 'boolean' &&
      'package' in mark
    ) {
      return { hash: mark.hash, synthetic: mark.synthetic, codebook: decodeCodebook(mark.package) }
    }
  }
  throw bad(file, 'its mark is of another version')
}

async function readColumns(connection: DuckDBConnection, path: string, { fields }: Codebook): Promise<Column[]> {
  const names = fields.map((_, j) => `c${j}`)
  const selected = fields.map(({ scale }, j) =>
    'codes' in scale ? `list_position(${sqlList(scale.codes.map(c => c.value))}, c${j})` : `c${j}`,
  )
  const result = await connection.stream(`select ${selected.join(', ')} from read_parquet(${sqlText(path)}) as cells(${names.join(', ')})`)
  const cells = fields.map((): (number | string | null)[] => [])
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let j = 0; j < fields.length; j++) {
      for (const value of chunk.getColumnValues(j)) cells[j]!.push(typeof value === 'number' || typeof value === 'string' ? value : null)
    }
  }
  return fields.map(({ name, scale }, j) => {
    const column = cells[j]!
    if (scale.kind === 'quantity')
      return numericColumn(
        name,
        column.map(value => (value === null ? NaN : Number(value))),
      )
    if (scale.kind !== 'identifier') {
      return categoricalColumn(
        name,
        column.map(value => (value === null ? -1 : Number(value) - 1)),
        scale.codes.map(c => c.value),
        { ordered: scale.kind === 'ordinal' },
      )
    }
    const places = new Map<string, number>()
    const codes = column.map(value => {
      if (value === null) return -1
      const text = String(value)
      const place = places.get(text) ?? places.size
      if (place === places.size) places.set(text, place)
      return place
    })
    return categoricalColumn(name, codes, [...places.keys()])
  })
}

function bad(file: string, what: string, cause?: unknown): IngestError {
  return new IngestError('bad_dataset_file', file, `this is no intact dataset: ${what}. Import the original file again.`, { cause })
}
