import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Refusal } from '@headway/campus'
import { decodeText, type Encoding, encodingOf, WrongEncoding } from './decode-text.ts'
import { connect, sqlText } from './duckdb.ts'
import { IngestError } from './errors.ts'
import { checkNotHtml } from './file-kind.ts'
import type { OpenedFile } from './file-source.ts'
import type { Limits } from './limits.ts'
import { parseRecord } from './parse-record.ts'
import type { RawFile } from './raw-file.ts'
import { readHeader } from './read-header.ts'
import { sniffDelimiter } from './sniff-delimiter.ts'
import { type CsvRecord, splitRecords } from './split-records.ts'
import { withTemporaryFolder } from './with-temporary-folder.ts'

const HEAD = 256 * 1024
const UNIT = '\u001f' // never in a cell: `decodeText` refuses control characters

/**
 * A CSV file in any of the usual dialects: UTF-8, UTF-16 with its mark or windows-1252; `,` `;` tab or `|`; quotes; LF, CR LF, CR.
 *
 * The bytes are decoded and watched here, record by record, so that every refusal has its true line; DuckDB then takes the
 * records apart from a clean UTF-8 copy that holds the rows of the right width only.
 *
 * @throws IngestError for a file that is no table; rows of another width come back as refusals
 */
export async function readCsv(file: OpenedFile, limits: Limits): Promise<RawFile> {
  const encoding = encodingOf(await file.head(4))
  try {
    return await readEncoded(file, encoding, limits, [])
  } catch (error) {
    if (!(error instanceof WrongEncoding)) throw error
    return readEncoded(file, 'windows-1252', limits, ['The file is not UTF-8; it was read as windows-1252. Check letters with accents.'])
  }
}

async function readEncoded(file: OpenedFile, encoding: Encoding, limits: Limits, notes: readonly string[]): Promise<RawFile> {
  const start = await beginning(file, encoding)
  checkNotHtml(file.name, start)
  const said = /^sep=(.)\r?(\n|\r|$)/.exec(start)?.[1]
  const delimiter = said ?? (await sniffDelimiter(start))
  return withTemporaryFolder(async folder => {
    const copy = join(folder, 'rows.csv')
    const options = { file: file.name, delimiter, lineCharacters: limits.lineCharacters }
    const sifted = await sift(splitRecords(decodeText(file, encoding), options), copy, {
      file: file.name,
      delimiter,
      columns: limits.columns,
      skipFirst: said !== undefined,
    })
    const columns =
      sifted.lines.length > 0
        ? await takeApart(copy, delimiter, sifted.names.length, sifted.lines.length, file.name)
        : sifted.names.map(() => [])
    return {
      raw: { file: file.name, names: sifted.names, columns, lines: Int32Array.from(sifted.lines) },
      refused: sifted.refused,
      notes: [...notes, ...sifted.notes],
    }
  })
}

async function beginning(file: OpenedFile, encoding: Encoding): Promise<string> {
  const head = await file.head(HEAD)
  return new TextDecoder(encoding).decode(head, { stream: true })
}

interface Sifted {
  readonly names: readonly string[]
  readonly lines: readonly number[] // of the rows written to the copy
  readonly refused: readonly Refusal[]
  readonly notes: readonly string[]
}

interface SiftOptions {
  readonly file: string
  readonly delimiter: string
  readonly columns: number
  readonly skipFirst: boolean // Excel's "sep=;" line
}

/** Writes the rows of the right width to `copy`, one per line; returns their lines and what was wrong with the others. */
async function sift(
  batches: AsyncIterable<CsvRecord[]>,
  copy: string,
  { file, delimiter, columns, skipFirst }: SiftOptions,
): Promise<Sifted> {
  const lines: number[] = []
  const refused: Refusal[] = []
  const out = openSync(copy, 'w')
  let header: ReturnType<typeof readHeader> | undefined
  let blank = 0
  try {
    for await (const records of batches) {
      let kept = ''
      for (const record of records) {
        if (skipFirst && record.line === 1) continue
        if (header === undefined) {
          if (record.text.trim() !== '') header = readHeader(file, parseRecord(record.text, delimiter), columns)
          continue
        }
        const width = header.names.length
        if (isBlank(record)) blank++
        else if (record.badQuotes || record.cells !== width) refused.push(refusal(file, record, width))
        else {
          kept += `${record.text}\n`
          lines.push(record.line)
        }
      }
      writeSync(out, kept)
    }
  } finally {
    closeSync(out)
  }
  if (!header)
    throw new IngestError(
      'empty_file',
      file,
      'the file holds blank lines only. Export it again: a header line and at least one row are expected.',
    )
  if (lines.length === 0 && refused.length === 0) {
    throw new IngestError(
      'header_only',
      file,
      `the file has a header (${header.names.length} columns) but no rows. Export it again with the rows.`,
    )
  }
  return {
    names: header.names,
    lines,
    refused,
    notes: [...header.notes, ...(blank > 0 ? [`${blank} blank ${blank === 1 ? 'line was' : 'lines were'} skipped.`] : [])],
  }
}

/** Nothing but delimiters and spaces. */
function isBlank({ text, cells }: CsvRecord): boolean {
  return text.length === cells - 1 || text.trim() === ''
}

function refusal(file: string, { line, cells, badQuotes }: CsvRecord, width: number): Refusal {
  if (badQuotes) {
    return {
      file,
      line,
      code: 'bad_quotes',
      expected: 'a delimiter after a closing quote',
      got: 'other text',
      remedy: 'Double a quote that belongs to the text ("").',
    }
  }
  const remedy = cells > width ? 'Put quotes around a cell that holds the delimiter.' : 'Complete the row, or delete it.'
  return {
    file,
    line,
    code: 'wrong_width',
    expected: `${width} cells, as in the header`,
    got: `${cells} ${cells === 1 ? 'cell' : 'cells'}`,
    remedy,
  }
}

/** [columns][rows]: DuckDB joins each row to one text, since one text per row crosses to JavaScript faster than one per cell. */
async function takeApart(copy: string, delimiter: string, width: number, rows: number, file: string): Promise<string[][]> {
  const places = Array.from({ length: width }, (_, j) => j)
  const types = places.map(j => `'c${j}': 'VARCHAR'`).join(', ')
  const cells = places.map(j => `coalesce(c${j}, '')`).join(', ')
  const dialect = `header=false, auto_detect=false, delim=${sqlText(delimiter)}, quote='"', escape='"', new_line='\\n', max_line_size=8000000`
  const connection = await connect()
  try {
    const result = await connection.stream(
      `select concat_ws(chr(31), ${cells}) from read_csv(${sqlText(copy)}, columns={${types}}, ${dialect})`,
    )
    const columns = places.map(() => new Array<string>(rows))
    let row = 0
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const joined of chunk.getColumnValues(0)) {
        const parts = String(joined).split(UNIT)
        for (let j = 0; j < width; j++) columns[j]![row] = parts[j]!
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
