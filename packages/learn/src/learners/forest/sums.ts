import type { ForestTarget } from './target.ts'

/** What is counted of a set of rows: how many, their weight, then Σ weight · target for each output. [2 + outputs] */
export type Sums = Float64Array

export const ROWS = 0
export const WEIGHT = 1
export const TARGETS = 2

export function addRow(into: Sums, at: number, weight: number, y: number, byClass: boolean): void {
  into[at + ROWS]++
  into[at + WEIGHT] += weight
  if (byClass) into[at + TARGETS + y] += weight
  else into[at + TARGETS] += weight * y
}

/** In an ordered task, Σ of each class becomes Σ of all classes up to it; once only. */
export function cumulate(into: Sums, at: number, { ordered, outputs }: ForestTarget): void {
  if (!ordered) return
  for (let t = at + TARGETS + 1; t < at + TARGETS + outputs; t++) into[t] += into[t - 1]
}

/** A gain must exceed this share of the children's scores, and a child's weight this share of its parent's: below is rounding. */
const LEAST_SHARE = 1e-10

/**
 * What a split takes off the node's squares:
 *
 *   gain = S(left) + S(node − left) − S(node),   S = Σ_outputs (Σ weight · target)² / Σ weight
 *
 * @returns 0 when a child has fewer than `minRows` rows, or there is nothing to gain
 */
export function gainOf(node: Sums, left: Sums, minRows: number): number {
  if (left[ROWS] < minRows || node[ROWS] - left[ROWS] < minRows) return 0
  const weight = node[WEIGHT]
  const leftWeight = left[WEIGHT]
  const rightWeight = weight - leftWeight
  if (!(leftWeight > LEAST_SHARE * weight && rightWeight > LEAST_SHARE * weight)) return 0
  let parent = 0
  let lefts = 0
  let rights = 0
  for (let t = TARGETS; t < node.length; t++) {
    const right = node[t] - left[t]
    parent += node[t] * node[t]
    lefts += left[t] * left[t]
    rights += right * right
  }
  const children = lefts / leftWeight + rights / rightWeight
  const gain = children - parent / weight
  return gain > LEAST_SHARE * children ? gain : 0
}
