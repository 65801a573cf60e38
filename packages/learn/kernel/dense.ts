/**
 * A layer over a batch: out[r, o] = b_o + x_r · w_o, the products in the four running sums of `rowDots`. With `slopes` (not 0) a
 * hidden one: slope[r, o] = 0 where that is not above 0, else kept[r, o] (1 where `kept` is 0), and out is multiplied by it.
 * Two rows and two outputs at a time; the last of an odd number is done twice.
 */
export function denseForward(
  x: usize,
  inputs: i32,
  w: usize,
  b: usize,
  rows: i32,
  outputs: i32,
  out: usize,
  slopes: usize,
  kept: usize,
): void {
  const whole: usize = (inputs as usize) << 3
  const fours: usize = ((inputs & ~3) as usize) << 3
  for (let o: i32 = 0; o < outputs; o += 2) {
    const o1 = min<i32>(o + 1, outputs - 1)
    const u = w + (o as usize) * whole
    const v = w + (o1 as usize) * whole
    const bias = f64x2(load<f64>(b + ((o as usize) << 3)), load<f64>(b + ((o1 as usize) << 3)))
    for (let r: i32 = 0; r < rows; r += 2) {
      const r1 = min<i32>(r + 1, rows - 1)
      const p = x + (r as usize) * whole
      const q = x + (r1 as usize) * whole
      let pu0 = f64x2.splat(0)
      let pu1 = f64x2.splat(0)
      let pv0 = f64x2.splat(0)
      let pv1 = f64x2.splat(0)
      let qu0 = f64x2.splat(0)
      let qu1 = f64x2.splat(0)
      let qv0 = f64x2.splat(0)
      let qv1 = f64x2.splat(0)
      let j: usize = 0
      for (; j < fours; j += 32) {
        let a = v128.load(p + j)
        let c = v128.load(q + j)
        let t = v128.load(u + j)
        pu0 = f64x2.add(pu0, f64x2.mul(a, t))
        qu0 = f64x2.add(qu0, f64x2.mul(c, t))
        t = v128.load(v + j)
        pv0 = f64x2.add(pv0, f64x2.mul(a, t))
        qv0 = f64x2.add(qv0, f64x2.mul(c, t))
        a = v128.load(p + j, 16)
        c = v128.load(q + j, 16)
        t = v128.load(u + j, 16)
        pu1 = f64x2.add(pu1, f64x2.mul(a, t))
        qu1 = f64x2.add(qu1, f64x2.mul(c, t))
        t = v128.load(v + j, 16)
        pv1 = f64x2.add(pv1, f64x2.mul(a, t))
        qv1 = f64x2.add(qv1, f64x2.mul(c, t))
      }
      let pLow = firsts(pu0, pv0)
      let qLow = firsts(qu0, qv0)
      for (; j < whole; j += 8) {
        const t = f64x2(load<f64>(u + j), load<f64>(v + j))
        pLow = f64x2.add(pLow, f64x2.mul(v128.load_splat<f64>(p + j), t))
        qLow = f64x2.add(qLow, f64x2.mul(v128.load_splat<f64>(q + j), t))
      }
      const left = (o as usize) << 3
      const both = o1 > o
      put(f64x2.add(bias, total(pLow, pu0, pv0, pu1, pv1)), (((r * outputs) as usize) << 3) + left, both, out, slopes, kept)
      put(f64x2.add(bias, total(qLow, qu0, qv0, qu1, qv1)), (((r1 * outputs) as usize) << 3) + left, both, out, slopes, kept)
    }
  }
}

/** The first of the four running sums of two outputs. */
function firsts(u: v128, v: v128): v128 {
  return v128.shuffle<f64>(u, v, 0, 2)
}

/** The four running sums as one, the first of which went on alone. */
function total(low: v128, u0: v128, v0: v128, u1: v128, v1: v128): v128 {
  return f64x2.add(f64x2.add(low, v128.shuffle<f64>(u0, v0, 1, 3)), f64x2.add(firsts(u1, v1), v128.shuffle<f64>(u1, v1, 1, 3)))
}

/** One or both of two neighbours. No branch on their signs: they are hard to foresee. */
function put(value: v128, at: usize, both: bool, out: usize, slopes: usize, kept: usize): void {
  if (slopes != 0) {
    const factor = kept == 0 ? f64x2.splat(1) : v128.load(kept + at)
    const slope = v128.and(factor, f64x2.gt(value, f64x2.splat(0)))
    value = f64x2.mul(value, slope)
    if (both) v128.store(slopes + at, slope)
    else store<f64>(slopes + at, f64x2.extract_lane(slope, 0))
  }
  if (both) v128.store(out + at, value)
  else store<f64>(out + at, f64x2.extract_lane(value, 0))
}
