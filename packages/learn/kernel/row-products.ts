/** out[i] = x_i · w for `rows` rows of m numbers: four running sums in the order of src/learners/linear/vector.ts. */
export function rowDots(x: usize, w: usize, rows: i32, m: i32, out: usize): void {
  const fours: usize = ((m & ~3) as usize) << 3
  const whole: usize = (m as usize) << 3
  for (let i: i32 = 0; i < rows; i++) {
    let a = f64x2.splat(0)
    let b = f64x2.splat(0)
    let j: usize = 0
    for (; j < fours; j += 32) {
      a = f64x2.add(a, f64x2.mul(v128.load(x + j), v128.load(w + j)))
      b = f64x2.add(b, f64x2.mul(v128.load(x + j, 16), v128.load(w + j, 16)))
    }
    let first = f64x2.extract_lane(a, 0)
    for (; j < whole; j += 8) first += load<f64>(x + j) * load<f64>(w + j)
    store<f64>(out, first + f64x2.extract_lane(a, 1) + (f64x2.extract_lane(b, 0) + f64x2.extract_lane(b, 1)))
    x += whole
    out += 8
  }
}

/** out[j] += Σ_i v_i x_ij for j < m, one row after another; row i begins `stride` bytes after the one before it. */
export function addRows(x: usize, stride: usize, v: usize, rows: i32, m: i32, out: usize): void {
  const whole: usize = (m as usize) << 3
  const pairs: usize = ((m & ~1) as usize) << 3
  let i: i32 = 0
  for (; i + 3 < rows; i += 4) {
    const x1 = x + stride
    const x2 = x1 + stride
    const x3 = x2 + stride
    const v0 = v128.load_splat<f64>(v)
    const v1 = v128.load_splat<f64>(v, 8)
    const v2 = v128.load_splat<f64>(v, 16)
    const v3 = v128.load_splat<f64>(v, 24)
    let j: usize = 0
    for (; j < pairs; j += 16) {
      let sum = f64x2.add(v128.load(out + j), f64x2.mul(v0, v128.load(x + j)))
      sum = f64x2.add(sum, f64x2.mul(v1, v128.load(x1 + j)))
      sum = f64x2.add(sum, f64x2.mul(v2, v128.load(x2 + j)))
      v128.store(out + j, f64x2.add(sum, f64x2.mul(v3, v128.load(x3 + j))))
    }
    if (j < whole) {
      let sum = load<f64>(out + j) + load<f64>(v) * load<f64>(x + j)
      sum += load<f64>(v, 8) * load<f64>(x1 + j)
      sum += load<f64>(v, 16) * load<f64>(x2 + j)
      store<f64>(out + j, sum + load<f64>(v, 24) * load<f64>(x3 + j))
    }
    x = x3 + stride
    v += 32
  }
  for (; i < rows; i++) {
    const by = load<f64>(v)
    for (let j: usize = 0; j < whole; j += 8) store<f64>(out + j, load<f64>(out + j) + by * load<f64>(x + j))
    x += stride
    v += 8
  }
}
