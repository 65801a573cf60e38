import { BIN, countRows, fillFour, fillFourWhole, fillOne, fillOneWhole, subtract } from './histogram'
import { BEST, MIN_GAIN, scanCuts, scoreOf } from './scan'

/*
 * The search for splits of several nodes at once, two children of one parent to an item. Work and items are i32 words; addresses
 * are bytes. The words are listed in src/learners/boosting/kernel-tables.ts and kernel-search.ts, which write them.
 */

const BINS: usize = 0 // [d, n] one byte each
const ROWS_IN_ALL: usize = 4 // n
const STARTS: usize = 8 // [d] i32: where a column starts in a histogram, in bytes
const COUNTS: usize = 12 // [d] i32: its bins, without that of the missing rows
const CUTS: usize = 16 // [d] u8: 1 where its cuts are tried here, 0 where the caller tries sets of levels or heeds constraints
const PARAMS: usize = 20 // see scan.ts
const GH: usize = 24 // [n] pairs
const GATHERED: usize = 28 // [n] pairs: room for those of the rows that are counted
const ROWS: usize = 32 // [n] i32
const ROWS_BY_BIN: usize = 36 // a histogram of which only the rows are filled, over all rows; 0: not all rows are drawn
const ITEMS: usize = 40
const BESTS: usize = 44 // [items, groups, 2] best splits, the counted child first
const GROUPS: usize = 48 // groups of four columns, of the widest item

const ITEM: usize = 96
const BEGIN: usize = 0 // rows that are counted
const END: usize = 4
const COUNTED: usize = 8 // their histogram
const OTHER: usize = 12 // histogram of the parent, which becomes that of the other child; 0: there is none
const COLUMNS: usize = 16 // [columns] i32
const COLUMN_COUNT: usize = 20
const SEARCH_COUNTED: usize = 24 // 1, or 0: only counted
const COUNTED_SUMS: usize = 32 // gradient, hessian, rows
const OTHER_SUMS: usize = 56
const COUNTED_BOUND: usize = 80 // f32: what a cut found so far gains, or a little less
const OTHER_BOUND: usize = 84

/** Rounds down whatever f32 does. */
const A_LITTLE_LESS: f64 = 1 - 1e-6

/** Rows by bin of all columns over all rows: what `ROWS_BY_BIN` points at. */
export function countAllRows(work: usize, columns: i32): void {
  const n = load<i32>(work, ROWS_IN_ALL)
  for (let j: usize = 0; j < (columns as usize); j++) {
    countRows(
      load<usize>(work, BINS) + j * (n as usize),
      n,
      load<usize>(work, ROWS_BY_BIN) + load<usize>(load<usize>(work, STARTS) + (j << 2)),
    )
  }
}

/** Whether an item counts all rows, in their own order. */
function isWhole(work: usize, item: usize): bool {
  return load<usize>(work, ROWS_BY_BIN) != 0 && load<i32>(item, END) - load<i32>(item, BEGIN) == load<i32>(work, ROWS_IN_ALL)
}

/** Counts four columns of an item, takes them from the parent's, and looks for the best cut of both children. */
export function searchGroup(work: usize, index: i32, group: i32): void {
  const item = load<usize>(work, ITEMS) + (index as usize) * ITEM
  const from = group << 2
  const to = min<i32>(from + 4, load<i32>(item, COLUMN_COUNT))
  count(work, item, from, to)
  const other = load<usize>(item, OTHER)
  const best = load<usize>(work, BESTS) + ((index * load<i32>(work, GROUPS) + group) as usize) * 2 * BEST
  clear(best, work)
  clear(best + BEST, work)
  const params = load<usize>(work, PARAMS)
  const counted = item + COUNTED_SUMS
  const rest = item + OTHER_SUMS
  const countedScore = scoreOf(load<f64>(counted), load<f64>(counted, 8), params)
  const restScore = scoreOf(load<f64>(rest), load<f64>(rest, 8), params)
  for (let c = from; c < to; c++) {
    const j = columnAt(item, c)
    const start = load<usize>(load<usize>(work, STARTS) + (j << 2))
    const bins = load<i32>(load<usize>(work, COUNTS) + (j << 2))
    const cuts = load<u8>(load<usize>(work, CUTS) + j) != 0
    const histogram = load<usize>(item, COUNTED) + start
    if (other != 0) {
      subtract(other + start, histogram, ((bins + 1) as usize) * BIN)
      if (cuts) scanCuts(best + BEST, other + start, bins, c, rest, restScore, params, load<f32>(item, OTHER_BOUND) as f64)
    }
    if (cuts && load<i32>(item, SEARCH_COUNTED) != 0) {
      scanCuts(best, histogram, bins, c, counted, countedScore, params, load<f32>(item, COUNTED_BOUND) as f64)
    }
  }
  raise(item + COUNTED_BOUND, best)
  raise(item + OTHER_BOUND, best + BEST)
}

