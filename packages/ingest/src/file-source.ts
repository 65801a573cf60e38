import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { IngestError } from './errors.ts'
import { bytesAsFile, CHUNK, checkSize, joinChunks, type OpenedFile } from './opened-file.ts'

/** A path, or bytes that came some other way (an upload) with the name to call them by. */
export type FileSource = string | { readonly name: string; readonly bytes: Uint8Array }

/** @throws IngestError `no_file`, `empty_file`, `file_too_large` */
export async function openFile(source: FileSource, fileBytes: number): Promise<OpenedFile> {
  return checkSize(typeof source === 'string' ? await fromPath(source) : bytesAsFile(source.name, source.bytes), fileBytes)
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
  return { name, size: stats.size, chunks, head: bytes => joinChunks(chunks(), bytes), all: () => joinChunks(chunks(), Infinity) }
}
