import {
  type Codebook,
  type Dataset,
  guessCodebook,
  isSyntheticId,
  type RawTable,
  type Refusal,
  readTable,
  recognise,
} from '@headway/campus'
import { IngestError } from './errors.ts'
import type { Limits } from './limits.ts'
import type { RawFile } from './raw-file.ts'

export interface ImportOptions {
  /** Without one, a built-in codebook with these columns; without such a one, a guess. */
  readonly codebook?: Codebook
  /** Without it: synthetic when every student's id is one that `generate` gives. */
  readonly synthetic?: boolean
  /** Columns that the file may lack, read as missing. */
  readonly absent?: readonly string[]
  readonly limits?: Partial<Limits>
}

export interface Imported {
  readonly dataset: Dataset
  readonly codebook: Codebook
  /** Nobody has confirmed the codebook: it was guessed from the cells. */
  readonly guessed: boolean
  readonly refused: readonly Refusal[] // in the order of the file
  readonly identical: number
  readonly notes: readonly string[]
}

/**
 * A file's cells as a dataset: meaning by the codebook. Rows that cannot be taken are listed, never dropped.
 *
 * @throws IngestError `no_usable_rows` when every row was refused; CampusError when its columns are not the codebook's
 */
export function importRaw({ raw, refused, notes }: RawFile, options: Omit<ImportOptions, 'limits'> = {}): Imported {
  const known = options.codebook ?? recognise(raw.names)
  const codebook = known ?? guessCodebook(raw)
  const synthetic = options.synthetic ?? isAllSynthetic(codebook, raw)
  const reading = readTable(codebook, raw, { synthetic, ...(options.absent && { absent: options.absent }) })
  const all = [...refused, ...reading.refused].sort((a, b) => a.line - b.line)
  if (reading.dataset.table.rows === 0) throw nothingLeft(raw.file, all)
  return { dataset: reading.dataset, codebook, guessed: known === undefined, refused: all, identical: reading.identical, notes }
}

function isAllSynthetic({ fields }: Codebook, { names, columns }: RawTable): boolean {
  const student = fields.find(f => f.role === 'student')
  const ids = student && columns[names.indexOf(student.name)]
  return ids !== undefined && ids.length > 0 && ids.every(id => isSyntheticId(id.trim()))
}

function nothingLeft(file: string, refused: readonly Refusal[]): IngestError {
  const shown = refused.slice(0, 3).map(({ line, column, expected, got, remedy }) => {
    return `line ${line}${column === undefined ? '' : `, ${column}`}: expected ${expected}, got ${got}. ${remedy}`
  })
  return new IngestError('no_usable_rows', file, `all ${refused.length} rows were refused. The first: ${shown.join(' | ')}`)
}
