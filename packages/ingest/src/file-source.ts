import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { IngestError } from './errors.ts'

/** A path, or bytes that came some other way (an upload) with the name to call them by. */
export type FileSource = string | { readonly name: string; readonly bytes: Uint8Array }

/** A file that can be read from the start any number of times. */
export interface OpenedFile {
  readonly name: string
  readonly size: number
  head(bytes: number): Promise<Uint8Array>
  chunks(): AsyncIterable<Uint8Array>
  all(): Promise<Uint8Array>
}

const CHUNK = 256 * 1024

/** @throws IngestError `no_file`, `empty_file`, `file_too_large` */
export async function openFile(source: FileSource, fileBytes: number): Promise<OpenedFile> {
  const file = typeof source === 'string' ? await fromPath(source) : fromBytes(source.name, source.bytes)
  if (file.size === 0)
    throw new IngestError('empty_file', file.name, 'the file is empty. Export it again: a header line and at least one row are expected.')
  if (file.size <= fileBytes) return file
  throw new IngestError(
    'file_too_large',
    file.name,
    `the file has ${megabytes(file.size)}; at most ${megabytes(fileBytes)} are read. Split it by intake, or raise the limit.`,
  )
}

async function fromPath(path: string): Promise<OpenedFile> {
  const name = basename(path)
  const stats = await stat(path).catch(cause => {
    throw new IngestError('no_file', name, `there is no readable file at ${path}. Check the path.`, { cause })
  })
  if (!stats.isFile()) throw new IngestError('no_file', name, `${path} is not a file. Give the path of a CSV or XLSX file.`)
  async function* chunks() {
    const handle = await open(path)
    try {
      while (true) {
        const { bytesRead, buffer } = await handle.read(new Uint8Array(CHUNK), 0, CHUNK)
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      await handle.close()
    }
  }
  return { name, size: stats.size, chunks, head: bytes => join(chunks(), bytes), all: () => join(chunks(), Infinity) }
}

function fromBytes(name: string, bytes: Uint8Array): OpenedFile {
  async function* chunks() {
    for (let start = 0; start < bytes.length; start += CHUNK) yield bytes.subarray(start, start + CHUNK)
  }
  return { name, size: bytes.length, chunks, head: async n => bytes.subarray(0, n), all: async () => bytes }
}

async function join(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    parts.push(chunk)
    length += chunk.length
    if (length >= most) break
  }
  return Buffer.concat(parts).subarray(0, Math.min(length, most))
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
