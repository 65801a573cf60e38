import { isUtf8 } from 'node:buffer'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { decodeText, type Encoding, encodingOf } from '../decode-text.ts'
import { IngestError } from '../errors.ts'
import { checkNotHtml, fileKind } from '../file-kind.ts'
import { type OpenedFile, openFile } from '../file-source.ts'
import { parseRecord } from '../parse-record.ts'
import { readHeader } from '../read-header.ts'
import { sniffDelimiter } from '../sniff-delimiter.ts'

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r\n': '\\r\\n', '\r': '\\r' }
const HEAD = 64 * 1024

/** A CSV file that DuckDB can read by itself. */
export interface SourceCsv {
  readonly path: string // the file, or a copy of it in UTF-8
  readonly names: readonly string[]
  readonly delimiter: string
  readonly lineEnd: string // as DuckDB spells it
  readonly notes: readonly string[]
}

/**
 * Looks at a CSV file's bytes: what it is, its header, its encoding. DuckDB reads UTF-8 alone, so another encoding is copied.
 *
 * @param copy where a copy may be made
 * @throws IngestError for a file that is no text table
 */
export async function sourceCsv(path: string, copy: string): Promise<SourceCsv> {
  const file = await openFile(path, Number.MAX_SAFE_INTEGER)
  if (fileKind(file.name, await file.head(8)) === 'zip')
    throw new IngestError(
      'zip_file',
      file.name,
      'an archive or workbook by its first bytes; a CSV file is expected. Unpack it, or save the table as CSV.',
    )
  const named = encodingOf(await file.head(4))
  const encoding = named === 'utf-8' && !(await isAllUtf8(file)) ? 'windows-1252' : named
  const start = new TextDecoder(encoding).decode(await file.head(HEAD), { stream: true })
  checkNotHtml(file.name, start)
  const delimiter = await sniffDelimiter(start)
  const [first = ''] = start.split(/\r\n|\n|\r/, 1)
  const { names, notes } = readHeader(file.name, parseRecord(first, delimiter), 1000)
  return {
    path: encoding === 'utf-8' ? path : await utf8Copy(file, encoding, join(copy, file.name)),
    names,
    delimiter,
    lineEnd: escapes[/\r\n|\n|\r/.exec(start)?.[0] ?? '\n']!,
    notes: [...notes, ...(encoding === 'windows-1252' ? [`${file.name} is not UTF-8; it was read as windows-1252.`] : [])],
  }
}

async function utf8Copy(file: OpenedFile, encoding: Encoding, to: string): Promise<string> {
  await pipeline(Readable.from(decodeText(file, encoding)), createWriteStream(to))
  return to
}

/** A character may lie across two pieces: the tail of an unfinished one is carried over. */
async function isAllUtf8(file: OpenedFile): Promise<boolean> {
  let rest: Uint8Array = new Uint8Array()
  for await (const chunk of file.chunks()) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const whole = bytes.length - unfinished(bytes)
    if (!isUtf8(bytes.subarray(0, whole))) return false
    rest = bytes.slice(whole)
  }
  return rest.length === 0
}

/** How many bytes at the end begin a character that is not complete. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}
