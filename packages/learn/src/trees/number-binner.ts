import { createPieceQueue, PIECE_TABLE_BYTES } from '../kernel/pieces.ts'
import { type KernelThreads, workspaceFor } from '../kernel/threads.ts'
import { bytesFor, type Workspace } from '../kernel/workspace.ts'
import { type ColumnBins, MOST_BINS } from './binning.ts'

/** Counters of the kernel's sort. */
const BUCKETS = 6 * 2048
/** What columns that threads bin at once may take together; one column may always take what it needs. */
const MOST_BYTES = 256 * 1_048_576

/** The bins of columns of numbers, in the kernel: sorted by their bits, searched four rows at a time; each column is a piece of work. */
export interface NumberBinner {
  /** @param into for each column [n] */
  bin(values: readonly Float64Array[], into: readonly Uint8Array[]): ColumnBins[]
  close(): void
}

/**
 * @param columns at most at once
 * @returns undefined where there is no kernel
 */
export function openNumberBinner(
  weights: Float64Array,
  maxBins: number,
  columns: number,
  threads: KernelThreads | undefined,
): NumberBinner | undefined {
  const n = weights.length
  const weighted = weights.some(weight => weight !== 1)
  const atOnce = threads ? Math.max(1, Math.min(columns, Math.floor(MOST_BYTES / columnBytes(n)))) : 1
  const bytes = atOnce * columnBytes(n) + PIECE_TABLE_BYTES + (weighted ? bytesFor(n, 8) : 0)
  const workspace = workspaceFor(n, bytes, atOnce > 1 ? threads : undefined)
  if (!workspace.calls) return undefined
  const queue = createPieceQueue(workspace)
  const rooms = Array.from({ length: atOnce }, () => roomFor(n, workspace))
  const own = weighted ? workspace.f64(n) : undefined
  own?.set(weights)

  function add(values: Float64Array, { given, sorted, other, buckets, cuts, places, count }: Room): void {
    given.set(values)
    queue.add(
      'bin',
      given.byteOffset,
      n,
      sorted.byteOffset,
      other.byteOffset,
      buckets.byteOffset,
      own?.byteOffset ?? 0,
      maxBins,
      cuts.byteOffset,
      places.byteOffset,
      count.byteOffset,
    )
  }

  return {
    close: workspace.close,
    bin(values, into) {
      const made: ColumnBins[] = []
      for (let from = 0; from < values.length; from += atOnce) {
        const some = values.slice(from, from + atOnce)
        some.forEach((of, j) => {
          add(of, rooms[j])
        })
        queue.finish()
        some.forEach((_, j) => {
          const { cuts, places, count } = rooms[j]
          into[from + j].set(places)
          made.push({ kind: 'numeric', count: count[0], cuts: cuts.slice(0, count[0]) })
        })
      }
      return made
    },
  }
}

/** What one column is binned in. */
interface Room {
  readonly given: Float64Array // [n]
  readonly sorted: Float64Array // [n]
  readonly other: Float64Array // [n]
  readonly buckets: Int32Array
  readonly cuts: Float64Array
  readonly places: Uint8Array // [n]
  readonly count: Int32Array // [1]
}

function roomFor(n: number, { f64, i32, u8 }: Workspace): Room {
  return {
    given: f64(n),
    sorted: f64(n),
    other: f64(n),
    buckets: i32(BUCKETS),
    cuts: f64(MOST_BINS + 1),
    places: u8(n),
    count: i32(1),
  }
}

function columnBytes(n: number): number {
  return 3 * bytesFor(n, 8) + bytesFor(BUCKETS, 4) + bytesFor(MOST_BINS + 1, 8) + bytesFor(n, 1) + bytesFor(1, 4)
}
