/*
 * Trees as src/trees/packed-trees.ts lays them out. A node takes 16 bytes:
 *   0 u32 where its value stands in a group of rows, in bytes   4 u32 how far on its left child stands (the right one behind it)
 *   8 f64 goes left when value ≤ this; of a set: where its bits begin, in bytes
 * A leaf's value in the row is −Infinity and its left child itself, so that a walk may go on too long; its f64 is the answer.
 */
const NODE: usize = 16

/** A tree's head: u32 where its root stands, i32 splits on its longest way, i32 whether it has sets, i32 the output it adds to. */
const HEAD: usize = 16

/** Walks at once: each waits for memory while the others go on. So many rows stand beside each other, value by value: [slots, WALKS] f64. */
const WALKS: i32 = 8
const WALK_BITS: i32 = 3

/**
 * Adds to sums [n, outputs] of a block of rows what each tree says, tree after tree. A tree adds the number of its leaf to its
 * output; or, where `values` [leaves, outputs] stand apart, the leaf's own row of them to all outputs.
 *
 * @param firstSet values from this byte of a group of rows on are codes, split by sets
 * @param group bytes of a group of rows
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
  group: usize,
  n: i32,
  leaves: usize,
  sums: usize,
  outputs: i32,
  values: usize,
  single: i32,
): void {
  const plain = values == 0 && outputs == 1 && single == 0
  for (let t = 0; t < count; t++) {
    const tree = heads + (t as usize) * HEAD
    for (let i = 0; i < n; i += WALKS) {
      const here = rows + ((i >> WALK_BITS) as usize) * group
      const into = plain ? sums + ((i as usize) << 3) : leaves + ((i as usize) << 2)
      walkRows(nodes + load<u32>(tree), sets, firstSet, here, load<i32>(tree, 4), load<i32>(tree, 8), into, plain)
    }
    if (plain) continue
    const output = load<i32>(tree, 12)
    for (let i = 0; i < n; i++) {
      addLeaf(load<u32>(leaves + ((i as usize) << 2)), sums + (((i * outputs) as usize) << 3), output, outputs, values, single)
    }
  }
}

/** The same for one row, the first of a group, several trees at a time. The list of trees must go on to a multiple of WALKS; the last ones are not added. */
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
    walkTrees(first, nodes, sets, firstSet, row, depth, hasSets, leaves + ((t as usize) << 2))
  }
  for (let t = 0; t < count; t++) {
    addLeaf(load<u32>(leaves + ((t as usize) << 2)), sums, load<i32>(heads + (t as usize) * HEAD, 12), outputs, values, single)
  }
}

/**
 * From one root to the leaves of a group of rows, whose places are written down, or whose numbers are added to f64 (`adds`). Where a row stands is written into the code: eight addresses would not fit
 * in registers.
 */
function walkRows(root: usize, sets: usize, firstSet: usize, rows: usize, depth: i32, hasSets: i32, into: usize, adds: bool): void {
  let p0 = root
  let p1 = root
  let p2 = root
  let p3 = root
  let p4 = root
  let p5 = root
  let p6 = root
  let p7 = root
  for (let step = 1; step <= depth; step++) {
    if (hasSets != 0) {
      p0 = childInSets(p0, load<f64>(rows + load<u32>(p0)), sets, firstSet)
      p1 = childInSets(p1, load<f64>(rows + load<u32>(p1), 8), sets, firstSet)
      p2 = childInSets(p2, load<f64>(rows + load<u32>(p2), 16), sets, firstSet)
      p3 = childInSets(p3, load<f64>(rows + load<u32>(p3), 24), sets, firstSet)
      p4 = childInSets(p4, load<f64>(rows + load<u32>(p4), 32), sets, firstSet)
      p5 = childInSets(p5, load<f64>(rows + load<u32>(p5), 40), sets, firstSet)
      p6 = childInSets(p6, load<f64>(rows + load<u32>(p6), 48), sets, firstSet)
      p7 = childInSets(p7, load<f64>(rows + load<u32>(p7), 56), sets, firstSet)
    } else {
      p0 = child(p0, load<f64>(rows + load<u32>(p0)))
      p1 = child(p1, load<f64>(rows + load<u32>(p1), 8))
      p2 = child(p2, load<f64>(rows + load<u32>(p2), 16))
      p3 = child(p3, load<f64>(rows + load<u32>(p3), 24))
      p4 = child(p4, load<f64>(rows + load<u32>(p4), 32))
      p5 = child(p5, load<f64>(rows + load<u32>(p5), 40))
      p6 = child(p6, load<f64>(rows + load<u32>(p6), 48))
      p7 = child(p7, load<f64>(rows + load<u32>(p7), 56))
    }
    if ((step & 7) == 0 && allArrived(p0, p1, p2, p3, p4, p5, p6, p7)) break
  }
  if (adds) {
    addNumber(into, p0)
    addNumber(into + 8, p1)
    addNumber(into + 16, p2)
    addNumber(into + 24, p3)
    addNumber(into + 32, p4)
    addNumber(into + 40, p5)
    addNumber(into + 48, p6)
    addNumber(into + 56, p7)
  } else storeAll(into, p0, p1, p2, p3, p4, p5, p6, p7)
}

