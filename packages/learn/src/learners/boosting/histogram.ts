import type { Binned } from '../../trees/binning.ts'

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

/** What one node's rows bring to a histogram, side by side in memory: row numbers, gradients, hessians. */
export interface NodeRows {
  readonly rows: Int32Array
  readonly g: Float64Array
  readonly h: Float64Array
}

/** The sums of the first `size` of the node's rows over the given columns; the other columns stay zero. O(size × columns). */
export function fillHistogram(
  into: Histogram,
  { rows: n, bins }: Binned,
  { starts }: HistogramLayout,
  columns: Int32Array,
  { rows, g, h }: NodeRows,
  size: number,
): void {
  into.fill(0)
  for (let c = 0; c < columns.length; c++) {
    const first = columns[c] * n
    const start = starts[columns[c]]
    for (let i = 0; i < size; i++) {
      const at = start + 3 * bins[first + rows[i]]
      into[at] += g[i]
      into[at + 1] += h[i]
      into[at + 2]++
    }
  }
}

/** A parent's histogram becomes that of the child that was not counted. Rows stay exact; the sums keep rounding errors. */
export function subtractHistogram(from: Histogram, child: Histogram): void {
  for (let at = 0; at < from.length; at++) from[at] -= child[at]
}
