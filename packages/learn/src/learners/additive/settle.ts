import { gridSize } from './model.ts'
import { purify } from './purify.ts'

/** What one bag found. `settle` writes into it. */
export interface BagFit {
  readonly intercept: Float64Array // [outputs]
  readonly mains: readonly Float64Array[] // [d][outputs, cells]
  readonly pairs: readonly Float64Array[] // [pairs][outputs, a × b]
  readonly thresholds: Float64Array // ordinal, else empty
}

export interface PairGrid {
  readonly of: readonly [number, number] // positions in mains
  readonly groups: readonly [readonly number[], readonly number[]]
  readonly weight: Float64Array // [a × b] of the training rows
}

/**
 * Brings the same scores into the one form in which bags can be compared and averaged, in place: pairs purified, every curve of
 * mean 0 by weight, several outputs of mean 0 at each cell (softmax does not see their sum), an ordinal intercept of 0 (moved into
 * the thresholds). A curve is 0 for missing where no training row lacked the column.
 *
 * @param weights [d][cells] of the training rows
 */
export function settle(
  { intercept, mains, pairs, thresholds }: BagFit,
  weights: readonly Float64Array[],
  grids: readonly PairGrid[],
): void {
  const outputs = intercept.length
  for (const values of [intercept, ...mains, ...pairs]) centreOverOutputs(values, outputs)
  grids.forEach(({ of, groups, weight }, p) => {
    const [a, b] = [gridSize(groups[0]), gridSize(groups[1])]
    for (let o = 0; o < outputs; o++) {
      const { rows, columns } = purify(part(pairs[p], o, outputs), weight, a, b)
      addGroups(part(mains[of[0]], o, outputs), groups[0], rows)
      addGroups(part(mains[of[1]], o, outputs), groups[1], columns)
    }
  })
  mains.forEach((values, j) => {
    for (let o = 0; o < outputs; o++) intercept[o] += centre(part(values, o, outputs), weights[j])
  })
  thresholds.forEach((t, c) => {
    thresholds[c] = t - intercept[0]
  })
  if (thresholds.length > 0) intercept[0] = 0
}

/** Takes the mean by weight off all values, in place, and returns it; the last is 0 when nothing weighs there. */
export function centre(values: Float64Array, weight: ArrayLike<number>): number {
  let total = 0
  let sum = 0
  for (let cell = 0; cell < values.length; cell++) {
    total += weight[cell]
    sum += weight[cell] * values[cell]
  }
  const mean = sum / total
  for (let cell = 0; cell < values.length; cell++) values[cell] -= mean
  if (weight[values.length - 1] === 0) values[values.length - 1] = 0
  return mean
}

function centreOverOutputs(values: Float64Array, outputs: number): void {
  if (outputs === 1) return
  const cells = values.length / outputs
  for (let cell = 0; cell < cells; cell++) {
    let sum = 0
    for (let o = 0; o < outputs; o++) sum += values[o * cells + cell]
    for (let o = 0; o < outputs; o++) values[o * cells + cell] -= sum / outputs
  }
}

function addGroups(into: Float64Array, groups: readonly number[], by: Float64Array): void {
  groups.forEach((group, bin) => {
    into[bin] += by[group]
  })
}

/** Output o of [outputs, cells]; shares memory. */
function part(values: Float64Array, o: number, outputs: number): Float64Array {
  const cells = values.length / outputs
  return values.subarray(o * cells, (o + 1) * cells)
}
