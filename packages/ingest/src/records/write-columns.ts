import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, FLOAT, INTEGER, SMALLINT, UTINYINT } from '@duckdb/node-api'
import { sqlName, sqlText } from '../duckdb.ts'
import { itemsOf, type Kind, type Typed } from './typed-columns.ts'

const types = { i32: INTEGER, i16: SMALLINT, f32: FLOAT, f64: DOUBLE, u8: UTINYINT } as const
const CHUNK = 2048
const FLUSH = 60 * CHUNK // a row group

/** Typed arrays of one length as a Parquet file, through a table of the connection; missing stays NaN. */
export async function writeColumns(
  connection: DuckDBConnection,
  path: string,
  columns: Readonly<Record<string, readonly [Kind, Typed<Kind>]>>,
): Promise<void> {
  const lists = Object.values(columns)
  const rows = lists[0]![1].length
  const declared = Object.entries(columns).map(([name, [kind]]) => `${sqlName(name)} ${types[kind]}`)
  await connection.run(`create or replace table written (${declared.join(', ')})`)
  const appender = await connection.createAppender('written')
  const chunkOf = (n: number) =>
    DuckDBDataChunk.create(
      lists.map(([kind]) => types[kind]),
      n,
    )
  let chunk = chunkOf(Math.min(CHUNK, rows))
  for (let start = 0; start < rows; start += CHUNK) {
    const end = Math.min(rows, start + CHUNK)
    if (end - start !== chunk.rowCount) chunk = chunkOf(end - start)
    for (const [j, [kind, values]] of lists.entries()) {
      const vector = chunk.getColumnVector(j)
      itemsOf(vector, kind).set(values.subarray(start, end))
      vector.flush()
    }
    appender.appendDataChunk(chunk)
    if (end % FLUSH === 0) appender.flushSync()
  }
  appender.closeSync()
  await connection.run(`copy written to ${sqlText(path)} (format parquet, compression zstd)`)
  await connection.run('drop table written')
}
