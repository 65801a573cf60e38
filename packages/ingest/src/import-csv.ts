import { IngestError } from './errors.ts'
import { fileKind } from './file-kind.ts'
import { type Imported, type ImportOptions, importRaw } from './import-raw.ts'
import { defaultLimits } from './limits.ts'
import { bytesAsFile, checkSize } from './opened-file.ts'
import { parseCsv } from './parse-csv.ts'

/**
 * The bytes of a CSV file as a dataset, the one that `importFile` makes of them. Runs in a browser.
 *
 * @throws as `importFile`; IngestError `zip_file` for a workbook
 */
export async function importCsv(name: string, bytes: Uint8Array, options: ImportOptions = {}): Promise<Imported> {
  const limits = { ...defaultLimits, ...options.limits }
  const file = checkSize(bytesAsFile(name, bytes), limits.fileBytes)
  if (fileKind(name, await file.head(8)) === 'zip') {
    throw new IngestError(
      'zip_file',
      name,
      'a workbook or archive by its first bytes; a CSV file is expected here. Save the sheet as CSV (UTF-8).',
    )
  }
  return importRaw(await parseCsv(file, limits), options)
}
