import { isSet } from './cells.ts'
import type { AdditiveColumn, AdditiveModel } from './model.ts'
import { deviation } from './uncertainty.ts'

/** One column's curve on one output. */
export interface ColumnCurve {
  readonly column: string
  readonly output: number
  readonly bins: readonly CurveBin[] // the last one is missing
}

export interface CurveBin {
  readonly holds: BinContent
  readonly value: number // what it adds to the score
  readonly low: number // value less one standard deviation over samples of other rows, see Uncertainty
  readonly high: number
  readonly weight: number // of the training rows
}

/** Numbers in (from, to], null where the range is open; levels; or missing, unseen and levels without a bin of their own. */
export type BinContent =
  | { readonly kind: 'range'; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'levels'; readonly levels: readonly string[] }
  | { readonly kind: 'missing' }

/** The curves as plain data for plots, by column and output; pairs: `surfaces`. */
export function curves(model: AdditiveModel): ColumnCurve[] {
  return model.columns.flatMap(column =>
    column.values.map((values, output) => ({
      column: column.name,
      output,
      bins: values.map((value, bin) => {
        const error = model.spread * deviation(column.bags.map(bag => bag[output][bin]))
        return { holds: contentOf(column, bin), value, low: value - error, high: value + error, weight: column.weight[bin] }
      }),
    })),
  )
}

export function contentOf(column: AdditiveColumn, bin: number): BinContent {
  const { edges } = column
  if (bin === edges.length) return { kind: 'missing' }
  if (column.kind === 'numeric') return { kind: 'range', from: edges[bin - 1] ?? null, to: bin + 1 < edges.length ? edges[bin] : null }
  const holds = (code: number) => (isSet(column) ? code === edges[bin] : code <= edges[bin] && !(code <= edges[bin - 1]))
  return { kind: 'levels', levels: column.levels.filter((_, code) => holds(code)) }
}
