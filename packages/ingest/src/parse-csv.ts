import type { Limits } from './limits.ts'
import type { OpenedFile } from './opened-file.ts'
import { parseRecord } from './parse-record.ts'
import type { RawFile } from './raw-file.ts'
import { siftCsv } from './sift-csv.ts'

/**
 * A CSV file as `siftCsv` understands it, taken apart here, without DuckDB: for a browser. The cells are the same.
 *
 * @throws IngestError for a file that is no table; rows of another width come back as refusals
 */
export function parseCsv(file: OpenedFile, limits: Limits): Promise<RawFile> {
  return siftCsv(file, limits, read => {
    let columns: string[][] = []
    return read({
      keep(rows, delimiter) {
        for (const row of rows) {
          const cells = parseRecord(row, delimiter)
          if (columns.length === 0) columns = cells.map(() => [])
          for (const [j, column] of columns.entries()) column.push(cells[j]!)
        }
      },
      columns: async () => columns,
    })
  })
}
