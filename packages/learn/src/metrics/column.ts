import type { Matrix } from '../matrix.ts'

/** One column of a matrix, [n]. Copies. */
export function column({ rows, cols, data }: Matrix, c: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => data[i * cols + c])
}
