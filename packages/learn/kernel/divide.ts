/*
 * Sums of a node run over blocks of so many rows (BLOCK in src/learners/boosting/loops.ts), and then over the blocks, in order: the
 * same whatever the number of threads. These functions are given one block.
 */

/** Sums of rows[0 … size): gradient, hessian, weight. @param weights 0: all weigh 1 */
export function sumRows(rows: usize, size: i32, gh: usize, weights: usize, into: usize): void {
  let sum = f64x2.splat(0)
  let cover: f64 = 0
  for (let i: usize = 0; i < (size as usize); i++) {
    const row = load<u32>(rows + (i << 2)) as usize
    sum = f64x2.add(sum, v128.load(gh + (row << 4)))
    if (weights != 0) cover += load<f64>(weights + (row << 3))
  }
  v128.store(into, sum)
  store<f64>(into, weights != 0 ? cover : (size as f64), 16)
}

/**
 * Deals rows to the left and the right child, order kept in both; and the sums of both.
 *
 * @param bins     of the split's column
 * @param goesLeft [256] 1 for the bins that go left
 * @param lefts    [size] may be `rows` itself
 * @param rights   [size]
 * @param into     gradient, hessian, weight on the left; the same on the right; how many rows go left
 */
export function divideRows(
  rows: usize,
  size: i32,
  bins: usize,
  goesLeft: usize,
  lefts: usize,
  rights: usize,
  gh: usize,
  weights: usize,
  into: usize,
): void {
  let left: usize = 0
  let right: usize = 0
  let sumLeft = f64x2.splat(0)
  let sumRight = f64x2.splat(0)
  let coverLeft: f64 = 0
  let coverRight: f64 = 0
  for (let i: usize = 0; i < (size as usize); i++) {
    const row = load<u32>(rows + (i << 2)) as usize
    const goes = load<u8>(goesLeft + (load<u8>(bins + row) as usize)) as usize
    const mask = i64x2.splat(-(goes as i64))
    const pair = v128.load(gh + (row << 4))
    sumLeft = f64x2.add(sumLeft, v128.and(pair, mask))
    sumRight = f64x2.add(sumRight, v128.andnot(pair, mask))
    if (weights != 0) {
      const weight = load<f64>(weights + (row << 3))
      if (goes) coverLeft += weight
      else coverRight += weight
    }
    // both places are written, one is kept: cheaper than a branch that nobody can foretell
    store<u32>(lefts + (left << 2), row as u32)
    store<u32>(rights + (right << 2), row as u32)
    left += goes
    right += 1 - goes
  }
  v128.store(into, sumLeft)
  store<f64>(into, weights != 0 ? coverLeft : (left as f64), 16)
  v128.store(into, sumRight, 24)
  store<f64>(into, weights != 0 ? coverRight : (right as f64), 40)
  store<f64>(into, left as f64, 48)
}

/** scores[rows[i]] += value */
export function addToRows(scores: usize, rows: usize, size: i32, value: f64): void {
  for (let i: usize = 0; i < (size as usize); i++) {
    const at = scores + ((load<u32>(rows + (i << 2)) as usize) << 3)
    store<f64>(at, load<f64>(at) + value)
  }
}
