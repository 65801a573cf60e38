import { bytesFor, openWorkspace, type Workspace } from '../../kernel/workspace.ts'
import type { StepParams } from './column-step.ts'
import { gridSize } from './model.ts'
import { findQuadrants } from './quadrants.ts'
import { quadrantBytes, quadrantFinder } from './quadrants-in-kernel.ts'

/** One side of a pair. */
export interface Axis {
  readonly groups: readonly number[] // [bins + 1]
  readonly groupOf: Uint8Array // [n] of each training row
}

export interface PairStrengths {
  /** How strongly two columns' quadrants interact, summed over the outputs; 0 where one of them enters no pair. */
  of(j: number, k: number): number
  close(): void
}

/**
 * Strengths at these gradients.
 *
 * @param axes [d] undefined: the column enters no pair
 * @param gh   [outputs, n, 2]
 */
export function openPairStrengths(axes: readonly (Axis | undefined)[], gh: Float64Array, params: StepParams): PairStrengths {
  const used = axes.flatMap(axis => axis ?? [])
  const n = used[0]?.groupOf.length ?? 0
  const size = used.reduce((most, { groups }) => Math.max(most, gridSize(groups)), 0)
  const bytes = used.length * bytesFor(n, 1) + bytesFor(gh.length, 8) + 2 * bytesFor(2 * size * size, 8) + quadrantBytes(size, size)
  const workspace = openWorkspace(bytes)
  const heldGh = workspace.f64(gh.length)
  heldGh.set(gh)
  const groupOf = axes.map(axis => {
    const held = workspace.u8(axis ? n : 0)
    if (axis) held.set(axis.groupOf)
    return held
  })
  const sums = workspace.f64(2 * size * size)
  const rows = workspace.f64(size * size)
  const add = adder(workspace, heldGh, sums, rows)
  const { calls } = workspace
  const strength = calls
    ? quadrantFinder(calls, workspace, size, size, params).strength
    : (...grid: [Float64Array, Float64Array, number, number]) => findQuadrants(...grid, params).strength

  return {
    close: workspace.close,
    of(j, k) {
      const [a, b] = [axes[j], axes[k]]
      if (!a || !b) return 0
      const [height, width] = [gridSize(a.groups), gridSize(b.groups)]
      let total = 0
      for (let first = 0; first < gh.length / 2; first += n) {
        sums.fill(0, 0, 2 * height * width)
        if (first === 0) rows.fill(0, 0, height * width)
        add(groupOf[j], groupOf[k], width, first)
        total += strength(sums, rows, height, width)
      }
      return total
    },
  }
}

/** Adds all rows to the cells where their groups meet: gradients and hessians from `first` on, and for the first output how many. */
function adder(
  { calls }: Workspace,
  gh: Float64Array,
  sums: Float64Array,
  rows: Float64Array,
): (a: Uint8Array, b: Uint8Array, width: number, first: number) => void {
  if (calls) {
    return (a, b, width, first) => {
      const counts = first === 0 ? rows.byteOffset : 0
      calls.sumPair(a.byteOffset, b.byteOffset, width, gh.byteOffset + 16 * first, a.length, sums.byteOffset, counts)
    }
  }
  return (a, b, width, first) => {
    for (let i = 0; i < a.length; i++) {
      const cell = a[i] * width + b[i]
      sums[2 * cell] += gh[2 * (first + i)]
      sums[2 * cell + 1] += gh[2 * (first + i) + 1]
      if (first === 0) rows[cell]++
    }
  }
}
