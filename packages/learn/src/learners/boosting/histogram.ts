import type { Binned } from './binning.ts'

/** Sums by bin, three numbers each: gradient, hessian, rows. Column j starts at starts[j]; its missing rows come last. */
export type Histogram = Float64Array

export interface HistogramLayout {
  readonly starts: Int32Array // [d]
  readonly length: number
}

export function histogramLayout({ columns }: Binned): HistogramLayout {
  const starts = new Int32Array(columns.length)
  let length = 0
  columns.forEach(({ count }, j) => {
    starts[j] = length
    length += 3 * (count + 1)
  })
  return { starts, length }
}

/** The sums of the given rows over the given columns; the other columns stay zero. O(rows × columns). */
export function fillHistogram(
  into: Histogram,
  { rows: n, bins }: Binned,
  { starts }: HistogramLayout,
  columns: Int32Array,
  rows: Int32Array,
  g: Float64Array,
  h: Float64Array,
): void {
  into.fill(0)
  for (let c = 0; c < columns.length; c++) {
    const first = columns[c] * n
    const start = starts[columns[c]]
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]
      const at = start + 3 * bins[first + row]
      into[at] += g[row]
      into[at + 1] += h[row]
      into[at + 2]++
    }
  }
}

/** A parent's histogram becomes that of the child that was not counted. Rows stay exact; the sums keep rounding errors. */
export function subtractHistogram(from: Histogram, child: Histogram): void {
  for (let at = 0; at < from.length; at++) from[at] -= child[at]
}
