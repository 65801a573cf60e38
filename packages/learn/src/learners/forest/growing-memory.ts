import { bytesFor, openWorkspace } from '../../kernel/workspace.ts'
import { binSumsBytes, createBinSums } from './bin-sums.ts'
import type { ForestParams } from './params.ts'
import type { ForestData, Search } from './search.ts'
import { TARGETS } from './sums.ts'

/** What one tree after another grows in; all of it in the workspace. */
export interface GrowingMemory {
  readonly search: Omit<Search, 'random'>
  readonly rows: Int32Array // [n] of the tree at work, node by node
  readonly rowWeights: Float64Array // [n]
  readonly targets: Float64Array // [n]
  readonly goesLeft: Uint8Array // [256] by bin
  readonly scratch: Int32Array // [n]
  /** Gives the memory back. */
  close(): void
}

export function openGrowingMemory(data: ForestData, params: ForestParams): GrowingMemory {
  const { outputs, y } = data.target
  const { bins } = data.binned
  const n = y.length
  const workspace = openWorkspace(bytesFor(bins.length, 1) + growingBytes(n, outputs))
  const heldBins = workspace.u8(bins.length)
  heldBins.set(bins)
  const targets = workspace.f64(n)
  targets.set(y)
  return {
    search: {
      calls: workspace.calls,
      data: { ...data, binned: { ...data.binned, bins: heldBins } },
      params,
      rows: workspace.i32(n),
      weights: workspace.f64(n),
      y: workspace.f64(n),
      size: 0,
      node: workspace.f64(TARGETS + outputs),
      left: workspace.f64(TARGETS + outputs),
      binSums: createBinSums(outputs, workspace),
      found: workspace.f64(3),
    },
    rows: workspace.i32(n),
    rowWeights: workspace.f64(n),
    targets,
    goesLeft: workspace.u8(256),
    scratch: workspace.i32(n),
    close: workspace.close,
  }
}

/** Bytes of all but the bins. */
function growingBytes(n: number, outputs: number): number {
  return (
    3 * bytesFor(n, 4) + 4 * bytesFor(n, 8) + 2 * bytesFor(TARGETS + outputs, 8) + bytesFor(3, 8) + bytesFor(256, 1) + binSumsBytes(outputs)
  )
}
