import type { Matrix } from '../../matrix.ts'

/**
 * The lower triangle of Xᵀ diag(v) X into `out`, [d, d] row-major, rows added one after another; what stands above the diagonal
 * is left as it is. Four rows at a time: the triangle is read and written a quarter as often.
 */
export function weightedGram({ rows, cols: d, data }: Matrix, v: Float64Array, out: Float64Array): void {
  for (let j = 0; j < d; j++) out.fill(0, j * d, j * d + j + 1)
  let i = 0
  for (; i + 3 < rows; i += 4) {
    const a = i * d
    const b = a + d
    const c = b + d
    const e = c + d
    for (let j = 0; j < d; j++) {
      const ta = v[i] * data[a + j]
      const tb = v[i + 1] * data[b + j]
      const tc = v[i + 2] * data[c + j]
      const te = v[i + 3] * data[e + j]
      const row = j * d
      for (let l = 0; l <= j; l++) out[row + l] = out[row + l] + ta * data[a + l] + tb * data[b + l] + tc * data[c + l] + te * data[e + l]
    }
  }
  for (; i < rows; i++) {
    const a = i * d
    for (let j = 0; j < d; j++) {
      const t = v[i] * data[a + j]
      const row = j * d
      for (let l = 0; l <= j; l++) out[row + l] += t * data[a + l]
    }
  }
}
