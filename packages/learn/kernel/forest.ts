/*
 * Nodes of a forest's trees, bit for bit learners/forest/{gather-rows,bin-sums,best-cut,divide-rows}.ts. Sums are f64: how many rows, their
 * weight, Σ weight · target of each output; `width` of them.
 */

/** A gain must exceed this share of the children's scores, and a child's weight this share of its parent's. */
const LEAST_SHARE: f64 = 1e-10
/** A node of fewer rows notes the bins that it has; a larger one looks at all of them. */
const FEW_ROWS: i32 = 96
const ROWS_PAST: usize = 16 // the targets follow rows and weight

/** Puts the node's rows u32 [size], weights and targets side by side, and their sums into `node`; 1 when the targets differ. */
export function gatherRows(
  rows: usize,
  size: i32,
  weights: usize,
  y: usize,
  intoRows: usize,
  intoWeights: usize,
  intoY: usize,
  node: usize,
  width: i32,
  byClass: bool,
): bool {
  memory.fill(node, 0, (width as usize) << 3)
  memory.copy(intoRows, rows, (size as usize) << 2)
  const first = load<f64>(y + ((load<u32>(rows) as usize) << 3))
  let mixed = false
  for (let i: usize = 0; i < (size as usize); i++) {
    const row = (load<u32>(rows + (i << 2)) as usize) << 3
    const weight = load<f64>(weights + row)
    const target = load<f64>(y + row)
    store<f64>(intoWeights + (i << 3), weight)
    store<f64>(intoY + (i << 3), target)
    addRow(node, weight, target, byClass)
    if (target != first) mixed = true
  }
  return mixed
}

/**
 * Sums of a column's bins over the gathered rows; the `last` bins that were present before are cleared first.
 *
 * @param bins    u8 of all rows
 * @param present u8: the bins with rows, ascending; `bits` 32 bytes of zeros, left so
 * @returns how many are present
 */
export function fillBins(
  bins: usize,
  rows: usize,
  weights: usize,
  y: usize,
  size: i32,
  sums: usize,
  width: i32,
  present: usize,
  last: i32,
  bits: usize,
  byClass: bool,
  ordered: bool,
): i32 {
  const bytes = (width as usize) << 3
  for (let p: usize = 0; p < (last as usize); p++) memory.fill(sums + (load<u8>(present + p) as usize) * bytes, 0, bytes)
  const few = size < FEW_ROWS
  for (let i: usize = 0; i < (size as usize); i++) {
    const bin = load<u8>(bins + (load<u32>(rows + (i << 2)) as usize)) as usize
    if (few) {
      const word = bits + ((bin >> 5) << 2)
      store<u32>(word, load<u32>(word) | ((1 as u32) << ((bin & 31) as u32)))
    }
    addRow(sums + bin * bytes, load<f64>(weights + (i << 3)), load<f64>(y + (i << 3)), byClass)
  }
  let count: usize = 0
  if (few) {
    for (let word: usize = 0; word < 8; word++) {
      const at = bits + (word << 2)
      for (let left = load<u32>(at); left != 0; left &= left - 1) store<u8>(present + count++, (word << 5) + (ctz<u32>(left) as usize))
      store<u32>(at, 0)
    }
  } else {
    for (let bin: usize = 0; bin < 256; bin++) if (load<f64>(sums + bin * bytes) != 0) store<u8>(present + count++, bin)
  }
  if (ordered) for (let p: usize = 0; p < count; p++) cumulate(sums + (load<u8>(present + p) as usize) * bytes, width)
  return count as i32
}

/**
 * The best cut between the bins that are present, with missing (the last of them, if it is `missing`) on the right and then on
 * the left.
 *
 * @param left scratch [width]
 * @param out  f64: gain, how many of the present bins go left, 1 when missing goes left
 * @returns whether one gains more than `best`
 */
