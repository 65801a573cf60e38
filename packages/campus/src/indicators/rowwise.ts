import type { Known } from '../moment/known.ts'

/** Computes an indicator row by row; NaN where the value is not known. */
export function rowwise(value: (known: Known, row: number) => number): (known: Known) => Float64Array {
  return known => {
    const values = new Float64Array(known.rows)
    for (let row = 0; row < known.rows; row++) values[row] = value(known, row)
    return values
  }
}
