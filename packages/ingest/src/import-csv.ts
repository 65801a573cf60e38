import { IngestError } from './errors.ts'
import { fileKind } from './file-kind.ts'
import { type Imported, type ImportOptions, importRaw } from './import-raw.ts'
import { defaultLimits } from './limits.ts'
import { CHUNK, checkSize, type OpenedFile } from './opened-file.ts'
import { parseCsv } from './parse-csv.ts'

/**
 * A CSV file as a dataset, the one that `importFile` makes of it. Runs in a browser, where a chosen file is a blob; it is read piece by piece.
 *
 * @throws as `importFile`; IngestError `zip_file` for a workbook
 */
export async function importCsv(name: string, blob: Blob, options: ImportOptions = {}): Promise<Imported> {
  const limits = { ...defaultLimits, ...options.limits }
  const file = checkSize(blobAsFile(name, blob), limits.fileBytes)
  if (fileKind(name, await file.head(8)) === 'zip') {
    throw new IngestError(
      'zip_file',
      name,
      'a workbook or archive by its first bytes; a CSV file is expected here. Save the sheet as CSV (UTF-8).',
    )
  }
  return importRaw(await parseCsv(file, limits), options)
}

function blobAsFile(name: string, blob: Blob): OpenedFile {
  const { size } = blob
  const bytes = async (start: number, end: number) => new Uint8Array(await blob.slice(start, end).arrayBuffer())
  async function* chunks() {
    for (let start = 0; start < size; start += CHUNK) yield await bytes(start, start + CHUNK)
  }
  return { name, size, chunks, head: most => bytes(0, most), all: () => bytes(0, size) }
}
