import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { connect, sqlText } from './duckdb.ts'
import { IngestError } from './errors.ts'
import type { Limits } from './limits.ts'
import type { OpenedFile } from './opened-file.ts'
import { parseRecord } from './parse-record.ts'
import type { RawFile } from './raw-file.ts'
import { siftCsv } from './sift-csv.ts'
import { withTemporaryFolder } from './with-temporary-folder.ts'

const MARK = '\ufeff' // DuckDB takes away the one that a file begins with, even where it belongs to a cell
const UNIT = '\u001f' // never in a cell: `decodeText` refuses control characters

/**
 * A CSV file as `siftCsv` understands it. DuckDB takes the rows apart, from a clean UTF-8 copy that holds those of the right width.
 *
 * @throws IngestError for a file that is no table; rows of another width come back as refusals
 */
export function readCsv(file: OpenedFile, limits: Limits): Promise<RawFile> {
  return siftCsv(file, limits, read =>
    withTemporaryFolder(async folder => {
      const copy = join(folder, 'rows.csv')
      const out = openSync(copy, 'w')
      writeSync(out, MARK)
      let open = true
      const close = () => {
        if (open) closeSync(out)
        open = false
      }
      try {
        return await read({
          keep: (rows, delimiter) => void writeSync(out, rows.map(row => `${plainly(row, delimiter)}\n`).join('')),
          columns(width, rows, delimiter) {
            close()
            return takeApart(copy, delimiter, width, rows, file.name)
          },
        })
      } finally {
        close()
      }
    }),
  )
}

/** DuckDB takes spaces outside quotes for a part of the cell, and the quotes with them: such a row is written without these spaces. */
function plainly(row: string, delimiter: string): string {
  if (!/ "|" /.test(row)) return row
  return parseRecord(row, delimiter)
    .map(cell => `"${cell.replaceAll('"', '""')}"`)
    .join(delimiter)
}

/**
 * [columns][rows]: DuckDB joins each row to one text, since one text per row crosses to JavaScript faster than one per cell. It begins
 * with a UNIT, since a byte-order mark at its beginning would be taken away.
 */
async function takeApart(copy: string, delimiter: string, width: number, rows: number, file: string): Promise<string[][]> {
  const places = Array.from({ length: width }, (_, j) => j)
  const types = places.map(j => `'c${j}': 'VARCHAR'`).join(', ')
  const cells = places.map(j => `coalesce(c${j}, '')`).join(', ')
  const dialect = `header=false, auto_detect=false, delim=${sqlText(delimiter)}, quote='"', escape='"', new_line='\\n', max_line_size=8000000`
  const connection = await connect()
  try {
    const result = await connection.stream(
      `select concat_ws(chr(31), '', ${cells}) from read_csv(${sqlText(copy)}, columns={${types}}, ${dialect})`,
    )
    const columns = places.map(() => new Array<string>(rows))
    let row = 0
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const joined of chunk.getColumnValues(0)) {
        const parts = String(joined).split(UNIT)
        for (let j = 0; j < width; j++) columns[j]![row] = parts[j + 1]!
        row++
      }
    }
    if (row !== rows)
      throw new IngestError(
        'binary_file',
        file,
        `${rows} rows were counted but ${row} could be taken apart. Save the table anew as CSV (UTF-8).`,
      )
    return columns
  } finally {
    connection.disconnectSync()
  }
}
