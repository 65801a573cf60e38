const BETA1: f64 = 0.9
const BETA2: f64 = 0.999
const EPSILON: f64 = 1e-8

/**
 * One step of src/learners/network/adam.ts over n parameters; `seen1` = 1 − 0.9^t, `seen2` = 1 − 0.999^t. Arrays of an odd length
 * have room for one more.
 */
export function adamStep(theta: usize, gradient: usize, m: usize, v: usize, n: i32, rate: f64, seen1: f64, seen2: f64): void {
  const rates = f64x2.splat(rate)
  const first = f64x2.splat(seen1)
  const second = f64x2.splat(seen2)
  for (let i: usize = 0; i < (n as usize) << 3; i += 16) {
    const g = v128.load(gradient + i)
    const mean = f64x2.add(f64x2.mul(f64x2.splat(BETA1), v128.load(m + i)), f64x2.mul(f64x2.splat(1 - BETA1), g))
    const square = f64x2.mul(f64x2.mul(f64x2.splat(1 - BETA2), g), g)
    const spread = f64x2.add(f64x2.mul(f64x2.splat(BETA2), v128.load(v + i)), square)
    v128.store(m + i, mean)
    v128.store(v + i, spread)
    const root = f64x2.add(f64x2.sqrt(f64x2.div(spread, second)), f64x2.splat(EPSILON))
    v128.store(theta + i, f64x2.sub(v128.load(theta + i), f64x2.div(f64x2.mul(rates, f64x2.div(mean, first)), root)))
  }
}

/** a[i] −= by · a[i] of n numbers. */
export function shrink(a: usize, n: i32, by: f64): void {
  const end = a + ((n as usize) << 3)
  const bys = f64x2.splat(by)
  for (; a + 8 < end; a += 16) {
    const x = v128.load(a)
    v128.store(a, f64x2.sub(x, f64x2.mul(bys, x)))
  }
  if (a < end) store<f64>(a, load<f64>(a) - by * load<f64>(a))
}
