/** soft(G, l1)² / (H + l2): twice what the best value of a leaf with these sums takes off the loss. */
export function leafScore(g: number, h: number, l1: number, l2: number): number {
  const soft = softThreshold(g, l1)
  return (soft * soft) / (h + l2)
}

/** −soft(G, l1) / (H + l2): the best value of a leaf with these sums; 0 when nothing curves. */
export function leafValue(g: number, h: number, l1: number, l2: number): number {
  return h + l2 > 0 ? -softThreshold(g, l1) / (h + l2) : 0
}

/** A gain must exceed this share of the children's scores: below it stands rounding, not learning. */
export const LEAST_GAIN_SHARE = 1e-10

function softThreshold(g: number, by: number): number {
  if (g > by) return g - by
  return g < -by ? g + by : 0
}
