import type { Binned } from '../../trees/binning.ts'

/**
 * Sums by bin, four numbers each: gradient, hessian, rows, and one that is not used (so that the kernel adds the first two as one).
 * Column j starts at starts[j]; its missing rows come last.
 */
export type Histogram = Float64Array

/** Numbers to a bin. */
export const BIN = 4

export interface HistogramLayout {
  readonly starts: Int32Array // [d]
  readonly length: number
}

export function histogramLayout({ columns }: Pick<Binned, 'columns'>): HistogramLayout {
  const starts = new Int32Array(columns.length)
  let length = 0
  columns.forEach(({ count }, j) => {
    starts[j] = length
    length += BIN * (count + 1)
  })
  return { starts, length }
}

/** The sums of rows[begin, end) over the given columns; the other columns stay zero. O(rows × columns). @param gh [n, 2] */
export function fillHistogram(
  into: Histogram,
  { rows: n, bins }: Binned,
  { starts }: HistogramLayout,
  columns: Int32Array,
  gh: Float64Array,
  rows: Int32Array,
  begin = 0,
  end = rows.length,
): void {
  into.fill(0)
  for (let c = 0; c < columns.length; c++) {
    const first = columns[c] * n
    const start = starts[columns[c]]
    for (let i = begin; i < end; i++) {
      const row = rows[i]
      const at = start + BIN * bins[first + row]
      into[at] += gh[2 * row]
      into[at + 1] += gh[2 * row + 1]
      into[at + 2]++
    }
  }
}

/** A parent's histogram becomes that of the child that was not counted. Rows stay exact; the sums keep rounding errors. */
export function subtractHistogram(from: Histogram, child: Histogram): void {
  for (let at = 0; at < from.length; at++) from[at] -= child[at]
}
