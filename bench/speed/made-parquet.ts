import { connect, sqlText } from '../../packages/ingest/src/duckdb.ts'

/** Columns x00, x01 … of numbers from 0 to 1, hardly two alike, and y, 0 or 1, that hangs on the first three: 8 bytes to a cell. */
export async function madeParquet(file: string, rows: number, columns: number): Promise<void> {
  const connection = await connect()
  try {
    const number = (j: number) => `hash(i, ${j}) / 18446744073709551616.0`
    const x = Array.from({ length: columns }, (_, j) => `${number(j)} as x${String(j).padStart(2, '0')}`)
    const y = `(x00 + x01 * x02 + ${number(columns)} > 1.25)::integer as y`
    const from = `select i, ${x.join(', ')} from range(${rows}) t(i)`
    await connection.run(`copy (select * exclude (i), ${y} from (${from})) to ${sqlText(file)} (format parquet)`)
  } finally {
    connection.disconnectSync()
  }
}
