import { bytesFor, openWorkspace } from '../kernel/workspace.ts'
import { type ColumnBins, MOST_BINS } from './binning.ts'

/** Counters of the kernel's sort. */
const BUCKETS = 6 * 2048

/** The bins of columns of numbers, one column after another, in the kernel: sorted by their bits, searched four rows at a time. */
export interface NumberBinner {
  bin(values: Float64Array, into: Uint8Array): ColumnBins
  close(): void
}

/** @returns undefined where there is no kernel */
export function openNumberBinner(weights: Float64Array, maxBins: number): NumberBinner | undefined {
  const n = weights.length
  const workspace = openWorkspace(4 * bytesFor(n, 8) + bytesFor(BUCKETS, 4) + bytesFor(MOST_BINS + 1, 8) + bytesFor(n, 1))
  const { calls, close } = workspace
  if (!calls) return undefined
  const [given, sorted, other] = [workspace.f64(n), workspace.f64(n), workspace.f64(n)]
  const buckets = workspace.i32(BUCKETS)
  const cuts = workspace.f64(MOST_BINS + 1)
  const places = workspace.u8(n)
  const own = weights.every(weight => weight === 1) ? undefined : workspace.f64(n)
  own?.set(weights)
  return {
    close,
    bin(values, into) {
      given.set(values)
      cuts.fill(Number.MAX_VALUE)
      const size = calls.sortNumbers(given.byteOffset, n, sorted.byteOffset, other.byteOffset, buckets.byteOffset)
      const count = calls.numberCuts(
        sorted.byteOffset,
        size,
        other.byteOffset,
        given.byteOffset,
        own?.byteOffset ?? 0,
        n,
        maxBins,
        cuts.byteOffset,
      )
      calls.assignBins(given.byteOffset, n, cuts.byteOffset, count, places.byteOffset)
      into.set(places)
      return { kind: 'numeric', count, cuts: cuts.slice(0, count) }
    },
  }
}
