import { doPiece, PIECE } from './pieces'

/*
 * One thread hands out pieces, all of them take the next that is free, and the last to finish wakes the first. Nobody spins: on a
 * machine with other work to do, a thread that waits must not hold the core that another one needs.
 *
 * The control block, in memory that all threads see:
 */
const TURN: usize = 0 // i32: rises with every round of pieces; helpers sleep on it
const STOP: usize = 4 // i32: 1 sends the helpers home
const FAILED: usize = 8 // i32: helpers that broke off
const DONE: usize = 12 // i32: pieces finished in this turn; the first thread sleeps on it
const NEXT: usize = 16 // i64: the turn, and in the lower 32 bits the next free piece; as one number, so that a late helper takes none
const NONE_FREE: i64 = 0x7fff_ffff // in the lower 32 bits, while the words below change
const PIECES: usize = 24 // i32
const KIND: usize = 28 // i32
const TABLE: usize = 32 // i32

/** What `awaitPieces` says. */
const ALL_DONE: i32 = 0
const HELPER_FAILED: i32 = 1
const HELPER_SILENT: i32 = 2

/** The life of a helper. */
export function help(control: usize): void {
  let turn = 0
  while (atomic.load<i32>(control, STOP) == 0) {
    const now = atomic.load<i32>(control, TURN)
    if (now == turn) {
      atomic.wait<i32>(control + TURN, turn, -1)
      continue
    }
    turn = now
    takePieces(control, turn)
  }
}

/** Hands out the pieces of a table and does them with whoever helps. @returns how many this thread did; others may be at work still */
export function sharePieces(control: usize, kind: i32, table: usize, pieces: i32): i32 {
  const turn = atomic.load<i32>(control, TURN) + 1
  const first = (turn as i64) << 32
  atomic.store<i64>(control, first | NONE_FREE, NEXT)
  store<i32>(control, kind, KIND)
  store<i32>(control, table as i32, TABLE)
  store<i32>(control, pieces, PIECES)
  atomic.store<i32>(control, 0, DONE)
  atomic.store<i64>(control, first, NEXT)
  atomic.store<i32>(control, turn, TURN)
  atomic.notify(control + TURN, -1)
  return takePieces(control, turn)
}

/** Sleeps until all pieces are done. @param patience nanoseconds without any piece finished after which a helper counts as dead */
export function awaitPieces(control: usize, pieces: i32, patience: i64): i32 {
  while (true) {
    if (atomic.load<i32>(control, FAILED) != 0) return HELPER_FAILED
    const done = atomic.load<i32>(control, DONE)
    if (done == pieces) return ALL_DONE
    const woken = atomic.wait<i32>(control + DONE, done, patience)
    if (woken == 2 && atomic.load<i32>(control, DONE) == done) return HELPER_SILENT
  }
}

/** @returns how many */
function takePieces(control: usize, turn: i32): i32 {
  let taken = 0
  while (true) {
    const next = atomic.load<i64>(control, NEXT)
    if (((next >> 32) as i32) != turn) return taken
    const piece = next as i32
    if (piece >= load<i32>(control, PIECES)) return taken
    if (atomic.cmpxchg<i64>(control, next, next + 1, NEXT) != next) continue
    taken++
    doPiece(load<i32>(control, KIND), (load<u32>(control, TABLE) as usize) + (piece as usize) * PIECE)
    if (atomic.add<i32>(control, 1, DONE) + 1 == load<i32>(control, PIECES)) atomic.notify(control + DONE, 1)
  }
}
