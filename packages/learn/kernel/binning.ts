/**
 * A column of numbers in at most `maxBins` bins, as src/trees/binning.ts defines them; NaN goes to the bin after the last.
 *
 * @param sorted  [n] room
 * @param other   [n] room
 * @param buckets [6, 2048] room of u32
 * @param weights [n]; 0: all weigh 1
 * @param cuts    [256] those after the last become the largest number
 * @param into    [n] a byte each
 * @param count   where the number of bins is written, i32
 */
export function binNumbers(
  values: usize,
  n: i32,
  sorted: usize,
  other: usize,
  buckets: usize,
  weights: usize,
  maxBins: i32,
  cuts: usize,
  into: usize,
  count: usize,
): void {
  for (let b: usize = 0; b < 256; b++) store<f64>(cuts + (b << 3), LARGEST)
  const size = sortNumbers(values, n, sorted, other, buckets)
  const bins = numberCuts(sorted, size, other, values, weights, n, maxBins, cuts)
  assignBins(values, n, cuts, bins, into)
  store<i32>(count, bins)
}

const LARGEST: f64 = 1.7976931348623157e308
const DIGIT_BITS: i32 = 11
const DIGITS: i32 = 6
const BUCKETS: usize = 2048
const SIGN: u64 = 0x8000_0000_0000_0000

/** Bits of a double that sort as whole numbers the way doubles do: −0 before 0. */
function keyOf(x: f64): u64 {
  const bits = reinterpret<u64>(x)
  return bits ^ (bits >> 63 != 0 ? ~(0 as u64) : SIGN)
}

function numberOf(key: u64): f64 {
  return reinterpret<f64>(key ^ (key >> 63 != 0 ? SIGN : ~(0 as u64)))
}

/**
 * Numbers in ascending order, NaN left out: radix sort, 11 bits at a time; digits that are the same everywhere cost no pass.
 *
 * @param into    [n]
 * @param other   [n]
 * @param buckets [6, 2048] u32
 * @returns how many there are, in `into`
 */
function sortNumbers(values: usize, n: i32, into: usize, other: usize, buckets: usize): i32 {
  memory.fill(buckets, 0, (DIGITS as usize) * BUCKETS * 4)
  let size: usize = 0
  for (let i: usize = 0; i < (n as usize); i++) {
    const x = load<f64>(values + (i << 3))
    if (x != x) continue
    const key = keyOf(x)
    store<u64>(into + (size << 3), key)
    size++
    for (let digit = 0; digit < DIGITS; digit++) {
      const at = bucketOf(buckets, key, digit)
      store<u32>(at, load<u32>(at) + 1)
    }
  }
  let from = into
  let to = other
  for (let digit = 0; digit < DIGITS && size > 0; digit++) {
    if ((load<u32>(bucketOf(buckets, load<u64>(from), digit)) as usize) == size) continue
    const first = buckets + (digit as usize) * BUCKETS * 4
    let start: u32 = 0
    for (let b: usize = 0; b < BUCKETS; b++) {
      const here = load<u32>(first + (b << 2))
      store<u32>(first + (b << 2), start)
      start += here
    }
    for (let i: usize = 0; i < size; i++) {
      const key = load<u64>(from + (i << 3))
      const at = bucketOf(buckets, key, digit)
      const place = load<u32>(at)
      store<u32>(at, place + 1)
      store<u64>(to + ((place as usize) << 3), key)
    }
    const held = from
    from = to
    to = held
  }
  for (let i: usize = 0; i < size; i++) store<f64>(into + (i << 3), numberOf(load<u64>(from + (i << 3))))
  return size as i32
}

function bucketOf(buckets: usize, key: u64, digit: i32): usize {
  const value = ((key >> ((digit * DIGIT_BITS) as u64)) as usize) & (BUCKETS - 1)
  return buckets + (((digit as usize) * BUCKETS + value) << 2)
}

/**
 * The cuts between a column's bins: one bin for each distinct number while `maxBins` suffice, else bins of nearly equal weight.
 *
 * @param sorted   [size] ascending; the distinct numbers are left at its front
 * @param weightOf [size] room for the weight of each distinct number
 * @param weights  [n] of the values; 0: all weigh 1
 * @param cuts     [maxBins]
 * @returns the number of bins
 */
