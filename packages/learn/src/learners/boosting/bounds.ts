import { leafValue } from './score.ts'

/** What the leaves below a node may say (learning rate not yet applied). */
export interface Bounds {
  readonly low: number
  readonly high: number
}

export const UNBOUNDED: Bounds = { low: -Infinity, high: Infinity }

interface Penalties {
  readonly l1: number
  readonly l2: number
}

/** The best value within the bounds: the loss is convex, so it is the best of all, moved to the nearest bound. */
export function boundedValue(g: number, h: number, { l1, l2 }: Penalties, bounds: Bounds): number {
  return within(leafValue(g, h, l1, l2), bounds)
}

/** −(2 G w + (H + l2) w² + 2 l1 |w|): twice what a leaf of value w takes off the loss. At the best w it is leafScore. */
export function scoreAt(w: number, g: number, h: number, { l1, l2 }: Penalties): number {
  return -(2 * g * w + (h + l2) * w * w + 2 * l1 * Math.abs(w))
}

/** What two children of bounded values take off together: one of these sums, and the rest of the node. −Infinity: they break `sign`. */
export function boundedChildrenScore(
  node: { g: number; h: number },
  params: Penalties,
  bounds: Bounds,
  sign: number,
  g: number,
  h: number,
): number {
  const left = boundedValue(g, h, params, bounds)
  const right = boundedValue(node.g - g, node.h - h, params, bounds)
  if (sign * (right - left) < 0) return -Infinity
  return scoreAt(left, g, h, params) + scoreAt(right, node.g - g, node.h - h, params)
}

/**
 * Where the leaves of two children may lie, so that no leaf on the left is above (sign 1) or below (−1) one on the right: on
 * either side of the middle between the children's own values.
 *
 * Source: the "basic" method of XGBoost and LightGBM.
 *
 * @param left  the left child's value within `bounds`
 * @param right the right child's
 */
export function childBounds(bounds: Bounds, sign: number, left: number, right: number): [Bounds, Bounds] {
  if (sign === 0) return [bounds, bounds]
  const middle = (left + right) / 2
  const below = { low: bounds.low, high: middle }
  const above = { low: middle, high: bounds.high }
  return sign > 0 ? [below, above] : [above, below]
}

export function within(value: number, { low, high }: Bounds): number {
  return Math.min(Math.max(value, low), high)
}
