import type { Matrix } from '../matrix.ts'

/**
 * The position of each row's largest value, [n]; among equals the first, so ties go to the lower class.
 *
 * @example mostLikely(matrix(2, 3, [0.2, 0.5, 0.3, 0.4, 0.2, 0.4])) // [1, 0]
 */
export function mostLikely({ rows, cols, data }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => {
    let best = 0
    for (let c = 1; c < cols; c++) if (data[i * cols + c] > data[i * cols + best]) best = c
    return best
  })
}
