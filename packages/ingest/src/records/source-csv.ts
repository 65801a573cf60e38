import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { decodeText, type Encoding, encodingOf } from '../decode-text.ts'
import { IngestError } from '../errors.ts'
import { checkNotHtml, fileKind } from '../file-kind.ts'
import { openFile } from '../file-source.ts'
import type { OpenedFile } from '../opened-file.ts'
import { parseRecord } from '../parse-record.ts'
import { readHeader } from '../read-header.ts'
import { sniffDelimiter } from '../sniff-delimiter.ts'
import { type LineEnds, scanBytes } from './scan-bytes.ts'

const HEAD = 64 * 1024
const COLUMNS = 1000

/** A CSV file that DuckDB can read by itself. */
export interface SourceCsv {
  readonly path: string // the file, or a clean copy of it
  readonly names: readonly string[]
  readonly delimiter: string
  readonly lineEnds: Exclude<LineEnds, 'mixed'>
  readonly notes: readonly string[]
}

/**
 * Looks at a CSV file's bytes: what it is, its header, its encoding and line ends. DuckDB reads UTF-8 alone, and loses rows in silence
 * where line ends are mixed; any other file is copied.
 *
 * @param copies where a copy may be made
 * @throws IngestError for a file that is no text table
 */
export async function sourceCsv(path: string, copies: string): Promise<SourceCsv> {
  const file = await openFile(path, Number.MAX_SAFE_INTEGER)
  const { name } = file
  if (fileKind(name, await file.head(8)) === 'zip') {
    const what = 'an archive or workbook by its first bytes; a CSV file is expected'
    throw new IngestError('zip_file', name, `${what}. Unpack it, or save the table as CSV.`)
  }
  const scanned = await scanBytes(file)
  const named = encodingOf(await file.head(4))
  const encoding = named === 'utf-8' && !scanned.utf8 ? 'windows-1252' : named
  const start = new TextDecoder(encoding).decode(await file.head(HEAD), { stream: true })
  if (start.includes('\0'))
    throw new IngestError('binary_file', name, 'it holds NUL characters: no text file, or UTF-16 without its mark. Save it as CSV (UTF-8).')
  checkNotHtml(name, start)
  const delimiter = await sniffDelimiter(start)
  const [first = ''] = start.split(/\r\n|\n|\r/, 1)
  const { names, notes } = readHeader(name, parseRecord(first, delimiter), COLUMNS)
  const said = [...notes.map(note => `${name}: ${note}`)]
  if (encoding === 'windows-1252') said.push(`${name} is not UTF-8; it was read as windows-1252.`)
  if (encoding === 'utf-8' && scanned.lineEnds !== 'mixed') return { path, names, delimiter, lineEnds: scanned.lineEnds, notes: said }
  const copy = join(copies, `${randomUUID()}-${name}`) // files of several folders may have one name
  await pipeline(Readable.from(cleaned(file, encoding)), createWriteStream(copy))
  return { path: copy, names, delimiter, lineEnds: 'LF', notes: said }
}

/** Text with one kind of line end. A CR at the end of a piece waits for what follows it. */
async function* cleaned(file: OpenedFile, encoding: Encoding): AsyncGenerator<string> {
  let waiting = ''
  for await (const piece of decodeText(file, encoding)) {
    const text = waiting + piece
    waiting = text.endsWith('\r') ? '\r' : ''
    yield text.slice(0, text.length - waiting.length).replaceAll(/\r\n?/g, '\n')
  }
  if (waiting !== '') yield '\n'
}
