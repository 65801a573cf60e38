import { IngestError } from './errors.ts'
import type { OpenedFile } from './opened-file.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Bytes that are not the encoding they were taken for. */
export class WrongEncoding extends Error {
  override readonly name = 'WrongEncoding'
}

/** The encoding that the byte-order mark names; without one UTF-8. */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/**
 * A file's text, piece by piece, without its byte-order mark. UTF-8 that is not well-formed throws `WrongEncoding`, so that the
 * file can be read again as windows-1252, in which every byte is a character.
 *
 * @throws IngestError `binary_file` at a NUL or another control character that no table holds
 */
export async function* decodeText(file: OpenedFile, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' })
  for await (const chunk of file.chunks()) yield checked(file.name, decode(decoder, chunk))
  yield checked(file.name, decode(decoder))
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch (cause) {
    throw new WrongEncoding('not well-formed UTF-8', { cause })
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROL = /[\u0000-\u0008\u000e-\u0019\u001b-\u001f]/

function checked(name: string, text: string): string {
  const found = CONTROL.exec(text)?.[0]
  if (found === undefined) return text
  const code = `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  throw new IngestError(
    'binary_file',
    name,
    `holds the control character ${code}, so it is not a text file, or UTF-16 without its mark. Save the table as CSV (UTF-8).`,
  )
}
