import type { FileSource } from './file-source.ts'
import { type Imported, type ImportOptions, importRaw } from './import-raw.ts'
import { readFileToRaw } from './read-file-to-raw.ts'

/**
 * A file as a dataset: cells by `readFileToRaw`, meaning by the codebook. Rows that cannot be taken are listed, never dropped.
 *
 * @throws IngestError (a file that is no table; `no_usable_rows` when every row was refused), CampusError (its columns are not the codebook's)
 * @example await importFile('students.csv') // { dataset, codebook: uci856, guessed: false, refused: [], … }
 */
export async function importFile(source: FileSource, options: ImportOptions = {}): Promise<Imported> {
  return importRaw(await readFileToRaw(source, options.limits), options)
}