export function bestCut(
  sums: usize,
  width: i32,
  present: usize,
  count: i32,
  missing: i32,
  node: usize,
  left: usize,
  minRows: f64,
  best: f64,
  out: usize,
): bool {
  if (count == 0) return false
  const bytes = (width as usize) << 3
  const lastBin = load<u8>(present + ((count - 1) as usize)) as i32
  const hasMissing = lastBin == missing
  const numbers = hasMissing ? count - 1 : count
  const rows = load<f64>(node)
  const weight = load<f64>(node, 8)
  let parent: f64 = 0
  for (let t: usize = ROWS_PAST; t < bytes; t += 8) parent += load<f64>(node + t) * load<f64>(node + t)
  const before = parent / weight
  let found = false
  const sides: i32 = hasMissing ? 2 : 1
  for (let side: i32 = 0; side < sides; side++) {
    memory.fill(left, 0, bytes)
    if (side == 1) addSums(left, sums + (lastBin as usize) * bytes, bytes)
    for (let p: i32 = 0; p < numbers; p++) {
      addSums(left, sums + (load<u8>(present + (p as usize)) as usize) * bytes, bytes)
      const leftRows = load<f64>(left)
      if (rows - leftRows < minRows) break
      if (leftRows < minRows) continue
      const leftWeight = load<f64>(left, 8)
      const rightWeight = weight - leftWeight
      if (!(leftWeight > LEAST_SHARE * weight && rightWeight > LEAST_SHARE * weight)) continue
      let squares = f64x2.splat(0)
      for (let t: usize = ROWS_PAST; t < bytes; t += 8) {
        const own = load<f64>(left + t)
        const both = f64x2(own, load<f64>(node + t) - own)
        squares = f64x2.add(squares, f64x2.mul(both, both))
      }
      const scores = f64x2.div(squares, f64x2(leftWeight, rightWeight))
      const children = f64x2.extract_lane(scores, 0) + f64x2.extract_lane(scores, 1)
      const gain = children - before
      if (!(gain > LEAST_SHARE * children && gain > best)) continue
      best = gain
      found = true
      store<f64>(out, gain)
      store<f64>(out, p + 1, 8)
      store<f64>(out, hasMissing ? (side as f64) : 2 * leftWeight > weight ? 1 : 0, 16)
    }
  }
  return found
}

/** Puts rows whose bin goes left before the others, order kept in both; how many there are. */
export function divideByBin(rows: usize, size: i32, bins: usize, goesLeft: usize, scratch: usize): i32 {
  let left: usize = 0
  let right: usize = 0
  for (let i: usize = 0; i < (size as usize); i++) {
    const row = load<u32>(rows + (i << 2))
    const goes = load<u8>(goesLeft + (load<u8>(bins + (row as usize)) as usize)) as usize
    store<u32>(rows + (left << 2), row)
    store<u32>(scratch + (right << 2), row)
    left += goes
    right += 1 - goes
  }
  memory.copy(rows + (left << 2), scratch, right << 2)
  return left as i32
}

function addRow(into: usize, weight: f64, y: f64, byClass: bool): void {
  v128.store(into, f64x2.add(v128.load(into), f64x2(1, weight)))
  const at = into + ROWS_PAST + (byClass ? (y as i32 as usize) << 3 : 0)
  store<f64>(at, load<f64>(at) + (byClass ? weight : weight * y))
}

function addSums(into: usize, from: usize, bytes: usize): void {
  v128.store(into, f64x2.add(v128.load(into), v128.load(from)))
  for (let t: usize = ROWS_PAST; t < bytes; t += 8) store<f64>(into + t, load<f64>(into + t) + load<f64>(from + t))
}

/** Σ of each class becomes Σ of all classes up to it. */
function cumulate(sums: usize, width: i32): void {
  for (let t: usize = 3; t < (width as usize); t++) {
    store<f64>(sums + (t << 3), load<f64>(sums + (t << 3)) + load<f64>(sums + (t << 3) - 8))
  }
}
