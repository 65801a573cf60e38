import { join } from 'node:path'
import { IngestError } from '../../errors.ts'
import { readCsv } from '../load-sources.ts'
import { sourceCsv } from '../source-csv.ts'
import type { Workbench } from '../workbench.ts'
import { type FormCounts, formOf, formsSql } from './day-sql.ts'

/** One CSV file of a folder, to look into before there is a preset. */
export interface Looked {
  readonly file: string
  readonly names: readonly string[]
  /** SQL: all its cells, as texts. */
  readonly from: string
}

/**
 * @param root a `plainPath`
 * @throws IngestError for a file that is no text table
 */
export async function lookAt(bench: Workbench, root: string, file: string): Promise<Looked> {
  if (/[*?[\]{}]/.test(file))
    throw new IngestError('no_file', file, 'its name holds one of * ? [ ] { }, which the database takes for a pattern. Rename it.')
  const csv = await bench.on(file, () => sourceCsv(join(root, file), bench.folder))
  return { file, names: csv.names, from: `(select * from ${readCsv(csv)})` }
}

/** How days are written in columns of a file; the whole file is read. @param cells SQL of each column */
export async function formIn(bench: Workbench, { file, from }: Looked, cells: readonly string[]) {
  const whole = `(select unnest([${cells.map(cell => `nullif(trim(${cell}), '')`).join(', ')}]) as cell from ${from}) cells`
  const rows = await bench.on(file, async () => (await bench.connection.run(formsSql('cell', whole))).getRowsJS())
  const [filled, numbers, years, dots, slashes, dayFirst, monthFirst] = rows[0]!.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const counts: FormCounts = { filled, numbers, years, dots, slashes, dayFirst, monthFirst }
  return formOf(counts)
}
