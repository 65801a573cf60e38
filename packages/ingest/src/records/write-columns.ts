import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, FLOAT, INTEGER, SMALLINT, UTINYINT } from '@duckdb/node-api'
import { sqlName, sqlText } from '../duckdb.ts'
import { itemsOf, type Kind, type Typed } from './typed-columns.ts'

const types = { i32: INTEGER, i16: SMALLINT, f32: FLOAT, f64: DOUBLE, u8: UTINYINT } as const
const CHUNK = 2048

/** Typed arrays of one length as a Parquet file; missing stays NaN. */
export async function writeColumns(
  connection: DuckDBConnection,
  path: string,
  columns: Readonly<Record<string, readonly [Kind, Typed<Kind>]>>,
): Promise<void> {
  const entries = Object.entries(columns)
  const rows = entries[0]![1][1].length
  const declared = entries.map(([name, [kind]]) => `${sqlName(name)} ${types[kind]}`).join(', ')
  await connection.run(`create or replace temp table written (${declared})`)
  const appender = await connection.createAppender('written', 'main', 'temp')
  for (let start = 0; start < rows; start += CHUNK) {
    const end = Math.min(rows, start + CHUNK)
    const chunk = DuckDBDataChunk.create(
      entries.map(([, [kind]]) => types[kind]),
      end - start,
    )
    for (const [j, [, [kind, values]]] of entries.entries()) {
      const vector = chunk.getColumnVector(j)
      itemsOf(vector, kind).set(values.subarray(start, end))
      vector.flush()
    }
    appender.appendDataChunk(chunk)
    if (start % (CHUNK * 64) === 0) appender.flushSync()
  }
  appender.closeSync()
  await connection.run(`copy temp.written to ${sqlText(path)} (format parquet, compression zstd)`)
  await connection.run('drop table temp.written')
}
