import { crc32, inflateRawSync } from 'node:zlib'
import { IngestError } from './errors.ts'

const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END = 0x06054b50
const MOST_ENTRIES = 10_000

/**
 * The wanted files in a zip archive, unpacked with a bound: an archive that unpacks to more than `unpackedBytes`, whatever sizes
 * it declares, is refused before that much memory is used. Only stored and deflated files are known.
 *
 * Source: PKWARE APPNOTE 6.3.10, §4.3.
 *
 * @throws IngestError `zip_bomb`, `zip_file` (damaged)
 */
export function unzip(file: string, bytes: Uint8Array, unpackedBytes: number, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const damaged = (cause?: unknown) =>
    new IngestError('zip_file', file, 'a zip archive that is damaged. Save the table again as .xlsx or .csv.', { cause })
  const bomb = () =>
    new IngestError(
      'zip_bomb',
      file,
      `unpacks to more than ${Math.round(unpackedBytes / 1024 / 1024)} MB, or to too many files. Save the table as CSV.`,
    )
  const files = new Map<string, Uint8Array>()
  try {
    const end = findEnd(view)
    const count = view.getUint16(end + 10, true)
    if (count > MOST_ENTRIES) throw bomb()
    let at = view.getUint32(end + 16, true)
    let left = unpackedBytes
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== ENTRY) throw damaged()
      const method = view.getUint16(at + 10, true)
      const packed = view.getUint32(at + 20, true)
      const nameLength = view.getUint16(at + 28, true)
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
      const local = view.getUint32(at + 42, true)
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
      if (!wanted(name)) continue
      if (view.getUint32(local, true) !== LOCAL) throw damaged()
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
      const content = bytes.subarray(start, start + packed)
      if (method !== 0 && method !== 8) throw damaged()
      const unpacked = method === 0 ? content : inflateRawSync(content, { maxOutputLength: Math.max(1, left) })
      left -= unpacked.length
      if (left <= 0) throw bomb()
      files.set(name, unpacked)
    }
  } catch (error) {
    if (error instanceof IngestError) throw error
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? bomb() : damaged(error)
  }
  return files
}

/** A zip archive that holds the files as they are, unpacked: no clock, no names but those given. */
export function storeZip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of files) {
    const path = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2) // the name is UTF-8
    common.writeUInt16LE(0x21, 8) // 1 January 1980
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(path.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    parts.push(word(LOCAL), common, path, Buffer.from(content))
    directory.push(word(ENTRY), Buffer.from([20, 0]), common, rest, path)
    offset += 30 + path.length + content.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.size, 4)
  end.writeUInt16LE(files.size, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, listed, word(END), end])
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === END) return at
  }
  throw new RangeError('no end of central directory')
}

function word(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}
