/**
 * A histogram holds four f64 to a bin: gradients, hessians, rows, and nothing (32 bytes: the first two are added as one pair).
 * Its columns stand one after another, each with its bins and, last, its missing rows.
 */
export const BIN: usize = 32

/** into[0 … size) = the pairs of these rows, side by side. */
export function gather(gh: usize, rows: usize, size: i32, into: usize): void {
  for (let i: usize = 0; i < (size as usize); i++) {
    v128.store(into + (i << 4), v128.load(gh + ((load<u32>(rows + (i << 2)) as usize) << 4)))
  }
}

/** Adds rows to the bins of four columns in one pass; the pairs are read once for all four. */
export function fillFour(
  a: usize,
  b: usize,
  c: usize,
  d: usize, // where the columns' bins start, one byte to a row
  rows: usize,
  gh: usize,
  size: i32,
  intoA: usize,
  intoB: usize,
  intoC: usize,
  intoD: usize,
): void {
  for (let i: usize = 0; i < (size as usize); i++) {
    const row = load<u32>(rows + (i << 2)) as usize
    const pair = v128.load(gh + (i << 4))
    const atA = intoA + ((load<u8>(a + row) as usize) << 5)
    const atB = intoB + ((load<u8>(b + row) as usize) << 5)
    const atC = intoC + ((load<u8>(c + row) as usize) << 5)
    const atD = intoD + ((load<u8>(d + row) as usize) << 5)
    v128.store(atA, f64x2.add(v128.load(atA), pair))
    store<f64>(atA, load<f64>(atA, 16) + 1, 16)
    v128.store(atB, f64x2.add(v128.load(atB), pair))
    store<f64>(atB, load<f64>(atB, 16) + 1, 16)
    v128.store(atC, f64x2.add(v128.load(atC), pair))
    store<f64>(atC, load<f64>(atC, 16) + 1, 16)
    v128.store(atD, f64x2.add(v128.load(atD), pair))
    store<f64>(atD, load<f64>(atD, 16) + 1, 16)
  }
}

export function fillOne(a: usize, rows: usize, gh: usize, size: i32, into: usize): void {
  for (let i: usize = 0; i < (size as usize); i++) {
    const at = into + ((load<u8>(a + (load<u32>(rows + (i << 2)) as usize)) as usize) << 5)
    v128.store(at, f64x2.add(v128.load(at), v128.load(gh + (i << 4))))
    store<f64>(at, load<f64>(at, 16) + 1, 16)
  }
}

/** The same for all rows in their own order. How many stand in each bin does not change from tree to tree: it is not counted here. */
export function fillFourWhole(
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  gh: usize,
  size: i32,
  intoA: usize,
  intoB: usize,
  intoC: usize,
  intoD: usize,
): void {
  for (let i: usize = 0; i < (size as usize); i++) {
    const pair = v128.load(gh + (i << 4))
    const atA = intoA + ((load<u8>(a + i) as usize) << 5)
    const atB = intoB + ((load<u8>(b + i) as usize) << 5)
    const atC = intoC + ((load<u8>(c + i) as usize) << 5)
    const atD = intoD + ((load<u8>(d + i) as usize) << 5)
    v128.store(atA, f64x2.add(v128.load(atA), pair))
    v128.store(atB, f64x2.add(v128.load(atB), pair))
    v128.store(atC, f64x2.add(v128.load(atC), pair))
    v128.store(atD, f64x2.add(v128.load(atD), pair))
  }
}

export function fillOneWhole(a: usize, gh: usize, size: i32, into: usize): void {
  for (let i: usize = 0; i < (size as usize); i++) {
    const at = into + ((load<u8>(a + i) as usize) << 5)
    v128.store(at, f64x2.add(v128.load(at), v128.load(gh + (i << 4))))
  }
}

/** Rows by bin of one column over all rows, into the third number of each bin. */
export function countRows(a: usize, size: i32, into: usize): void {
  for (let i: usize = 0; i < (size as usize); i++) {
    const at = into + ((load<u8>(a + i) as usize) << 5)
    store<f64>(at, load<f64>(at, 16) + 1, 16)
  }
}

/** from[at … end) −= child[at … end): a parent's bins become those of the child that was not counted. */
export function subtract(from: usize, child: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 32) {
    v128.store(from + at, f64x2.sub(v128.load(from + at), v128.load(child + at)))
    store<f64>(from + at, load<f64>(from + at, 16) - load<f64>(child + at, 16), 16)
  }
}
