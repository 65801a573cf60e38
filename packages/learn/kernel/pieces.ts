import { binNumbers } from './binning'
import { addToRows, divideRows, sumRows } from './divide'
import { binaryGradients, multiclassGradients, ordinalGradients, squaredGradients } from './gradients'
import { gather } from './histogram'
import { searchGroup } from './search'

/*
 * Work in pieces that hang on no other piece of the same kind: calls written down as data, so that threads can share them.
 * A piece is 16 words of 32 bits, the arguments in order. The kinds are numbered in src/kernel/pieces.ts.
 */
export const PIECE: usize = 64

export function doPiece(kind: i32, at: usize): void {
  switch (kind) {
    case 0:
      gather(word(at, 0), word(at, 1), word(at, 2) as i32, word(at, 3))
      return
    case 1:
      searchGroup(word(at, 0), word(at, 1) as i32, word(at, 2) as i32)
      return
    case 2:
      sumRows(word(at, 0), word(at, 1) as i32, word(at, 2), word(at, 3), word(at, 4))
      return
    case 3:
      divideRows(word(at, 0), word(at, 1) as i32, word(at, 2), word(at, 3), word(at, 4), word(at, 5), word(at, 6), word(at, 7), word(at, 8))
      return
    case 4:
      memory.copy(word(at, 0), word(at, 1), word(at, 2))
      return
    case 5:
      addToRows(word(at, 0), word(at, 1), word(at, 2) as i32, load<f64>(word(at, 3)))
      return
    case 6:
      binaryGradients(word(at, 0), word(at, 1), word(at, 2), word(at, 3), word(at, 4) as i32)
      return
    case 7:
      squaredGradients(word(at, 0), word(at, 1), word(at, 2), word(at, 3), word(at, 4) as i32)
      return
    case 8:
      multiclassGradients(
        word(at, 0),
        word(at, 1),
        word(at, 2),
        word(at, 3),
        word(at, 4) as i32,
        word(at, 5),
        word(at, 6) as i32,
        word(at, 7),
        word(at, 8) as i32,
      )
      return
    case 9:
      ordinalGradients(word(at, 0), word(at, 1), word(at, 2), word(at, 3), word(at, 4) as i32, word(at, 5), word(at, 6) as i32)
      return
    case 10:
      binNumbers(
        word(at, 0),
        word(at, 1) as i32,
        word(at, 2),
        word(at, 3),
        word(at, 4),
        word(at, 5),
        word(at, 6) as i32,
        word(at, 7),
        word(at, 8),
        word(at, 9),
      )
      return
    default:
      unreachable()
  }
}

function word(at: usize, i: usize): usize {
  return load<u32>(at + (i << 2)) as usize
}

/** One after another, by this thread. */
export function doPieces(kind: i32, table: usize, pieces: i32): void {
  for (let i = 0; i < pieces; i++) doPiece(kind, table + (i as usize) * PIECE)
}
