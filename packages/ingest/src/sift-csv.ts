import type { Refusal } from '@headway/campus'
import { decodeText, type Encoding, encodingOf, WrongEncoding } from './decode-text.ts'
import { IngestError } from './errors.ts'
import { checkNotHtml } from './file-kind.ts'
import type { Limits } from './limits.ts'
import type { OpenedFile } from './opened-file.ts'
import { parseRecord } from './parse-record.ts'
import type { RawFile } from './raw-file.ts'
import { readHeader } from './read-header.ts'
import { sniffDelimiter } from './sniff-delimiter.ts'
import { type CsvRecord, splitRecords } from './split-records.ts'

const HEAD = 256 * 1024

/** Rows of the right width, as text: kept as they come, taken apart when all are there. */
export interface RowStore {
  keep(rows: readonly string[], delimiter: string): void
  /** @returns [columns][rows] */
  columns(width: number, rows: number, delimiter: string): Promise<string[][]>
}

/** Lends a store for one reading of a file. */
export type WithRowStore = (read: (store: RowStore) => Promise<RawFile>) => Promise<RawFile>

/**
 * A CSV file in any of the usual dialects: UTF-8, UTF-16 with its mark or windows-1252; `,` `;` tab or `|`; quotes; LF, CR LF, CR.
 * The bytes are decoded and watched here, record by record, so that every refusal has its true line; the store gets the rows of the
 * right width only.
 *
 * @throws IngestError for a file that is no table; rows of another width come back as refusals
 */
export async function siftCsv(file: OpenedFile, limits: Limits, withStore: WithRowStore): Promise<RawFile> {
  const encoding = encodingOf(await file.head(4))
  try {
    return await readEncoded(file, encoding, limits, withStore, [])
  } catch (error) {
    if (!(error instanceof WrongEncoding)) throw error
    const note = 'The file is not UTF-8; it was read as windows-1252. Check letters with accents.'
    return readEncoded(file, 'windows-1252', limits, withStore, [note])
  }
}

async function readEncoded(
  file: OpenedFile,
  encoding: Encoding,
  limits: Limits,
  withStore: WithRowStore,
  notes: readonly string[],
): Promise<RawFile> {
  const start = await beginning(file, encoding)
  checkNotHtml(file.name, start)
  const said = /^sep=(.)\r?(\n|\r|$)/.exec(start)?.[1]
  const delimiter = said ?? (await sniffDelimiter(start))
  return withStore(async store => {
    const options = { file: file.name, delimiter, lineCharacters: limits.lineCharacters }
    const sifted = await sift(splitRecords(decodeText(file, encoding), options), store, {
      file: file.name,
      delimiter,
      columns: limits.columns,
      skipFirst: said !== undefined,
    })
    const { names, lines } = sifted
    const columns = lines.length > 0 ? await store.columns(names.length, lines.length, delimiter) : names.map(() => [])
    return {
      raw: { file: file.name, names, columns, lines: Int32Array.from(lines) },
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
  readonly lines: readonly number[] // of the rows kept
  readonly refused: readonly Refusal[]
  readonly notes: readonly string[]
}

interface SiftOptions {
  readonly file: string
  readonly delimiter: string
  readonly columns: number
  readonly skipFirst: boolean // Excel's "sep=;" line
}

/** Keeps the rows of the right width; returns their lines and what was wrong with the others. */
async function sift(
  batches: AsyncIterable<CsvRecord[]>,
  store: RowStore,
  { file, delimiter, columns, skipFirst }: SiftOptions,
): Promise<Sifted> {
  const lines: number[] = []
  const refused: Refusal[] = []
  let header: ReturnType<typeof readHeader> | undefined
  let blank = 0
  for await (const records of batches) {
    const kept: string[] = []
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
        kept.push(record.text)
        lines.push(record.line)
      }
    }
    store.keep(kept, delimiter)
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
