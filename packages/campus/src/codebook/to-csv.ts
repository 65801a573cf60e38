import type { Dataset } from '../dataset.ts'
import { cellText } from './cell-text.ts'

/**
 * A dataset as CSV: UTF-8 text, commas, LF, a header line; missing cells are empty, codes stand as codes.
 *
 * A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line end and is not a plain number) gets a
 * quote mark in front: `=cmd|…` leaves as `'=cmd|…`. Everything else reads back as it was.
 */
export function toCsv(dataset: Dataset): string {
  return [...csvLines(dataset)].join('')
}

/** The same, line by line, for files too long for one text. */
export function* csvLines({ table: { columns, rows } }: Pick<Dataset, 'table'>): Generator<string> {
  yield csvLine(columns.map(c => c.name))
  const texts = columns.map(column => (column.kind === 'categorical' ? column.levels.map(csvCell) : undefined))
  for (let row = 0; row < rows; row++) {
    const cells = columns.map((column, j) => {
      if (column.kind === 'categorical') return texts[j]![column.codes[row]!] ?? ''
      return cellText(column, row)
    })
    yield `${cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')}\n`
  }
}

/** One line of CSV with its line end; formula-like cells are made harmless. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? `'${text}` : text
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
