/** Σ_{j < length} a[i + j] b[k + j], in four running sums: the order of additions is fixed, so the bits are too. */
export function dot(a: Float64Array, i: number, b: Float64Array, k: number, length: number): number {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let j = 0
  for (; j + 3 < length; j += 4) {
    s0 += a[i + j] * b[k + j]
    s1 += a[i + j + 1] * b[k + j + 1]
    s2 += a[i + j + 2] * b[k + j + 2]
    s3 += a[i + j + 3] * b[k + j + 3]
  }
  for (; j < length; j++) s0 += a[i + j] * b[k + j]
  return s0 + s1 + (s2 + s3)
}

/** out[k + j] += by · a[i + j] for j < length. */
export function addScaled(by: number, a: Float64Array, i: number, out: Float64Array, k: number, length: number): void {
  for (let j = 0; j < length; j++) out[k + j] += by * a[i + j]
}

export function maxAbs(values: Float64Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
