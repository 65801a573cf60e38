import { readSheet, type SheetData } from 'read-excel-file/node'
import { IngestError } from './errors.ts'
import type { Limits } from './limits.ts'
import type { OpenedFile } from './opened-file.ts'
import type { RawFile } from './raw-file.ts'
import { readHeader } from './read-header.ts'
import { storeZip, unzip } from './zip.ts'

const MOST_CELLS = 50_000_000

/**
 * The first sheet of a workbook: its first row is the header, a row's line is its number in the sheet. Cells hold what was last
 * computed, never formulas. Dates become ISO 8601, truth values `true` and `false`.
 *
 * The archive is unpacked here with a bound and handed on stored, so that the reader meets nothing that was not measured.
 *
 * @throws IngestError `zip_file` (no workbook inside), `zip_bomb`, `bad_workbook`, `empty_file`, `header_only`
 */
export async function readXlsx(file: OpenedFile, limits: Limits): Promise<RawFile> {
  const parts = unzip(file.name, await file.all(), limits.unpackedBytes, name => /\.(xml|rels)$/.test(name))
  if (!parts.has('xl/workbook.xml')) {
    throw new IngestError(
      'zip_file',
      file.name,
      'a zip archive without a workbook inside; a CSV or XLSX file is expected. Unpack it and give the table itself.',
    )
  }
  for (const [name, content] of parts) if (name.startsWith('xl/worksheets/')) checkExtent(file.name, content)
  const rows = await readSheet(storeZip(parts)).catch(cause => {
    throw new IngestError(
      'bad_workbook',
      file.name,
      `the first sheet can't be read (${String(cause?.message ?? cause).slice(0, 80)}). Open it and save it again as .xlsx, or as .csv.`,
      { cause },
    )
  })
  return toRaw(file.name, rows, limits)
}

function toRaw(file: string, rows: SheetData, limits: Limits): RawFile {
  const texts = rows.map(row => row.map(cellText))
  const first = texts.findIndex(row => row.some(cell => cell !== ''))
  if (first < 0)
    throw new IngestError(
      'empty_file',
      file,
      'the first sheet is empty. Put the table on the first sheet: a header row and at least one row are expected.',
    )
  const { names, notes } = readHeader(file, texts[first]!, limits.columns)
  const places = texts.flatMap((row, i) => (i > first && row.some(cell => cell !== '') ? [i] : []))
  if (places.length === 0)
    throw new IngestError(
      'header_only',
      file,
      `the first sheet has a header (${names.length} columns) but no rows. Save it again with the rows.`,
    )
  const blank = texts.length - first - 1 - places.length
  return {
    raw: { file, names, columns: names.map((_, j) => places.map(i => texts[i]![j] ?? '')), lines: Int32Array.from(places, i => i + 1) },
    refused: [],
    notes: [...notes, ...(blank > 0 ? [`${blank} blank ${blank === 1 ? 'row was' : 'rows were'} skipped.`] : [])],
  }
}

function cellText(value: SheetData[number][number]): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '')
  return String(value)
}

/** A cell at XFD1048576 makes the reader fill everything before it: the sheet's extent is measured first. */
function checkExtent(file: string, sheet: Uint8Array): void {
  const xml = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength).toString('latin1')
  const bad = (what: string) =>
    new IngestError('bad_workbook', file, `a sheet ${what}. Copy the table to a new workbook, or save it as .csv.`)
  let lastRow = 0
  let lastColumn = 0
  for (const [, address] of xml.matchAll(/<(?:\w+:)?(?:row|c)\s[^>]*?\br\s*=\s*["']([^"']*)["']/g)) {
    const match = /^([A-Z]{0,3})(\d{1,7})$/.exec(address!)
    if (!match) throw bad(`has a cell at ${JSON.stringify(address!.slice(0, 20))}`)
    lastRow = Math.max(lastRow, Number(match[2]))
    lastColumn = Math.max(
      lastColumn,
      [...match[1]!].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0),
    )
  }
  if (lastRow * Math.max(1, lastColumn) > MOST_CELLS)
    throw bad(`reaches to row ${lastRow}, column ${lastColumn}, which is more than ${MOST_CELLS} cells`)
}
