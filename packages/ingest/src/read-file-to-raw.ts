import { fileKind } from './file-kind.ts'
import { type FileSource, openFile } from './file-source.ts'
import { defaultLimits, type Limits } from './limits.ts'
import type { RawFile } from './raw-file.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'

/**
 * The cells of a CSV file, or of the first sheet of an XLSX file, as text. What a file is, its bytes say, not its name.
 *
 * @throws IngestError with the file's name, what was expected, what came and what to do
 */
export async function readFileToRaw(source: FileSource, limits: Partial<Limits> = {}): Promise<RawFile> {
  const allowed = { ...defaultLimits, ...limits }
  const file = await openFile(source, allowed.fileBytes)
  return fileKind(file.name, await file.head(8)) === 'zip' ? readXlsx(file, allowed) : readCsv(file, allowed)
}
