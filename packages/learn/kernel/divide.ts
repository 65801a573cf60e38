/**
 * Sums run over blocks of so many rows of a node, and then over the blocks, in order: the same whatever the number of threads.
 * A node of fewer rows is summed from front to back.
 */
export const BLOCK: i32 = 65_536

/** Where sums are written, for each child: gradient, hessian, weight. */
const SUMS: usize = 24

/** sums of rows[0 … size): gradient, hessian, weight. @param weights 0: all weigh 1 */
export function sumRows(rows: usize, size: i32, gh: usize, weights: usize, into: usize): void {
  let all = f64x2.splat(0)
  let cover: f64 = 0
  for (let from = 0; from < size; from += BLOCK) {
    const to = min<i32>(from + BLOCK, size)
    let block = f64x2.splat(0)
    let weight: f64 = 0
    for (let i = from as usize; i < (to as usize); i++) {
      const row = load<u32>(rows + (i << 2)) as usize
      block = f64x2.add(block, v128.load(gh + (row << 4)))
      if (weights != 0) weight += load<f64>(weights + (row << 3))
    }
    all = f64x2.add(all, block)
    cover += weights != 0 ? weight : ((to - from) as f64)
  }
  v128.store(into, all)
  store<f64>(into, cover, 16)
}

/**
 * Rows that go left to the front, the others behind them, order kept in both; and the sums of both.
 *
 * @param bins     of the split's column
 * @param goesLeft [256] 1 for the bins that go left
 * @param scratch  [size] i32
 * @param into     two sums as `sumRows` writes them, left first
 * @returns how many go left
 */
export function divideRows(
  rows: usize,
  size: i32,
  bins: usize,
  goesLeft: usize,
  scratch: usize,
  gh: usize,
  weights: usize,
  into: usize,
): i32 {
  let left: usize = 0
  let right: usize = 0
  let sumLeft = f64x2.splat(0)
  let sumRight = f64x2.splat(0)
  let coverLeft: f64 = 0
  let coverRight: f64 = 0
  for (let from = 0; from < size; from += BLOCK) {
    const to = min<i32>(from + BLOCK, size)
    let blockLeft = f64x2.splat(0)
    let blockRight = f64x2.splat(0)
    let weightLeft: f64 = 0
    let weightRight: f64 = 0
    for (let i = from as usize; i < (to as usize); i++) {
      const row = load<u32>(rows + (i << 2)) as usize
      const goes = load<u8>(goesLeft + (load<u8>(bins + row) as usize)) as usize
      const mask = i64x2.splat(-(goes as i64))
      const pair = v128.load(gh + (row << 4))
      blockLeft = f64x2.add(blockLeft, v128.and(pair, mask))
      blockRight = f64x2.add(blockRight, v128.andnot(pair, mask))
      if (weights != 0) {
        const weight = load<f64>(weights + (row << 3))
        if (goes) weightLeft += weight
        else weightRight += weight
      }
      // both places are written, one is kept: cheaper than a branch that nobody can foretell
      store<u32>(rows + (left << 2), row as u32)
      store<u32>(scratch + (right << 2), row as u32)
      left += goes
      right += 1 - goes
    }
    sumLeft = f64x2.add(sumLeft, blockLeft)
    sumRight = f64x2.add(sumRight, blockRight)
    coverLeft += weightLeft
    coverRight += weightRight
  }
  memory.copy(rows + (left << 2), scratch, right << 2)
  v128.store(into, sumLeft)
  store<f64>(into, weights != 0 ? coverLeft : (left as f64), 16)
  v128.store(into + SUMS, sumRight)
  store<f64>(into + SUMS, weights != 0 ? coverRight : (right as f64), 16)
  return left as i32
}

/** scores[rows[i]] += value */
export function addToRows(scores: usize, rows: usize, size: i32, value: f64): void {
  for (let i: usize = 0; i < (size as usize); i++) {
    const at = scores + ((load<u32>(rows + (i << 2)) as usize) << 3)
    store<f64>(at, load<f64>(at) + value)
  }
}
