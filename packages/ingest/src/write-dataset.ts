import { DOUBLE, DuckDBDataChunk, type DuckDBType, type DuckDBValue, INTEGER, VARCHAR } from '@duckdb/node-api'
import { type Dataset, encodeCodebook } from '@headway/campus'
import { type Column, canonicalJson } from '@headway/learn'
import { connect, sqlList, sqlName, sqlText } from './duckdb.ts'
import { writeAtomically } from './write-atomically.ts'

const CHUNK = 2048

/**
 * A dataset as one Parquet file: quantities as DOUBLE, everything else as the code texts; missing is NULL. The codebook (as a data
 * package), the hash and the synthetic mark stand in the file's own key-value metadata, under `headway`.
 *
 * @throws IngestError `cannot_write`; what stood at `path` then stays
 */
export async function writeDataset({ codebook, hash, synthetic, table }: Dataset, path: string): Promise<void> {
  const headway = canonicalJson({ version: 1, hash, synthetic, package: encodeCodebook(codebook) })
  const columns = table.columns.map((column, j) => plan(column, codebook.fields[j]!.scale.kind === 'identifier'))
  const connection = await connect()
  try {
    await connection.run(`create temp table cells (${columns.map(({ type }, j) => `c${j} ${type}`).join(', ')})`)
    const appender = await connection.createAppender('cells', 'main', 'temp')
    for (let start = 0; start < table.rows; start += CHUNK) {
      const end = Math.min(table.rows, start + CHUNK)
      const chunk = DuckDBDataChunk.create(columns.map(({ type }) => type))
      chunk.setColumns(columns.map(({ cell }) => Array.from({ length: end - start }, (_, i) => cell(start + i))))
      appender.appendDataChunk(chunk)
    }
    appender.closeSync()
    const selected = columns.map(({ expression }, j) => `${expression(`c${j}`)} as ${sqlName(table.columns[j]!.name)}`).join(', ')
    const format = `format parquet, compression zstd, kv_metadata {headway: ${sqlText(headway)}}`
    await writeAtomically(path, async temporary => {
      await connection.run(`copy (select ${selected} from cells) to ${sqlText(temporary)} (${format})`)
    })
  } finally {
    await connection.run('drop table if exists temp.cells').finally(() => connection.disconnectSync())
  }
}

interface ColumnPlan {
  readonly type: DuckDBType
  readonly cell: (row: number) => DuckDBValue
  readonly expression: (name: string) => string
}

/** Codes cross as numbers and become their texts in DuckDB; identifiers, which are mostly distinct, cross as texts. */
function plan(column: Column, identifier: boolean): ColumnPlan {
  if (column.kind === 'numeric') {
    const { values } = column
    return { type: DOUBLE, cell: row => (Number.isNaN(values[row]) ? null : values[row]!), expression: name => name }
  }
  const { codes, levels } = column
  if (identifier) return { type: VARCHAR, cell: row => levels[codes[row]!] ?? null, expression: name => name }
  return {
    type: INTEGER,
    cell: row => (codes[row]! < 0 ? null : codes[row]! + 1),
    expression: name => `list_extract(${sqlList(levels)}, ${name})`,
  }
}
