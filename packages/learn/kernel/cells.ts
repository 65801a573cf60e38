/*
 * Additive models: rows summed by cell, and moved by what a step adds to their cell. `rows` [n] are u32 positions in arrays of
 * cells, u8 or (wide) u16; pairs of gradient and hessian gh [n, 2] and scores [n] stand side by side. Bit for bit the loops of
 * learners/additive/plain-loops.ts.
 */

/**
 * Puts the sums by cell [cells, 2] of up to four terms where the table says; `moved` (0: none) are the cells of a term whose `step`
 * moves the gradients first: g += h · step.
 *
 * @param table [3, 4] u32: addresses of cells and of sums, and how many cells there are
 */
export function sumCells(table: usize, terms: i32, wide: bool, moved: usize, step: usize, rows: usize, gh: usize, n: i32): void {
  for (let t: i32 = 0; t < terms; t++) memory.fill(entry(table, t + 4), 0, entry(table, t + 8) << 4)
  if (wide) {
    for (let t: i32 = 0; t < terms; t++) sumWide(entry(table, t), entry(table, t + 4), t == 0 ? moved : 0, step, rows, gh, n)
  } else if (terms == 1) sumOne(entry(table, 0), entry(table, 4), moved, step, rows, gh, n)
  else if (terms == 2) sumTwo(entry(table, 0), entry(table, 1), entry(table, 4), entry(table, 5), moved, step, rows, gh, n)
  else sumFour(table, moved, step, rows, gh, n)
}

/** Adds the steps of `terms` terms to scores, one after another. */
export function moveScores(table: usize, terms: i32, wide: bool, rows: usize, scores: usize, n: i32): void {
  let t: i32 = 0
  if (!wide) for (; t + 4 <= terms; t += 4) moveFour(table + ((t as usize) << 3), rows, scores, n)
  if (t < terms) moveSome(table + ((t as usize) << 3), terms - t, wide, rows, scores, n)
}

function moveFour(table: usize, rows: usize, scores: usize, n: i32): void {
  const a = entry(table, 0)
  const b = entry(table, 2)
  const c = entry(table, 4)
  const d = entry(table, 6)
  const byA = entry(table, 1)
  const byB = entry(table, 3)
  const byC = entry(table, 5)
  const byD = entry(table, 7)
  for (let i: usize = 0; i < (n as usize); i++) {
    const row = load<u32>(rows + (i << 2)) as usize
    let score = load<f64>(scores + (i << 3))
    score += load<f64>(byA + (cellOf(a, row, false) << 3))
    score += load<f64>(byB + (cellOf(b, row, false) << 3))
    score += load<f64>(byC + (cellOf(c, row, false) << 3))
    score += load<f64>(byD + (cellOf(d, row, false) << 3))
    store<f64>(scores + (i << 3), score)
  }
}

function moveSome(table: usize, terms: i32, wide: bool, rows: usize, scores: usize, n: i32): void {
  for (let i: usize = 0; i < (n as usize); i++) {
    const row = load<u32>(rows + (i << 2)) as usize
    let score = load<f64>(scores + (i << 3))
    for (let t: i32 = 0; t < terms; t++) {
      const at = table + ((t as usize) << 3)
      score += load<f64>((load<u32>(at, 4) as usize) + (cellOf(load<u32>(at), row, wide) << 3))
    }
    store<f64>(scores + (i << 3), score)
  }
}

function sumFour(table: usize, moved: usize, step: usize, rows: usize, gh: usize, n: i32): void {
  const a = entry(table, 0)
  const b = entry(table, 1)
  const c = entry(table, 2)
  const d = entry(table, 3)
  const intoA = entry(table, 4)
  const intoB = entry(table, 5)
  const intoC = entry(table, 6)
  const intoD = entry(table, 7)
  for (let i: usize = 0; i < (n as usize); i++) {
    const row = load<u32>(rows + (i << 2)) as usize
    const pair = pairOf(gh + (i << 4), moved, step, row, false)
    add(intoA, load<u8>(a + row), pair)
    add(intoB, load<u8>(b + row), pair)
    add(intoC, load<u8>(c + row), pair)
    add(intoD, load<u8>(d + row), pair)
  }
}

function sumTwo(a: usize, b: usize, intoA: usize, intoB: usize, moved: usize, step: usize, rows: usize, gh: usize, n: i32): void {
  for (let i: usize = 0; i < (n as usize); i++) {
    const row = load<u32>(rows + (i << 2)) as usize
    const pair = pairOf(gh + (i << 4), moved, step, row, false)
    add(intoA, load<u8>(a + row), pair)
    add(intoB, load<u8>(b + row), pair)
  }
}

function sumOne(a: usize, into: usize, moved: usize, step: usize, rows: usize, gh: usize, n: i32): void {
  for (let i: usize = 0; i < (n as usize); i++) {
    const row = load<u32>(rows + (i << 2)) as usize
    add(into, load<u8>(a + row), pairOf(gh + (i << 4), moved, step, row, false))
  }
}

function sumWide(a: usize, into: usize, moved: usize, step: usize, rows: usize, gh: usize, n: i32): void {
  for (let i: usize = 0; i < (n as usize); i++) {
    const row = load<u32>(rows + (i << 2)) as usize
    add(into, cellOf(a, row, true), pairOf(gh + (i << 4), moved, step, row, true))
  }
}

function pairOf(at: usize, moved: usize, step: usize, row: usize, wide: bool): v128 {
  const pair = v128.load(at)
  if (moved == 0) return pair
  const g = f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1) * load<f64>(step + (cellOf(moved, row, wide) << 3))
  store<f64>(at, g)
  return f64x2.replace_lane(pair, 0, g)
}

function cellOf(cells: usize, row: usize, wide: bool): usize {
  return wide ? load<u16>(cells + (row << 1)) : load<u8>(cells + row)
}

function add(sums: usize, cell: usize, pair: v128): void {
  const at = sums + (cell << 4)
  v128.store(at, f64x2.add(v128.load(at), pair))
}

function entry(table: usize, at: i32): usize {
  return load<u32>(table + ((at as usize) << 2))
}
