import type { FitContext } from '../../learner.ts'
import type { TreeColumn } from '../../trees/column-values.ts'
import type { Term } from './boost-terms.ts'
import { choosePairs } from './choose-pairs.ts'
import type { StepParams } from './column-step.ts'
import { type Direction, gridSize } from './model.ts'
import { pairAxis } from './pair-axis.ts'
import { type Axis, openPairStrengths } from './pair-strengths.ts'
import { quadrantStep } from './quadrants.ts'
import { quadrantStepInKernel } from './quadrants-in-kernel.ts'
import type { PairGrid } from './settle.ts'
import { weightByCell } from './weight-by-cell.ts'

/** The training rows as pairs see them. Columns in order of name. */
export interface BinnedRows {
  readonly columns: readonly TreeColumn[] // [d]
  readonly directions: readonly Direction[] // [d]
  readonly bins: readonly Uint8Array[] // [d][n]
  readonly weightOf: readonly Float64Array[] // [d][bins + 1]
  readonly weights: Float64Array // [n]
}

/** A chosen pair, and how it is boosted. */
export interface PairTerm {
  readonly grid: PairGrid
  readonly term: Term
}

/**
 * The grids of the pairs that interact most. Missing is the last group of its side; unordered levels stand in order of their
 * curve. A column with a direction enters no pair: what a pair adds need not keep it.
 *
 * @param heights [d][bins + 1] the curves so far, of the last output
 * @param gh      [outputs, n, 2] at the scores of the curves
 */
export function pairGrids(
  rows: BinnedRows,
  heights: readonly Float64Array[],
  gh: Float64Array,
  most: number,
  params: StepParams,
  ctx: FitContext,
): PairTerm[] {
  const axes = rows.columns.map((column, j): Axis | undefined => {
    if (rows.directions[j] !== 0) return undefined
    const isSet = column.kind === 'categorical' && !column.ordered
    const groups = pairAxis(rows.weightOf[j], isSet ? heights[j] : undefined)
    return { groups, groupOf: rows.bins[j].map(bin => groups[bin]) }
  })
  return strongest(axes, gh, most, params, ctx).map(([j, k]) => {
    const [a, b] = [axes[j]!, axes[k]!]
    const [height, width] = [gridSize(a.groups), gridSize(b.groups)]
    const cellOf = Uint16Array.from(a.groupOf, (group, i) => group * width + b.groupOf[i])
    return {
      grid: { of: [j, k], groups: [a.groups, b.groups], weight: weightByCell(cellOf, rows.weights, height * width) },
      term: {
        cells: height * width,
        cellOf,
        findStep: quadrantStep(height, width, params),
        inKernel: quadrantStepInKernel(height, width, params),
      },
    }
  })
}

function strongest(axes: readonly (Axis | undefined)[], gh: Float64Array, most: number, params: StepParams, ctx: FitContext) {
  const strengths = openPairStrengths(axes, gh, params)
  try {
    return choosePairs(strengths.of, axes.length, most, ctx)
  } finally {
    strengths.close()
  }
}
