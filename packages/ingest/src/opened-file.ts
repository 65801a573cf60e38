import { IngestError } from './errors.ts'

/** A file that can be read from the start any number of times. */
export interface OpenedFile {
  readonly name: string
  readonly size: number
  head(bytes: number): Promise<Uint8Array>
  chunks(): AsyncIterable<Uint8Array>
  all(): Promise<Uint8Array>
}

export const CHUNK = 256 * 1024

export function bytesAsFile(name: string, bytes: Uint8Array): OpenedFile {
  async function* chunks() {
    for (let start = 0; start < bytes.length; start += CHUNK) yield bytes.subarray(start, start + CHUNK)
  }
  return { name, size: bytes.length, chunks, head: async n => bytes.subarray(0, n), all: async () => bytes }
}

/** @throws IngestError `empty_file`, `file_too_large` */
export function checkSize(file: OpenedFile, fileBytes: number): OpenedFile {
  if (file.size === 0)
    throw new IngestError('empty_file', file.name, 'the file is empty. Export it again: a header line and at least one row are expected.')
  if (file.size <= fileBytes) return file
  throw new IngestError(
    'file_too_large',
    file.name,
    `the file has ${megabytes(file.size)}; at most ${megabytes(fileBytes)} are read. Split it by intake, or raise the limit.`,
  )
}

/** The first `most` bytes, or all there are. */
export async function joinChunks(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    parts.push(chunk)
    length += chunk.length
    if (length >= most) break
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole.subarray(0, Math.min(length, most))
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