function numberCuts(sorted: usize, size: i32, weightOf: usize, values: usize, weights: usize, n: i32, maxBins: i32, cuts: usize): i32 {
  const distinct = keepDistinct(sorted, size, weightOf)
  if (distinct <= maxBins) {
    for (let i = 0; i < distinct; i++) store<f64>(cuts + ((i as usize) << 3), cutAfter(sorted, distinct, i))
    return distinct
  }
  if (weights != 0) weighDistinct(sorted, distinct, weightOf, values, weights, n)
  let left: f64 = 0
  for (let i: usize = 0; i < (distinct as usize); i++) left += load<f64>(weightOf + (i << 3))
  let bins = 0
  let taken: f64 = 0
  for (let i = 0; i < distinct - 1 && bins < maxBins - 1; i++) {
    taken += load<f64>(weightOf + ((i as usize) << 3))
    if (taken < left / ((maxBins - bins) as f64)) continue
    store<f64>(cuts + ((bins as usize) << 3), cutAfter(sorted, distinct, i))
    bins++
    left -= taken
    taken = 0
  }
  store<f64>(cuts + ((bins as usize) << 3), cutAfter(sorted, distinct, distinct - 1))
  return bins + 1
}

/** Moves the distinct numbers to the front and counts how often each stood there. */
function keepDistinct(sorted: usize, size: i32, countOf: usize): i32 {
  let distinct: usize = 0
  for (let i: usize = 0; i < (size as usize); i++) {
    const x = load<f64>(sorted + (i << 3))
    if (distinct > 0 && x == load<f64>(sorted + ((distinct - 1) << 3))) {
      const at = countOf + ((distinct - 1) << 3)
      store<f64>(at, load<f64>(at) + 1)
      continue
    }
    store<f64>(sorted + (distinct << 3), x)
    store<f64>(countOf + (distinct << 3), 1)
    distinct++
  }
  return distinct as i32
}

function weighDistinct(distinct: usize, size: i32, weightOf: usize, values: usize, weights: usize, n: i32): void {
  memory.fill(weightOf, 0, (size as usize) << 3)
  for (let i: usize = 0; i < (n as usize); i++) {
    const x = load<f64>(values + (i << 3))
    if (x != x) continue
    const at = weightOf + ((firstAtLeast(distinct, size, x) as usize) << 3)
    store<f64>(at, load<f64>(at) + load<f64>(weights + (i << 3)))
  }
}

function firstAtLeast(sorted: usize, size: i32, x: f64): i32 {
  let low = 0
  let high = size - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (load<f64>(sorted + ((middle as usize) << 3)) >= x) high = middle
    else low = middle + 1
  }
  return low
}

/** Half-way to the next distinct number where the grid of doubles allows it; after the last, the largest there is. */
function cutAfter(distinct: usize, size: i32, i: i32): f64 {
  if (i + 1 == size) return LARGEST
  const low = load<f64>(distinct + ((i as usize) << 3))
  const high = load<f64>(distinct + ((i as usize) << 3), 8)
  const middle = low / 2 + high / 2
  return middle >= low && middle < high ? middle : low
}

/**
 * The bin of each value: of the first cut that is not below it; NaN goes to bin `bins`.
 *
 * @param cuts [256] ascending; those after the last are the largest number
 */
function assignBins(values: usize, n: i32, cuts: usize, bins: i32, into: usize): void {
  let half: usize = 1
  while (half < (bins as usize)) half <<= 1
  half <<= 2 // of the cuts that are left, in bytes
  let i: usize = 0
  // four at a time, each search waiting for its own last step only; and by arithmetic: nobody can foretell the branches
  for (; i + 3 < (n as usize); i += 4) {
    const a = load<f64>(values + (i << 3))
    const b = load<f64>(values + (i << 3), 8)
    const c = load<f64>(values + (i << 3), 16)
    const d = load<f64>(values + (i << 3), 24)
    let atA = cuts
    let atB = cuts
    let atC = cuts
    let atD = cuts
    for (let step = half; step >= 8; step >>= 1) {
      atA += usize(load<f64>(atA + step - 8) < a) * step
      atB += usize(load<f64>(atB + step - 8) < b) * step
      atC += usize(load<f64>(atC + step - 8) < c) * step
      atD += usize(load<f64>(atD + step - 8) < d) * step
    }
    store<u8>(into + i, a == a ? (((atA - cuts) >> 3) as u8) : (bins as u8))
    store<u8>(into + i, b == b ? (((atB - cuts) >> 3) as u8) : (bins as u8), 1)
    store<u8>(into + i, c == c ? (((atC - cuts) >> 3) as u8) : (bins as u8), 2)
    store<u8>(into + i, d == d ? (((atD - cuts) >> 3) as u8) : (bins as u8), 3)
  }
  for (; i < (n as usize); i++) {
    const a = load<f64>(values + (i << 3))
    let at = cuts
    for (let step = half; step >= 8; step >>= 1) at += usize(load<f64>(at + step - 8) < a) * step
    store<u8>(into + i, a == a ? (((at - cuts) >> 3) as u8) : (bins as u8))
  }
}
