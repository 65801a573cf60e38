/*
 * The next step of an ordered column of an additive model, bit for bit learners/additive/column-step.ts without a direction.
 * In `work` stand, of f64: learningRate, minRows, l2, LEAST_CURVATURE, LEAST_GAIN_SHARE, and then [count + 1, 3] sums of gradient,
 * hessian and rows over the first bins, and u32 [maxLeaves + 1] ends: leaf l holds the bins ends[l] … ends[l + 1] − 1.
 */

const SUMS: usize = 64 // where the sums start in `work`

/** @returns the gain; 0: nothing is worth adding */
export function columnStep(sums: usize, rows: usize, count: i32, maxLeaves: i32, work: usize, into: usize): f64 {
  const first = work + SUMS
  const ends = first + ((count + 1) as usize) * 24
  cumulate(sums, rows, count, first)
  store<u32>(ends, 0)
  store<u32>(ends, count, 4)
  const used = first + (count as usize) * 24
  const least = load<f64>(work, 24) * load<f64>(used, 8)
  let leaves: i32 = 1
  let gain: f64 = 0
  for (; leaves < maxLeaves; leaves++) {
    const more = cut(leaves, least, work, ends)
    if (more == 0) break
    gain += more
  }
  const minRows = load<f64>(work, 8)
  const missing = sums + ((count as usize) << 4)
  const apart = load<f64>(used, 16) >= minRows && load<f64>(rows + ((count as usize) << 3)) >= minRows
  if (leaves == 1 && !apart) return 0
  write(missing, count, leaves, apart, work, ends, into)
  return apart ? gain + gainOfMissing(missing, used, load<f64>(work, 16)) : gain
}

function cumulate(sums: usize, rows: usize, count: i32, into: usize): void {
  let pair = f64x2.splat(0)
  let number: f64 = 0
  v128.store(into, pair)
  store<f64>(into, 0, 16)
  for (let p: usize = 0; p < (count as usize); p++) {
    into += 24
    pair = f64x2.add(pair, v128.load(sums + (p << 4)))
    number += load<f64>(rows + (p << 3))
    v128.store(into, pair)
    store<f64>(into, number, 16)
  }
}

/** Puts the best cut of all leaves into `ends`; its gain, 0 when there is none. */
function cut(leaves: i32, least: f64, work: usize, ends: usize): f64 {
  const minRows = load<f64>(work, 8)
  const l2 = load<f64>(work, 16)
  const share = load<f64>(work, 32)
  let best: f64 = 0
  let bestAt: usize = 0
  let bestLeaf: i32 = -1
  for (let leaf: i32 = 0; leaf < leaves; leaf++) {
    const from = endAt(ends, leaf)
    const to = endAt(ends, leaf + 1)
    const low = work + SUMS + from * 24
    const high = work + SUMS + to * 24
    const lowPair = v128.load(low)
    const highPair = v128.load(high)
    const lowRows = load<f64>(low, 16)
    const highRows = load<f64>(high, 16)
    const both = f64x2.sub(highPair, lowPair)
    const g = f64x2.extract_lane(both, 0)
    const whole = (g * g) / (f64x2.extract_lane(both, 1) + l2)
    for (let at = from + 1; at < to; at++) {
      const here = work + SUMS + at * 24
      const pair = v128.load(here)
      const number = load<f64>(here, 16)
      const left = f64x2.sub(pair, lowPair)
      const right = f64x2.sub(highPair, pair)
      if (number - lowRows < minRows || f64x2.extract_lane(left, 1) <= least) continue
      if (highRows - number < minRows || f64x2.extract_lane(right, 1) <= least) break
      const sides = v128.shuffle<f64>(left, right, 0, 2)
      const bends = f64x2.add(v128.shuffle<f64>(left, right, 1, 3), f64x2.splat(l2))
      const scores = f64x2.div(f64x2.mul(sides, sides), bends)
      const parts = f64x2.extract_lane(scores, 0) + f64x2.extract_lane(scores, 1)
      const gain = parts - whole
      if (!(gain > best && gain > share * parts)) continue
      best = gain
      bestAt = at
      bestLeaf = leaf
    }
  }
  if (bestLeaf < 0) return 0
  const after = ends + ((bestLeaf as usize) << 2)
  memory.copy(after + 8, after + 4, ((leaves - bestLeaf) as usize) << 2)
  store<u32>(after, bestAt as u32, 4)
  return best
}

/** What it gains to part missing from the rest. */
function gainOfMissing(missing: usize, used: usize, l2: f64): f64 {
  const mg = load<f64>(missing)
  const mh = load<f64>(missing, 8)
  const g = load<f64>(used)
  const h = load<f64>(used, 8)
  return (mg * mg) / (mh + l2) + (g * g) / (h + l2) - ((mg + g) * (mg + g)) / (mh + h + l2)
}

function write(missing: usize, count: i32, leaves: i32, apart: bool, work: usize, ends: usize, into: usize): void {
  const rate = load<f64>(work)
  const l2 = load<f64>(work, 16)
  let moved: f64 = 0
  for (let leaf: i32 = 0; leaf < leaves; leaf++) {
    const from = endAt(ends, leaf)
    const to = endAt(ends, leaf + 1)
    const low = work + SUMS + from * 24
    const high = work + SUMS + to * 24
    const h = load<f64>(high, 8) - load<f64>(low, 8)
    const value = rate * (-(load<f64>(high) - load<f64>(low)) / (h + l2))
    moved += value * h
    for (let p = from; p < to; p++) store<f64>(into + (p << 3), value)
  }
  const all = load<f64>(work + SUMS + (count as usize) * 24, 8)
  const mh = load<f64>(missing, 8)
  const own = (rate * -load<f64>(missing)) / (mh + l2)
  store<f64>(into + ((count as usize) << 3), apart ? own : moved / all)
}

function endAt(ends: usize, leaf: i32): usize {
  return load<u32>(ends + ((leaf as usize) << 2))
}
