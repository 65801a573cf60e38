import { bytesFor } from '../../kernel/workspace.ts'
import type { KernelStep } from './boost-terms.ts'
import { LEAST_CURVATURE, LEAST_GAIN_SHARE, type StepColumn, type StepParams } from './column-step.ts'

/** The kernel's `columnStep`, to the last bit; undefined for levels without order and for a direction. */
export function columnStepInKernel({ count, ordered, direction }: StepColumn, params: StepParams): KernelStep | undefined {
  if (!ordered || direction !== 0) return undefined
  const { learningRate, maxLeaves, minRows, l2 } = params
  const length = SETTINGS + 3 * (count + 1) + Math.ceil((maxLeaves + 1) / 2)
  return {
    bytes: bytesFor(length, 8),
    make(calls, workspace) {
      const work = workspace.f64(length)
      work.set([learningRate, minRows, l2, LEAST_CURVATURE, LEAST_GAIN_SHARE])
      return (sums, rows, into) => calls.columnStep(sums.byteOffset, rows.byteOffset, count, maxLeaves, work.byteOffset, into.byteOffset)
    },
  }
}

/** Numbers before the sums: kernel/column-step.ts names them. */
const SETTINGS = 8
