import type { StepFinder } from './boost-terms.ts'
import type { Direction } from './model.ts'

export interface StepParams {
  readonly learningRate: number
  readonly maxLeaves: number
  readonly minRows: number
  readonly l2: number
  readonly categorySmoothing: number
}

/** The bins of one column; cell `count` is missing. Without order, levels stand in order of G / (H + categorySmoothing). */
export interface StepColumn {
  readonly count: number
  readonly ordered: boolean
  readonly direction: Direction
}

/** A part that holds less than this share of the column's hessian is not worth a step: its sums may be rounding. */
export const LEAST_CURVATURE = 1e-9

/**
 * Finds steps of a column: at most `maxLeaves` runs of bins, cut best-first where the loss falls most by its second-order model,
 * each moved by −learningRate · G / (H + l2). A cut that would break the direction is not made, so a sum of steps keeps it too.
 *
 *   gain of a cut = S(left) + S(right) − S(both),   S = G² / (H + l2)
 *
 * Missing moves by itself when it has `minRows` rows; otherwise, like levels without rows in this bag, by the mean of the others.
 */
export function columnStep({ count, ordered, direction }: StepColumn, params: StepParams): StepFinder {
  const { learningRate, maxLeaves, minRows, l2, categorySmoothing } = params
  const order = Int32Array.from({ length: count }, (_, bin) => bin)
  const slope = new Float64Array(count)
  // sums over the first p bins of the order
  const g = new Float64Array(count + 1)
  const h = new Float64Array(count + 1)
  const rows = new Float64Array(count + 1)
  const ends = new Int32Array(maxLeaves + 1) // leaf l holds the places ends[l] … ends[l + 1] − 1 of the order

  return (sums, rowsOf, into) => {
    const used = ordered ? count : sortLevels(sums, rowsOf)
    for (let p = 0; p < used; p++) {
      g[p + 1] = g[p] + sums[2 * order[p]]
      h[p + 1] = h[p] + sums[2 * order[p] + 1]
      rows[p + 1] = rows[p] + rowsOf[order[p]]
    }
    ends[1] = used
    let leaves = 1
    let gain = 0
    for (; leaves < maxLeaves; leaves++) {
      const more = cut(leaves, LEAST_CURVATURE * h[used])
      if (more === 0) break
      gain += more
    }
    const missingApart = rows[used] >= minRows && rowsOf[count] >= minRows
    if (leaves === 1 && !missingApart) return 0
    write(sums, rowsOf, into, leaves, missingApart)
    return missingApart ? gain + gainOfMissing(sums, used) : gain
  }

  function newtonStep(from: number, to: number): number {
    return -(g[to] - g[from]) / (h[to] - h[from] + l2)
  }

  function scoreOf(from: number, to: number): number {
    const sum = g[to] - g[from]
    return (sum * sum) / (h[to] - h[from] + l2)
  }

  /** What it gains to part missing from the rest. */
  function gainOfMissing(sums: Float64Array, used: number): number {
    const [mg, mh] = [sums[2 * count], sums[2 * count + 1]]
    return (mg * mg) / (mh + l2) + scoreOf(0, used) - ((mg + g[used]) * (mg + g[used])) / (mh + h[used] + l2)
  }

  /** Puts the best cut of all leaves into `ends`; its gain, 0 when there is none. */
  function cut(leaves: number, leastCurvature: number): number {
    let best = 0
    let bestAt = -1
    let bestLeaf = -1
    for (let leaf = 0; leaf < leaves; leaf++) {
      const from = ends[leaf]
      const to = ends[leaf + 1]
      const whole = scoreOf(from, to)
      for (let at = from + 1; at < to; at++) {
        if (rows[at] - rows[from] < minRows || h[at] - h[from] <= leastCurvature) continue
        if (rows[to] - rows[at] < minRows || h[to] - h[at] <= leastCurvature) break
        const parts = scoreOf(from, at) + scoreOf(at, to)
        const gain = parts - whole
        if (!(gain > best && gain > LEAST_GAIN_SHARE * parts)) continue
        if (direction !== 0 && !keepsDirection(leaf, leaves, at)) continue
        best = gain
        bestAt = at
        bestLeaf = leaf
      }
    }
    if (bestLeaf < 0) return 0
    ends.copyWithin(bestLeaf + 2, bestLeaf + 1, leaves + 1)
    ends[bestLeaf + 1] = bestAt
    return best
  }

  function keepsDirection(leaf: number, leaves: number, at: number): boolean {
    const left = direction * newtonStep(ends[leaf], at)
    const right = direction * newtonStep(at, ends[leaf + 1])
    if (right < left) return false
    if (leaf > 0 && left < direction * newtonStep(ends[leaf - 1], ends[leaf])) return false
    return leaf === leaves - 1 || right <= direction * newtonStep(ends[leaf + 1], ends[leaf + 2])
  }

  function write(sums: Float64Array, rowsOf: Float64Array, into: Float64Array, leaves: number, missingApart: boolean): void {
    const used = ends[leaves]
    let moved = 0
    for (let leaf = 0; leaf < leaves; leaf++) {
      const value = learningRate * newtonStep(ends[leaf], ends[leaf + 1])
      moved += value * (h[ends[leaf + 1]] - h[ends[leaf]])
      for (let p = ends[leaf]; p < ends[leaf + 1]; p++) into[order[p]] = value
    }
    const missing = 2 * count
    into[count] = (learningRate * -sums[missing]) / (sums[missing + 1] + l2)
    const mean = missingApart ? (moved + into[count] * sums[missing + 1]) / (h[used] + sums[missing + 1]) : moved / h[used]
    if (!missingApart) into[count] = mean
    for (let bin = 0; used < count && bin < count; bin++) if (rowsOf[bin] === 0) into[bin] = mean
  }

  /** Puts the levels with rows in front, by slope (ties: lower bin first); the number of them. */
  function sortLevels(sums: Float64Array, rowsOf: Float64Array): number {
    let used = 0
    for (let bin = 0; bin < count; bin++) {
      if (rowsOf[bin] === 0) continue
      slope[bin] = sums[2 * bin] / (sums[2 * bin + 1] + categorySmoothing)
      let place = used++
      for (; place > 0 && slope[order[place - 1]] > slope[bin]; place--) order[place] = order[place - 1]
      order[place] = bin
    }
    return used
  }
}

/** A gain must exceed this share of the parts' scores: below it stands rounding, not learning. */
export const LEAST_GAIN_SHARE = 1e-10
