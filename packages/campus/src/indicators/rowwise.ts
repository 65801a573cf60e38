import type { Known } from '../moment/known.ts'

/** Computes an indicator row by row; NaN where the value is not known. */
export function rowwise(value: (known: Known, row: number) => number): (known: Known) => Float64Array {
  return known => Float64Array.from({ length: known.rows }, (_, row) => value(known, row))
}