/**
 * Lets those who search other columns of the node know what was found. Of two threads that do so at once one is not heard, which costs time and
 * changes nothing: what is passed over gains less than a cut that is found in any case, so that cut wins.
 */
function raise(bound: usize, best: usize): void {
  const gain = (load<f64>(best) * A_LITTLE_LESS) as f32
  if (load<i32>(best, 8) >= 0 && gain > load<f32>(bound)) store<f32>(bound, gain)
}

function clear(best: usize, work: usize): void {
  store<f64>(best, load<f64>(load<usize>(work, PARAMS), MIN_GAIN))
  store<i32>(best, -1, 8)
}

function columnAt(item: usize, c: i32): usize {
  return load<u32>(load<usize>(item, COLUMNS) + ((c as usize) << 2)) as usize
}

function binsOf(work: usize, j: usize): usize {
  return load<usize>(work, BINS) + j * (load<i32>(work, ROWS_IN_ALL) as usize)
}

/** Empties the columns c = from … to − 1 of the item's histogram and adds its rows to them. */
function count(work: usize, item: usize, from: i32, to: i32): void {
  const whole = isWhole(work, item)
  for (let c = from; c < to; c++) {
    const j = columnAt(item, c)
    const start = load<usize>(load<usize>(work, STARTS) + (j << 2))
    const bytes = ((load<i32>(load<usize>(work, COUNTS) + (j << 2)) + 1) as usize) * BIN
    if (whole) memory.copy(load<usize>(item, COUNTED) + start, load<usize>(work, ROWS_BY_BIN) + start, bytes)
    else memory.fill(load<usize>(item, COUNTED) + start, 0, bytes)
  }
  const begin = load<i32>(item, BEGIN) as usize
  const size = load<i32>(item, END) - (begin as i32)
  const rows = load<usize>(work, ROWS) + (begin << 2)
  const gathered = load<usize>(work, GATHERED) + (begin << 4)
  const gh = load<usize>(work, GH)
  if (to - from == 4) {
    const a = columnAt(item, from)
    const b = columnAt(item, from + 1)
    const c = columnAt(item, from + 2)
    const d = columnAt(item, from + 3)
    const starts = load<usize>(work, STARTS)
    const into = load<usize>(item, COUNTED)
    const intoA = into + load<usize>(starts + (a << 2))
    const intoB = into + load<usize>(starts + (b << 2))
    const intoC = into + load<usize>(starts + (c << 2))
    const intoD = into + load<usize>(starts + (d << 2))
    if (whole) fillFourWhole(binsOf(work, a), binsOf(work, b), binsOf(work, c), binsOf(work, d), gh, size, intoA, intoB, intoC, intoD)
    else fillFour(binsOf(work, a), binsOf(work, b), binsOf(work, c), binsOf(work, d), rows, gathered, size, intoA, intoB, intoC, intoD)
    return
  }
  for (let c = from; c < to; c++) {
    const j = columnAt(item, c)
    const into = load<usize>(item, COUNTED) + load<usize>(load<usize>(work, STARTS) + (j << 2))
    if (whole) fillOneWhole(binsOf(work, j), gh, size, into)
    else fillOne(binsOf(work, j), rows, gathered, size, into)
  }
}
