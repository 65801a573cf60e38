/** Groups of bins along one side of a pair's grid, besides the one for missing. */
const MOST_GROUPS = 16

/**
 * Bins put into at most 16 neighbouring groups of nearly equal weight; each bin has its own while they suffice. Missing (the
 * last bin) is the last group.
 *
 * @param weight [bins + 1]
 * @param height [bins] unordered levels stand in order of it (ties: lower bin first); absent: bins keep their order
 * @returns [bins + 1] the group of each bin
 */
export function pairAxis(weight: ArrayLike<number>, height?: ArrayLike<number>): number[] {
  const count = weight.length - 1
  const order = Array.from({ length: count }, (_, bin) => bin)
  if (height) order.sort((a, b) => height[a] - height[b] || a - b)
  const total = order.reduce((sum, bin) => sum + weight[bin], 0)
  const groups = new Array<number>(count + 1).fill(0)
  let group = -1
  let share = -1
  let before = 0
  for (const bin of order) {
    const due = count <= MOST_GROUPS ? group + 1 : Math.floor((before / total) * MOST_GROUPS)
    if (due > share) group++
    share = Math.max(share, due)
    groups[bin] = group
    before += weight[bin]
  }
  groups[count] = group + 1
  return groups
}
