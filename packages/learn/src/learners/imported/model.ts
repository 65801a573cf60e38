import type { Engine, Link } from '../../import/foreign-model.ts'
import type { TaskKind } from '../../task.ts'
import type { Tree } from '../../trees/tree.ts'

/** A column of the table, and how the engine saw it. */
export type ImportedColumn = (
  | { readonly kind: 'numeric'; readonly name: string }
  | {
      readonly kind: 'categorical'
      readonly name: string
      readonly levels: readonly string[]
      readonly ordered: boolean
      /** [levels] the number that stood for each level where the model was trained; null: none did, it is missing. */
      readonly numbers: readonly (number | null)[]
    }
) & {
  readonly splits: 'cuts' | 'sets'
  readonly zeroIsMissing: boolean
}

/** A model that XGBoost or LightGBM trained. Its trees ask about the engine's numbers, see `engineValues`. */
export interface ImportedModel {
  readonly kind: 'imported'
  readonly engine: Engine
  readonly version: string
  readonly objective: string
  readonly task: TaskKind
  readonly link: Link
  readonly slope: number // of the logistic link, else 1
  readonly columns: readonly ImportedColumn[] // [d]
  readonly base: readonly number[] // [outputs]
  readonly baseLast: boolean // the base is added after the trees, not before: rounded sums differ
  readonly trees: readonly Tree[]
  readonly outputOf: readonly number[] // [trees] the output that each adds to
  readonly divisor: number // sums are divided by it
}
