/*
 * Trees as src/trees/packed-trees.ts lays them out. A node takes 16 bytes:
 *   0 u32 where its value stands in a row, in bytes   4 u32 how far on its left child stands (the right one behind it)
 *   8 f64 goes left when value ≤ this; of a set: where its bits begin, in bytes
 * A leaf's value in the row is −Infinity and its left child itself, so that a walk may go on too long; its f64 is the answer.
 */
const NODE: usize = 16

/** A tree's head: u32 where its root stands, i32 splits on its longest way, i32 whether it has sets, i32 the output it adds to. */
const HEAD: usize = 16

/** Walks at once: each waits for memory while the others go on. */
const WALKS: i32 = 8

/**
 * Adds to sums [n, outputs] of a block of rows what each tree says, tree after tree. A tree adds the number of its leaf to its
 * output; or, where `values` [leaves, outputs] stand apart, the leaf's own row of them to all outputs.
 *
 * @param firstSet values from this byte of a row on are codes, split by sets
 * @param n a multiple of WALKS
 * @param leaves [n] room for u32
 * @param single 1: sums are rounded to f32 after every tree
 */
export function addTrees(
  heads: usize,
  count: i32,
  nodes: usize,
  sets: usize,
  firstSet: usize,
  rows: usize,
  stride: usize,
  n: i32,
  leaves: usize,
  sums: usize,
  outputs: i32,
  values: usize,
  single: i32,
): void {
  for (let t = 0; t < count; t++) {
    const tree = heads + (t as usize) * HEAD
    for (let i = 0; i < n; i += WALKS) {
      const into = leaves + ((i as usize) << 2)
      walk(tree, 0, nodes, sets, firstSet, rows + (i as usize) * stride, stride, load<i32>(tree, 4), load<i32>(tree, 8), into)
    }
    const output = load<i32>(tree, 12)
    for (let i = 0; i < n; i++) {
      addLeaf(load<u32>(leaves + ((i as usize) << 2)), sums + (((i * outputs) as usize) << 3), output, outputs, values, single)
    }
  }
}

/** The same for one row, several trees at a time. The list of trees must go on to a multiple of WALKS; the last ones are not added. */
export function addTreesOfRow(
  heads: usize,
  count: i32,
  nodes: usize,
  sets: usize,
  firstSet: usize,
  row: usize,
  leaves: usize,
  sums: usize,
  outputs: i32,
  values: usize,
  single: i32,
): void {
  for (let t = 0; t < count; t += WALKS) {
    const first = heads + (t as usize) * HEAD
    let depth = 0
    let hasSets = 0
    for (let k = 0; k < WALKS; k++) {
      depth = max<i32>(depth, load<i32>(first + (k as usize) * HEAD, 4))
      hasSets |= load<i32>(first + (k as usize) * HEAD, 8)
    }
    walk(first, HEAD, nodes, sets, firstSet, row, 0, depth, hasSets, leaves + ((t as usize) << 2))
  }
  for (let t = 0; t < count; t++) {
    addLeaf(load<u32>(leaves + ((t as usize) << 2)), sums, load<i32>(heads + (t as usize) * HEAD, 12), outputs, values, single)
  }
}

/** From WALKS roots (the same one, or one of each tree) to their leaves, for as many rows (one of each, or the same one). */
function walk(
  tree: usize,
  nextTree: usize,
  nodes: usize,
  sets: usize,
  firstSet: usize,
  row0: usize,
  nextRow: usize,
  depth: i32,
  hasSets: i32,
  into: usize,
): void {
  const row1 = row0 + nextRow
  const row2 = row1 + nextRow
  const row3 = row2 + nextRow
  const row4 = row3 + nextRow
  const row5 = row4 + nextRow
  const row6 = row5 + nextRow
  const row7 = row6 + nextRow
  let p0 = nodes + load<u32>(tree)
  let p1 = nodes + load<u32>(tree + 1 * nextTree)
  let p2 = nodes + load<u32>(tree + 2 * nextTree)
  let p3 = nodes + load<u32>(tree + 3 * nextTree)
  let p4 = nodes + load<u32>(tree + 4 * nextTree)
  let p5 = nodes + load<u32>(tree + 5 * nextTree)
  let p6 = nodes + load<u32>(tree + 6 * nextTree)
  let p7 = nodes + load<u32>(tree + 7 * nextTree)
  for (let step = 1; step <= depth; step++) {
    if (hasSets != 0) {
      p0 = childInSets(p0, row0, sets, firstSet)
      p1 = childInSets(p1, row1, sets, firstSet)
      p2 = childInSets(p2, row2, sets, firstSet)
      p3 = childInSets(p3, row3, sets, firstSet)
      p4 = childInSets(p4, row4, sets, firstSet)
      p5 = childInSets(p5, row5, sets, firstSet)
      p6 = childInSets(p6, row6, sets, firstSet)
      p7 = childInSets(p7, row7, sets, firstSet)
    } else {
      p0 = child(p0, row0)
      p1 = child(p1, row1)
      p2 = child(p2, row2)
      p3 = child(p3, row3)
      p4 = child(p4, row4)
      p5 = child(p5, row5)
      p6 = child(p6, row6)
      p7 = child(p7, row7)
    }
    // a look whether all have arrived costs as much as a step
    if (
      (step & 7) == 0 &&
      (load<u32>(p0, 4) |
        load<u32>(p1, 4) |
        load<u32>(p2, 4) |
        load<u32>(p3, 4) |
        load<u32>(p4, 4) |
        load<u32>(p5, 4) |
        load<u32>(p6, 4) |
        load<u32>(p7, 4)) ==
        0
    )
      break
  }
  store<u32>(into, p0)
  store<u32>(into, p1, 4)
  store<u32>(into, p2, 8)
  store<u32>(into, p3, 12)
  store<u32>(into, p4, 16)
  store<u32>(into, p5, 20)
  store<u32>(into, p6, 24)
  store<u32>(into, p7, 28)
}

function child(node: usize, row: usize): usize {
  return node + load<u32>(node, 4) + (load<f64>(row + load<u32>(node)) <= load<f64>(node, 8) ? 0 : NODE)
}

function childInSets(node: usize, row: usize, sets: usize, firstSet: usize): usize {
  const at = load<u32>(node) as usize
  if (at < firstSet) return child(node, row)
  const code = load<f64>(row + at) as u32
  const bits = load<u8>(sets + (load<f64>(node, 8) as u32) + (code >> 3)) as u32
  return node + load<u32>(node, 4) + (((bits >> (code & 7)) & 1) != 0 ? 0 : NODE)
}

function addLeaf(leaf: usize, sums: usize, output: i32, outputs: i32, values: usize, single: i32): void {
  const number = load<f64>(leaf, 8)
  if (values == 0) {
    add(sums + ((output as usize) << 3), number, single)
    return
  }
  const own = values + (((number as u32) * (outputs as u32)) << 3)
  for (let at: usize = 0; at < (outputs as usize) << 3; at += 8) add(sums + at, load<f64>(own + at), single)
}

function add(sum: usize, number: f64, single: i32): void {
  const next = load<f64>(sum) + number
  store<f64>(sum, single != 0 ? (next as f32 as f64) : next)
}
