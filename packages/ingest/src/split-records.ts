import { IngestError } from './errors.ts'

/** One record of a CSV file, not yet taken apart. */
export interface CsvRecord {
  readonly text: string // without its line end
  readonly line: number // on which it begins, from 1
  readonly cells: number
  /** A quote closes and something other than a delimiter follows: the cells cannot be told apart. */
  readonly badQuotes: boolean
}

export interface SplitOptions {
  readonly file: string
  readonly delimiter: string
  readonly lineCharacters: number
}

/** Where the reader stands: before a cell, in a plain one, in a quoted one, just after its quote, in spaces after it, after what should not be there. */
type State = 'start' | 'plain' | 'quoted' | 'closed' | 'after' | 'broken'

const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34

/**
 * Records by RFC 4180: cells between delimiters, in double quotes where they hold delimiters or line ends, a quote inside written
 * twice. Records end at LF, CR LF or CR; line ends inside quotes belong to the cell. Spaces around a quoted cell do not count.
 * A quote inside an unquoted cell is a character like others. Memory is bounded by the piece of text and the longest record.
 *
 * Source: RFC 4180 (2005), §2.
 *
 * @throws IngestError `line_too_long`, `unclosed_quote`
 */
export async function* splitRecords(pieces: AsyncIterable<string> | Iterable<string>, options: SplitOptions): AsyncGenerator<CsvRecord[]> {
  const delimiter = options.delimiter.charCodeAt(0)
  let state: State = 'start'
  let held = '' // the beginning of a record whose end has not come
  let line = 1 // of the character being read
  let began = 1
  let opened = 1
  let cells = 1
  let badQuotes = false
  let afterCr = false
  for await (const piece of pieces) {
    const records: CsvRecord[] = []
    let start = 0
    for (let i = 0; i < piece.length; i++) {
      const char = piece.charCodeAt(i)
      if (char === LF && afterCr) {
        afterCr = false
        if (state !== 'quoted') start = i + 1
        continue
      }
      afterCr = char === CR
      const lineEnd = char === LF || char === CR
      if (lineEnd) line++
      if (state === 'quoted') {
        if (char === QUOTE) state = 'closed'
      } else if (lineEnd) {
        records.push({ text: held + piece.slice(start, i), line: began, cells, badQuotes })
        held = ''
        start = i + 1
        began = line
        cells = 1
        badQuotes = false
        state = 'start'
      } else if (char === delimiter) {
        cells++
        state = 'start'
      } else if (char === QUOTE && state === 'start') {
        state = 'quoted'
        opened = line
      } else if (state === 'closed' && char === QUOTE) {
        state = 'quoted'
      } else if (state === 'closed' || state === 'after') {
        state = char === SPACE ? 'after' : 'broken'
        badQuotes ||= state === 'broken'
      } else if (state === 'start' && char !== SPACE) state = 'plain'
    }
    held += piece.slice(start)
    if (held.length > options.lineCharacters) throw tooLong(options, began, state === 'quoted' ? opened : undefined)
    const long = records.find(record => record.text.length > options.lineCharacters)
    if (long) throw tooLong(options, long.line)
    if (records.length > 0) yield records
  }
  if (state === 'quoted') {
    throw new IngestError(
      'unclosed_quote',
      options.file,
      `line ${opened}: a quote opens and never closes. Close it, or double it ("") where it belongs to the text.`,
    )
  }
  if (held !== '') yield [{ text: held, line: began, cells, badQuotes }]
}

function tooLong({ file, lineCharacters }: SplitOptions, line: number, opened?: number): IngestError {
  const quote = opened === undefined ? '' : ` A quote that opens on line ${opened} has not closed: perhaps that is the cause.`
  return new IngestError(
    'line_too_long',
    file,
    `the row that begins on line ${line} is longer than ${lineCharacters} characters, so this is hardly a table.${quote} Export it again as CSV with one row per line.`,
  )
}
