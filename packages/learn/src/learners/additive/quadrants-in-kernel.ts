import type { KernelCalls } from '../../kernel/calls.ts'
import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import type { KernelStep } from './boost-terms.ts'
import { LEAST_CURVATURE, type StepParams } from './column-step.ts'
import { writeQuadrants } from './quadrants.ts'

/** The kernel's `quadrantStep`, to the last bit. */
export function quadrantStepInKernel(a: number, b: number, params: StepParams): KernelStep {
  return {
    bytes: quadrantBytes(a, b),
    make(calls, workspace) {
      const find = quadrantFinder(calls, workspace, a, b, params)
      return (sums, rows, into) => {
        const strength = find.strength(sums, rows, a, b)
        const [first, second, ...values] = find.found
        if (strength > 0) writeQuadrants({ first, second, values }, a, b, params.learningRate, into)
        return strength
      }
    },
  }
}

/** Bytes that `quadrantFinder` takes from its workspace. */
export function quadrantBytes(a: number, b: number): number {
  return bytesFor(workLength(a, b), 8) + bytesFor(FOUND, 8)
}

/** `findQuadrants` of grids of at most a × b; what it found is cuts and values of the last whose strength was not 0. */
export function quadrantFinder(
  calls: KernelCalls,
  workspace: Workspace,
  most: number,
  mostOther: number,
  { minRows, l2 }: Pick<StepParams, 'minRows' | 'l2'>,
): { strength(sums: Float64Array, rows: Float64Array, a: number, b: number): number; readonly found: Float64Array } {
  const work = workspace.f64(workLength(most, mostOther))
  work.set([minRows, l2, LEAST_CURVATURE])
  const found = workspace.f64(FOUND)
  return {
    found,
    strength: (sums, rows, a, b) => calls.findQuadrants(sums.byteOffset, rows.byteOffset, a, b, work.byteOffset, found.byteOffset),
  }
}

/** first, second, four values: kernel/quadrants.ts names them. */
const FOUND = 6

function workLength(a: number, b: number): number {
  return 4 + 3 * (a + 1) * (b + 1)
}
