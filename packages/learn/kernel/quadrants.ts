/*
 * Pairs of columns of an additive model, bit for bit learners/additive/quadrants.ts and pair-strengths.ts. Sums by cell of an
 * a × b grid are [a, b, 2] gradients and hessians, rows [a, b].
 */

/** Adds the pairs gh [n, 2] to sums, and 1 to `counts` (0: not counted), in the cells where both groups of a row meet. */
export function sumPair(groups: usize, others: usize, b: i32, gh: usize, n: i32, sums: usize, counts: usize): void {
  for (let i: usize = 0; i < (n as usize); i++) {
    const cell = (load<u8>(groups + i) as usize) * (b as usize) + (load<u8>(others + i) as usize)
    const at = sums + (cell << 4)
    v128.store(at, f64x2.add(v128.load(at), v128.load(gh + (i << 4))))
    if (counts != 0) store<f64>(counts + (cell << 3), load<f64>(counts + (cell << 3)) + 1)
  }
}

/**
 * The quadrants that interact most.
 *
 * @param work f64: minRows, l2, least share of the hessian, then room for [a + 1, b + 1, 3]
 * @param out f64: first and second cut, four values; left as it is when there is none
 * @returns their strength, or 0
 */
export function findQuadrants(sums: usize, rows: usize, a: i32, b: i32, work: usize, out: usize): f64 {
  const above = work + 32
  cumulate(sums, rows, a, b, above)
  const minRows = load<f64>(work)
  const l2 = load<f64>(work, 8)
  const whole = above + cellAt(a, b, b)
  const all = v128.load(whole)
  const allRows = load<f64>(whole, 16)
  const least = load<f64>(work, 16) * f64x2.extract_lane(all, 1)
  let best: f64 = 0
  for (let first: i32 = 1; first < a; first++) {
    const end = above + cellAt(first, b, b)
    const top = v128.load(end)
    const topRows = load<f64>(end, 16)
    for (let second: i32 = 1; second < b; second++) {
      const here = above + cellAt(first, second, b)
      const foot = above + cellAt(a, second, b)
      const low = v128.load(here)
      const left = v128.load(foot)
      const lowRows = load<f64>(here, 16)
      const leftRows = load<f64>(foot, 16)
      if (lowRows < minRows || topRows - lowRows < minRows) continue
      if (leftRows - lowRows < minRows || allRows - topRows - leftRows + lowRows < minRows) continue
      const low1 = f64x2.sub(top, low)
      const high0 = f64x2.sub(left, low)
      const high1 = f64x2.add(f64x2.sub(f64x2.sub(all, top), left), low)
      const bendsLow = v128.shuffle<f64>(low, low1, 1, 3)
      const bendsHigh = v128.shuffle<f64>(high0, high1, 1, 3)
      const flat = v128.or(f64x2.le(bendsLow, f64x2.splat(least)), f64x2.le(bendsHigh, f64x2.splat(least)))
      if (v128.any_true(flat)) continue
      const stiffLow = f64x2.add(bendsLow, f64x2.splat(l2))
      const stiffHigh = f64x2.add(bendsHigh, f64x2.splat(l2))
      const valuesLow = f64x2.div(f64x2.neg(v128.shuffle<f64>(low, low1, 0, 2)), stiffLow)
      const valuesHigh = f64x2.div(f64x2.neg(v128.shuffle<f64>(high0, high1, 0, 2)), stiffHigh)
      const partsLow = f64x2.div(f64x2.splat(1), stiffLow)
      const partsHigh = f64x2.div(f64x2.splat(1), stiffHigh)
      const variance =
        f64x2.extract_lane(partsLow, 0) +
        f64x2.extract_lane(partsLow, 1) +
        f64x2.extract_lane(partsHigh, 0) +
        f64x2.extract_lane(partsHigh, 1)
      const contrast =
        f64x2.extract_lane(valuesLow, 0) -
        f64x2.extract_lane(valuesLow, 1) -
        f64x2.extract_lane(valuesHigh, 0) +
        f64x2.extract_lane(valuesHigh, 1)
      const strength: f64 = variance < Infinity ? (contrast * contrast) / variance : 0
      if (!(strength > best)) continue
      best = strength
      store<f64>(out, first)
      store<f64>(out, second, 8)
      v128.store(out, valuesLow, 16)
      v128.store(out, valuesHigh, 32)
    }
  }
  return best
}

function cumulate(sums: usize, rows: usize, a: i32, b: i32, above: usize): void {
  memory.fill(above, 0, cellAt(1, 0, b))
  for (let i: i32 = 0; i < a; i++) {
    memory.fill(above + cellAt(i + 1, 0, b), 0, 24)
    for (let j: i32 = 0; j < b; j++) {
      const cell = (i * b + j) as usize
      const to = above + cellAt(i + 1, j + 1, b)
      const up = above + cellAt(i, j + 1, b)
      const pair = f64x2.add(f64x2.add(v128.load(sums + (cell << 4)), v128.load(up)), v128.load(to - 24))
      const number = load<f64>(rows + (cell << 3)) + load<f64>(up, 16) + load<f64>(to - 24, 16) - load<f64>(up - 24, 16)
      v128.store(to, f64x2.sub(pair, v128.load(up - 24)))
      store<f64>(to, number, 16)
    }
  }
}

function cellAt(first: i32, second: i32, b: i32): usize {
  return ((first * (b + 1) + second) as usize) * 24
}
