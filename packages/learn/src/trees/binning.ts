import type { KernelThreads } from '../kernel/threads.ts'
import { setColumns, type TreeColumn } from './column-values.ts'
import { openNumberBinner } from './number-binner.ts'

/** What the bins 0 … count − 1 of a column stand for. Bin `count` is missing (and every level without a bin). */
export type ColumnBins =
  /** Bin b holds the values in (cuts[b − 1], cuts[b]]; the last cut is the largest number there is. */
  | { readonly kind: 'numeric'; readonly count: number; readonly cuts: Float64Array }
  /** Bin b holds the rows of level codes[b]. */
  | { readonly kind: 'categorical'; readonly count: number; readonly codes: readonly number[] }

export interface Binned {
  readonly rows: number
  readonly columns: readonly ColumnBins[] // [d]
  readonly bins: Uint8Array // [d, n]: column j, row i stands at j * n + i
}

/** Bins of a column are numbered in one byte, and one number is kept for missing. */
export const MOST_BINS = 255

/**
 * Each column in at most `maxBins` bins, learned from these rows.
 *
 * A number's bins: one for each distinct value while they suffice, cut half-way between neighbours; otherwise bins of nearly
 * equal weight. Ordered levels are numbers by their code. Other levels: one bin each for the `maxBins` most frequent
 * (ties: lower code first); the rest, and levels that no row has, have none.
 *
 * @param values  [d][n], NaN is missing, else finite
 * @param weights [n] positive
 */
export function binColumns(
  values: readonly Float64Array[],
  columns: readonly TreeColumn[],
  weights: Float64Array,
  maxBins: number,
): Binned {
  const bins = new Uint8Array(values.length * weights.length)
  return { rows: weights.length, columns: binInto(bins, values, columns, weights, { maxBins }), bins }
}

/** The same into a given array [d, n]. */
export function binInto(
  into: Uint8Array,
  values: readonly Float64Array[],
  columns: readonly TreeColumn[],
  weights: Float64Array,
  options: Omit<BinnerOptions, 'atOnce'>,
): ColumnBins[] {
  const binner = openBinner(weights, { ...options, atOnce: columns.length })
  try {
    return binner.bin(values, columns, into)
  } finally {
    binner.close()
  }
}

/** Bins some columns after others, as `binColumns` does all of them. */
export interface Binner {
  /** @param into [columns, n] */
  bin(values: readonly Float64Array[], columns: readonly TreeColumn[], into: Uint8Array): ColumnBins[]
  close(): void
}

export interface BinnerOptions {
  readonly maxBins: number
  readonly threads?: KernelThreads
  readonly atOnce?: number // columns that threads may bin at once; 1
}

export function openBinner(weights: Float64Array, { maxBins, threads, atOnce = 1 }: BinnerOptions): Binner {
  const n = weights.length
  const kernel = openNumberBinner(weights, maxBins, atOnce, threads)
  return {
    bin(values, columns, into) {
      const intoColumn = (j: number) => into.subarray(j * n, (j + 1) * n)
      const made: ColumnBins[] = []
      if (kernel) {
        const isSet = setColumns(columns)
        const numbers = [...columns.keys()].filter(j => !isSet[j])
        const ofNumbers = numbers.map(j => values[j])
        kernel.bin(ofNumbers, numbers.map(intoColumn)).forEach((bins, at) => {
          made[numbers[at]] = bins
        })
      }
      return values.map((of, j) => made[j] ?? binPlainly(of, columns[j], intoColumn(j)))
    },
    close: () => kernel?.close(),
  }

  function binPlainly(values: Float64Array, column: TreeColumn, into: Uint8Array): ColumnBins {
    const isSet = column.kind === 'categorical' && !column.ordered
    const made = isSet ? levelBins(values, column.levels.length, maxBins) : numberBins(values, weights, maxBins)
    assignBins(into, values, made)
    return made
  }
}

function numberBins(values: Float64Array, weights: Float64Array, maxBins: number): ColumnBins {
  const sorted = values.filter(v => !Number.isNaN(v)).sort()
  const distinct = sorted.filter((v, i) => i === 0 || v !== sorted[i - 1])
  const ends = distinct.length <= maxBins ? distinct.map((_, i) => i) : evenEnds(distinct, values, weights, maxBins)
  const cuts = Float64Array.from(ends, end => (end + 1 < distinct.length ? between(distinct[end], distinct[end + 1]) : Number.MAX_VALUE))
  return { kind: 'numeric', count: cuts.length, cuts }
}

/** Positions in `distinct` where a bin ends: each takes an equal share of the weight not yet given out. */
function evenEnds(distinct: Float64Array, values: Float64Array, weights: Float64Array, maxBins: number): number[] {
  const weightOf = new Float64Array(distinct.length)
  values.forEach((v, i) => {
    if (!Number.isNaN(v)) weightOf[firstAtLeast(distinct, v)] += weights[i]
  })
  const ends: number[] = []
  let left = weightOf.reduce((sum, w) => sum + w, 0)
  let taken = 0
  for (let i = 0; i < distinct.length - 1; i++) {
    taken += weightOf[i]
    if (ends.length === maxBins - 1 || taken < left / (maxBins - ends.length)) continue
    ends.push(i)
    left -= taken
    taken = 0
  }
  return [...ends, distinct.length - 1]
}

function levelBins(codes: Float64Array, levels: number, maxBins: number): ColumnBins {
  const rowsOf = new Int32Array(levels)
  for (const code of codes) if (!Number.isNaN(code)) rowsOf[code]++
  const seen = [...rowsOf.keys()].filter(code => rowsOf[code] > 0)
  const frequent = seen.sort((a, b) => rowsOf[b] - rowsOf[a] || a - b).slice(0, maxBins)
  return { kind: 'categorical', count: frequent.length, codes: frequent.sort((a, b) => a - b) }
}

/** Writes the bin of each value; NaN and a level without a bin go to bin `count`. */
export function assignBins(into: Uint8Array, values: Float64Array, bins: ColumnBins): void {
  for (let i = 0; i < values.length; i++) {
    const v = values[i]
    if (Number.isNaN(v)) into[i] = bins.count
    else if (bins.kind === 'numeric') into[i] = firstAtLeast(bins.cuts, v)
    else into[i] = bins.codes.includes(v) ? bins.codes.indexOf(v) : bins.count
  }
}

/** A number t with low ≤ t < high, half-way where the floating-point grid allows it. */
export function between(low: number, high: number): number {
  const middle = low / 2 + high / 2
  return middle >= low && middle < high ? middle : low
}

function firstAtLeast(sorted: Float64Array, v: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] >= v) high = middle
    else low = middle + 1
  }
  return low
}