/** From the roots of WALKS trees to the leaves of one row. */
function walkTrees(heads: usize, nodes: usize, sets: usize, firstSet: usize, rows: usize, depth: i32, hasSets: i32, into: usize): void {
  let p0 = nodes + load<u32>(heads + 0 * HEAD)
  let p1 = nodes + load<u32>(heads + 1 * HEAD)
  let p2 = nodes + load<u32>(heads + 2 * HEAD)
  let p3 = nodes + load<u32>(heads + 3 * HEAD)
  let p4 = nodes + load<u32>(heads + 4 * HEAD)
  let p5 = nodes + load<u32>(heads + 5 * HEAD)
  let p6 = nodes + load<u32>(heads + 6 * HEAD)
  let p7 = nodes + load<u32>(heads + 7 * HEAD)
  for (let step = 1; step <= depth; step++) {
    if (hasSets != 0) {
      p0 = childInSets(p0, load<f64>(rows + load<u32>(p0)), sets, firstSet)
      p1 = childInSets(p1, load<f64>(rows + load<u32>(p1)), sets, firstSet)
      p2 = childInSets(p2, load<f64>(rows + load<u32>(p2)), sets, firstSet)
      p3 = childInSets(p3, load<f64>(rows + load<u32>(p3)), sets, firstSet)
      p4 = childInSets(p4, load<f64>(rows + load<u32>(p4)), sets, firstSet)
      p5 = childInSets(p5, load<f64>(rows + load<u32>(p5)), sets, firstSet)
      p6 = childInSets(p6, load<f64>(rows + load<u32>(p6)), sets, firstSet)
      p7 = childInSets(p7, load<f64>(rows + load<u32>(p7)), sets, firstSet)
    } else {
      p0 = child(p0, load<f64>(rows + load<u32>(p0)))
      p1 = child(p1, load<f64>(rows + load<u32>(p1)))
      p2 = child(p2, load<f64>(rows + load<u32>(p2)))
      p3 = child(p3, load<f64>(rows + load<u32>(p3)))
      p4 = child(p4, load<f64>(rows + load<u32>(p4)))
      p5 = child(p5, load<f64>(rows + load<u32>(p5)))
      p6 = child(p6, load<f64>(rows + load<u32>(p6)))
      p7 = child(p7, load<f64>(rows + load<u32>(p7)))
    }
    if ((step & 7) == 0 && allArrived(p0, p1, p2, p3, p4, p5, p6, p7)) break
  }
  storeAll(into, p0, p1, p2, p3, p4, p5, p6, p7)
}

function child(node: usize, value: f64): usize {
  return node + load<u32>(node, 4) + (value <= load<f64>(node, 8) ? 0 : NODE)
}

function childInSets(node: usize, value: f64, sets: usize, firstSet: usize): usize {
  if ((load<u32>(node) as usize) < firstSet) return child(node, value)
  const code = value as u32
  const bits = load<u8>(sets + (load<f64>(node, 8) as u32) + (code >> 3)) as u32
  return node + load<u32>(node, 4) + (((bits >> (code & 7)) & 1) != 0 ? 0 : NODE)
}

/** Looking whether all have arrived costs as much as a step. */
function allArrived(p0: usize, p1: usize, p2: usize, p3: usize, p4: usize, p5: usize, p6: usize, p7: usize): bool {
  return (
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
}

function storeAll(into: usize, p0: usize, p1: usize, p2: usize, p3: usize, p4: usize, p5: usize, p6: usize, p7: usize): void {
  store<u32>(into, p0)
  store<u32>(into, p1, 4)
  store<u32>(into, p2, 8)
  store<u32>(into, p3, 12)
  store<u32>(into, p4, 16)
  store<u32>(into, p5, 20)
  store<u32>(into, p6, 24)
  store<u32>(into, p7, 28)
}

function addNumber(sum: usize, leaf: usize): void {
  store<f64>(sum, load<f64>(sum) + load<f64>(leaf, 8))
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
