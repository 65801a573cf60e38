import { type Dataset, decodeCodebook, encodeCodebook } from '@headway/campus'
import {
  type Column,
  categoricalColumn,
  decodeBundle,
  decodeFloats,
  defineSteps,
  encodeBundle,
  encodeFloats,
  numericColumn,
  table,
} from '@headway/learn'

const KIND = 'headway-dataset'

/** How files of earlier versions become one of this version. */
const ladder = defineSteps([])

type StoredColumn =
  | { readonly kind: 'numeric'; readonly name: string; readonly values: string }
  | {
      readonly kind: 'categorical'
      readonly name: string
      readonly levels: readonly string[]
      readonly ordered: boolean
      readonly codes: readonly number[]
    }

interface Stored {
  readonly codebook: unknown
  readonly synthetic: boolean
  readonly hash: string
  readonly rows: number
  readonly columns: readonly StoredColumn[]
}

/** A data set as the text of its file: canonical JSON with version and hash. Same content, same bytes. */
export function encodeDataset({ codebook, table, hash, synthetic }: Dataset): string {
  const body: Stored = { codebook: encodeCodebook(codebook), synthetic, hash, rows: table.rows, columns: table.columns.map(storedColumn) }
  return encodeBundle({ kind: KIND, version: ladder.latest, body })
}

/** @throws LearnError `bad_bundle`: not a data set, from a newer version, or altered since it was written */
export function decodeDataset(text: string): Dataset {
  const { codebook, synthetic, hash, rows, columns } = decodeBundle(text, { kind: KIND, ladder }).body as Stored
  return { codebook: decodeCodebook(codebook), table: table(columns.map(columnOf), rows), hash, synthetic }
}

function storedColumn(column: Column): StoredColumn {
  const { name } = column
  if (column.kind === 'numeric') return { kind: 'numeric', name, values: encodeFloats(column.values) }
  return { kind: 'categorical', name, levels: column.levels, ordered: column.ordered, codes: [...column.codes] }
}

function columnOf(stored: StoredColumn): Column {
  if (stored.kind === 'numeric') return numericColumn(stored.name, decodeFloats(stored.values))
  return categoricalColumn(stored.name, stored.codes, stored.levels, { ordered: stored.ordered })
}
