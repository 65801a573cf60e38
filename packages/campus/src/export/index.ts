import {
  canonicalJson,
  lowerRecipe,
  type SqlDialect,
  scoringCard,
  sha256,
  type Table,
  writeJavaScript,
  writeOnnx,
  writeSql,
} from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { CampusError } from '../errors.ts'
import { renderCard } from './render-card.ts'

export interface ExportOptions {
  readonly dialect?: SqlDialect
  /** sql: the table that the forecasts are of, its schema before it. */
  readonly table?: readonly string[]
  /** sql: the columns handed on beside the forecasts; absent: the codebook's key. */
  readonly key?: readonly string[]
  /** card: past students, in codebook form. */
  readonly rows?: Table
}

/** A model in another language: it takes the values that stand in the data file, codes and missing marks as the codebook lists them. */
export type ExportFormat = (bundle: Bundle, options: ExportOptions) => string | Uint8Array

/** Every format. A new one: its file, its test, one line here. */
export const exportFormats: Readonly<Record<string, ExportFormat>> = {
  javascript: ({ fitted, codebook }) => writeJavaScript(lowerRecipe(fitted), codebook),

  sql({ fitted, codebook }, { dialect = 'postgresql', table = [], key = codebook.key }) {
    return writeSql(lowerRecipe(fitted), { dialect, table, key, missing: codebook.missing })
  },

  /** `model_sha256` is the hash that the model's own file states. */
  onnx(bundle) {
    const metadata = { model_sha256: sha256(canonicalJson(bundle)) }
    return writeOnnx(lowerRecipe(bundle.fitted), { missing: bundle.codebook.missing, metadata })
  },

  card(bundle, { rows }) {
    if (rows) return renderCard(bundle, scoringCard(bundle.fitted, rows))
    throw new CampusError('no_rows', 'A card is made with a file of past students: its bands and its rounding come from them. Name one.')
  },
}
