/*
 * A tree as src/trees/packed-shap.ts lays it out: its inner nodes, parents before children, 56 bytes each.
 *   0 u32 where its value stands in a pair of rows    4 u32 where its column's share stands
 *   8, 12 u32 its children: where their numbers stand; of a leaf, with LEAF, where its values stand
 *  16 u32 where the mask stands of the next split above by the same column, on the side that leads here; 0: none
 *  20 u32 its factors
 *  24 f64 goes left when value ≤ this; of a set: where its bits begin
 *  32, 40 f64 the children's shares of its cover     48 f64 share of cover left by splits above of the same column
 */
const NODE: usize = 56
const LEAF: u32 = 0x8000_0000

/**
 * Adds the Shapley values of the columns in one tree to shares [pairs, outputs, d, 2], for rows in pairs: one in each lane.
 * Down the tree goes P, the product of the factors on the way, at all points; up come R, what lies below.
 *
 * The theory stands in src/trees/tree-shap.ts, which does the same to the same bits. With A and B the children's R, M their mean by
 * shares of cover, X the one the row goes to and D = X − M:
 *
 *   R = M + λ D,   share of the column += Σ_points κ P D,   child's P = P (r + λ (o − r))
 *
 * @param count inner nodes, 1 or more
 * @param leaves [outputs, leaves, 2] values, each twice
 * @param factors [sets of factors, points, 2] λ and κ; the first set is given, the others are room
 * @param masks [1 + count, 2] room for 16 bytes each; the first two hold ones
 * @param ways @param sums [count, points] room for 16 bytes each
 */
export function addTreeShapley(
  nodes: usize,
  count: i32,
  leaves: usize,
  leafBytes: usize,
  factors: usize,
  points: i32,
  masks: usize,
  ways: usize,
  sums: usize,
  sets: usize,
  firstSet: usize,
  rows: usize,
  rowBytes: usize,
  pairs: i32,
  shares: usize,
  shareBytes: usize,
  outputs: i32,
): void {
  const end = nodes + (count as usize) * NODE
  const size = (points as usize) << 4
  fillFactors(nodes, end, factors, size)
  for (let pair = 0; pair < pairs; pair++) {
    goDown(nodes, end, factors, size, masks, ways, sets, firstSet, rows)
    for (let o = 0; o < outputs; o++) {
      goUp(nodes, end, leaves + (o as usize) * leafBytes, factors, size, masks, ways, sums, shares)
      shares += shareBytes
    }
    rows += rowBytes
  }
}

function fillFactors(nodes: usize, end: usize, factors: usize, size: usize): void {
  for (let node = nodes; node < end; node += NODE) {
    if (load<u32>(node, 20) == 0) continue
    const own = factors + load<u32>(node, 20)
    const z = load<f64>(node, 48)
    for (let at: usize = 0; at < size; at += 16) {
      const t = load<f64>(factors + at)
      const g = t + (1 - t) * z
      store<f64>(own + at, t / g)
      store<f64>(own + at, (load<f64>(factors + at, 8) * z) / (g * g), 8)
    }
  }
}

function goDown(
  nodes: usize,
  end: usize,
  factors: usize,
  size: usize,
  masks: usize,
  ways: usize,
  sets: usize,
  firstSet: usize,
  row: usize,
): void {
  const one = f64x2.splat(1)
  for (let at: usize = 0; at < size; at += 16) v128.store(ways + at, one)
  let own = ways
  let mask = masks
  for (let node = nodes; node < end; node += NODE) {
    mask += 32
    const left = goesLeft(node, row, sets, firstSet)
    const here = v128.load(masks + load<u32>(node, 16))
    v128.store(mask, v128.and(here, left))
    v128.store(mask, v128.andnot(here, left), 16)
    const toLeft = load<u32>(node, 8)
    const toRight = load<u32>(node, 12)
    const lambda = factors + load<u32>(node, 20)
    if ((toLeft & LEAF) == 0) pass(own, ways + toLeft, size, lambda, here, v128.and(left, one), v128.load_splat<f64>(node, 32))
    if ((toRight & LEAF) == 0) pass(own, ways + toRight, size, lambda, here, v128.andnot(one, left), v128.load_splat<f64>(node, 40))
    own += size
  }
}

/** into = from · (r + λ (o − r)) */
function pass(from: usize, into: usize, size: usize, factors: usize, here: v128, o: v128, r: v128): void {
  const off = v128.and(here, f64x2.sub(o, r))
  for (let at: usize = 0; at < size; at += 16) {
    const factor = f64x2.add(r, f64x2.mul(v128.load_splat<f64>(factors + at), off))
    v128.store(into + at, f64x2.mul(v128.load(from + at), factor))
  }
}

function goUp(
  nodes: usize,
  end: usize,
  leaves: usize,
  factors: usize,
  size: usize,
  masks: usize,
  ways: usize,
  sums: usize,
  shares: usize,
): void {
  const count = (end - nodes) / NODE
  let way = ways + count * size
  let sum = sums + count * size
  let mask = masks + 32 * (count + 1)
  for (let node = end - NODE; node >= nodes; node -= NODE) {
    way -= size
    sum -= size
    mask -= 32
    const toLeft = load<u32>(node, 8)
    const toRight = load<u32>(node, 12)
    // a leaf says the same at every point
    const leftLeaf = (toLeft & LEAF) != 0
    const rightLeaf = (toRight & LEAF) != 0
    const a = leftLeaf ? leaves + (toLeft & ~LEAF) : sums + toLeft
    const b = rightLeaf ? leaves + (toRight & ~LEAF) : sums + toRight
    const nextA: usize = leftLeaf ? 0 : 16
    const nextB: usize = rightLeaf ? 0 : 16
    const here = v128.load(masks + load<u32>(node, 16))
    const left = v128.load(mask)
    const shareLeft = v128.load_splat<f64>(node, 32)
    const shareRight = v128.load_splat<f64>(node, 40)
    const own = factors + load<u32>(node, 20)
    let share = f64x2.splat(0)
    let pa = a
    let pb = b
    for (let at: usize = 0; at < size; at += 16) {
      const fromLeft = v128.load(pa)
      const fromRight = v128.load(pb)
      const mean = f64x2.add(f64x2.mul(shareLeft, fromLeft), f64x2.mul(shareRight, fromRight))
      const off = v128.and(here, f64x2.sub(v128.bitselect(fromLeft, fromRight, left), mean))
      v128.store(sum + at, f64x2.add(mean, f64x2.mul(v128.load_splat<f64>(own + at), off)))
      share = f64x2.add(share, f64x2.mul(f64x2.mul(v128.load_splat<f64>(own + at, 8), v128.load(way + at)), off))
      pa += nextA
      pb += nextB
    }
    const to = shares + load<u32>(node, 4)
    v128.store(to, f64x2.add(v128.load(to), share))
  }
}

/** In each lane ones where the row goes left, else zeros. */
function goesLeft(node: usize, row: usize, sets: usize, firstSet: usize): v128 {
  const at = load<u32>(node) as usize
  if (at < firstSet) return f64x2.le(v128.load(row + at), v128.load_splat<f64>(node, 24))
  const bits = sets + (load<f64>(node, 24) as u32)
  return i64x2(inSet(bits, load<f64>(row + at) as u32), inSet(bits, load<f64>(row + at, 8) as u32))
}

/** −1 or 0. */
function inSet(bits: usize, code: u32): i64 {
  return -(((load<u8>(bits + (code >> 3)) >> (code & 7)) & 1) as i64)
}
