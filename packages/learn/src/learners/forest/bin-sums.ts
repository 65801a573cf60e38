import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import type { Search } from './search.ts'
import { addRow, cumulate, ROWS, type Sums, TARGETS } from './sums.ts'

/** Sums by bin of one column over one node. Only bins that have rows are ever touched, so a node of five rows costs five. */
export interface BinSums {
  readonly width: number // bin b stands at sums[b × width …)
  readonly sums: Sums
  readonly present: Uint8Array // bins with rows, ascending; missing, if any, last
  readonly bits: Int32Array // the same as a set
  count: number // of those present
}

const BINS = 256 // 255 and missing

export function createBinSums(outputs: number, workspace: Workspace): BinSums {
  const width = TARGETS + outputs
  return { width, sums: workspace.f64(BINS * width), present: workspace.u8(BINS), bits: workspace.i32(BINS / 32), count: 0 }
}

/** Bytes that `createBinSums` takes from its workspace. */
export function binSumsBytes(outputs: number): number {
  return bytesFor(BINS * (TARGETS + outputs), 8) + bytesFor(BINS, 1) + bytesFor(BINS / 32, 4)
}

/** Counts the node's rows by the bins of a column; what was counted before is gone. O(rows + bins with rows). */
export function fillBinSums(search: Search, column: number): BinSums {
  const { calls, binSums, rows, weights, y, size, data } = search
  const { sums, present, bits, width } = binSums
  const { bins, rows: n } = data.binned
  const { byClass, ordered } = data.target
  if (calls) {
    binSums.count = calls.fillBins(
      bins.byteOffset + column * n,
      rows.byteOffset,
      weights.byteOffset,
      y.byteOffset,
      size,
      sums.byteOffset,
      width,
      present.byteOffset,
      binSums.count,
      bits.byteOffset,
      Number(byClass),
      Number(ordered),
    )
    return binSums
  }
  for (let p = 0; p < binSums.count; p++) sums.fill(0, present[p] * width, (present[p] + 1) * width)

  const first = column * n
  for (let i = 0; i < size; i++) {
    const bin = bins[first + rows[i]]
    bits[bin >> 5] |= 1 << (bin & 31)
    addRow(sums, bin * width, weights[i], y[i], byClass)
  }

  binSums.count = 0
  for (let word = 0; word < bits.length; word++) {
    let left = bits[word]
    while (left !== 0) {
      const lowest = left & -left
      const bin = 32 * word + 31 - Math.clz32(lowest)
      present[binSums.count++] = bin
      cumulate(sums, bin * width, data.target)
      left ^= lowest
    }
    bits[word] = 0
  }
  return binSums
}

export function addBin(into: Sums, { sums, width }: BinSums, bin: number): void {
  for (let t = ROWS, at = bin * width; t < width; t++, at++) into[t] += sums[at]
}
