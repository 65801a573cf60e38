import type { Workspace } from './workspace.ts'

/** What a piece of work is: a call of the kernel, its arguments written down (kernel/pieces.ts), so that threads can share them. */
export const pieceKinds = {
  gather: 0,
  search: 1,
  sums: 2,
  divide: 3,
  copy: 4,
  add: 5,
  binary: 6,
  squared: 7,
  multiclass: 8,
  ordinal: 9,
  bin: 10,
} as const

export type PieceKind = keyof typeof pieceKinds

/** 32-bit words to a piece. */
const PIECE_WORDS = 16
/** Pieces in the table at most: a queue that is full is worked off first. */
const MOST_PIECES = 1024

export const PIECE_TABLE_BYTES = 4 * PIECE_WORDS * MOST_PIECES

/** Pieces of one kind after another; those of one kind hang on none of their own, so any number of threads may share them. */
export interface PieceQueue {
  /** @param words the arguments, in the order of the kernel's function */
  add(kind: PieceKind, ...words: number[]): void
  /** Does what was added; returns when all is done. @throws LearnError `worker_died` */
  finish(): void
}

/** @returns a queue whose table lies in the workspace, which must have a kernel */
export function createPieceQueue(workspace: Workspace): PieceQueue {
  const table = workspace.i32(PIECE_WORDS * MOST_PIECES)
  let kind: PieceKind = 'gather'
  let pieces = 0

  function finish(): void {
    if (pieces > 0) workspace.run(pieceKinds[kind], table.byteOffset, pieces)
    pieces = 0
  }

  return {
    add(next, ...words) {
      if (next !== kind || pieces === MOST_PIECES) finish()
      kind = next
      for (let w = 0; w < words.length; w++) table[pieces * PIECE_WORDS + w] = words[w]
      pieces++
    },
    finish,
  }
}
