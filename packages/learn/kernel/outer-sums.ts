/**
 * out[i, j] += Σ_t a[t, i] b[t, j], one t after another. a[t, i] lies at a + t · aStep + i · aNext, row t of b at b + t · bStep (all
 * in bytes); out is [rows, cols]. Four rows at a time; a row beyond the last is the last once more.
 */
export function addOuterSums(
  a: usize,
  aStep: usize,
  aNext: usize,
  b: usize,
  bStep: usize,
  count: i32,
  rows: i32,
  cols: i32,
  out: usize,
): void {
  const last = rows - 1
  const stride: usize = (cols as usize) << 3
  const fours: usize = ((cols & ~3) as usize) << 3
  const pairs: usize = ((cols & ~1) as usize) << 3
  const end = (count as usize) * bStep
  for (let i: i32 = 0; i < rows; i += 4) {
    const i1 = min<i32>(i + 1, last) as usize
    const i2 = min<i32>(i + 2, last) as usize
    const i3 = min<i32>(i + 3, last) as usize
    const a0 = a + (i as usize) * aNext
    const a1 = a + i1 * aNext
    const a2 = a + i2 * aNext
    const a3 = a + i3 * aNext
    const c0 = out + (i as usize) * stride
    const c1 = out + i1 * stride
    const c2 = out + i2 * stride
    const c3 = out + i3 * stride
    let j: usize = 0
    for (; j < fours; j += 32) {
      let l0 = v128.load(c0 + j)
      let h0 = v128.load(c0 + j, 16)
      let l1 = v128.load(c1 + j)
      let h1 = v128.load(c1 + j, 16)
      let l2 = v128.load(c2 + j)
      let h2 = v128.load(c2 + j, 16)
      let l3 = v128.load(c3 + j)
      let h3 = v128.load(c3 + j, 16)
      let s: usize = 0
      for (let t: usize = 0; t < end; t += bStep) {
        const low = v128.load(b + t + j)
        const high = v128.load(b + t + j, 16)
        let by = v128.load_splat<f64>(a0 + s)
        l0 = f64x2.add(l0, f64x2.mul(by, low))
        h0 = f64x2.add(h0, f64x2.mul(by, high))
        by = v128.load_splat<f64>(a1 + s)
        l1 = f64x2.add(l1, f64x2.mul(by, low))
        h1 = f64x2.add(h1, f64x2.mul(by, high))
        by = v128.load_splat<f64>(a2 + s)
        l2 = f64x2.add(l2, f64x2.mul(by, low))
        h2 = f64x2.add(h2, f64x2.mul(by, high))
        by = v128.load_splat<f64>(a3 + s)
        l3 = f64x2.add(l3, f64x2.mul(by, low))
        h3 = f64x2.add(h3, f64x2.mul(by, high))
        s += aStep
      }
      v128.store(c0 + j, l0)
      v128.store(c0 + j, h0, 16)
      v128.store(c1 + j, l1)
      v128.store(c1 + j, h1, 16)
      v128.store(c2 + j, l2)
      v128.store(c2 + j, h2, 16)
      v128.store(c3 + j, l3)
      v128.store(c3 + j, h3, 16)
    }
    if (j < pairs) {
      let l0 = v128.load(c0 + j)
      let l1 = v128.load(c1 + j)
      let l2 = v128.load(c2 + j)
      let l3 = v128.load(c3 + j)
      let s: usize = 0
      for (let t: usize = 0; t < end; t += bStep) {
        const low = v128.load(b + t + j)
        l0 = f64x2.add(l0, f64x2.mul(v128.load_splat<f64>(a0 + s), low))
        l1 = f64x2.add(l1, f64x2.mul(v128.load_splat<f64>(a1 + s), low))
        l2 = f64x2.add(l2, f64x2.mul(v128.load_splat<f64>(a2 + s), low))
        l3 = f64x2.add(l3, f64x2.mul(v128.load_splat<f64>(a3 + s), low))
        s += aStep
      }
      v128.store(c0 + j, l0)
      v128.store(c1 + j, l1)
      v128.store(c2 + j, l2)
      v128.store(c3 + j, l3)
      j += 16
    }
    if (j < stride) {
      let s0 = load<f64>(c0 + j)
      let s1 = load<f64>(c1 + j)
      let s2 = load<f64>(c2 + j)
      let s3 = load<f64>(c3 + j)
      let s: usize = 0
      for (let t: usize = 0; t < end; t += bStep) {
        const x = load<f64>(b + t + j)
        s0 += load<f64>(a0 + s) * x
        s1 += load<f64>(a1 + s) * x
        s2 += load<f64>(a2 + s) * x
        s3 += load<f64>(a3 + s) * x
        s += aStep
      }
      store<f64>(c0 + j, s0)
      store<f64>(c1 + j, s1)
      store<f64>(c2 + j, s2)
      store<f64>(c3 + j, s3)
    }
  }
}

/** a[i] *= b[i] of n numbers; n may be odd when both arrays have room for one more. */
export function multiplyAll(a: usize, b: usize, n: i32): void {
  for (let i: usize = 0; i < (n as usize) << 3; i += 16) v128.store(a + i, f64x2.mul(v128.load(a + i), v128.load(b + i)))
}
