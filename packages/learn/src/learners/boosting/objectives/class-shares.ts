import type { Labels } from './objective.ts'

/** How many rows of average weight a class without any counts as, so that its probability is small but not zero. */
const ABSENT_ROWS = 0.5

export function absentWeight({ weights }: Pick<Labels, 'weights'>): number {
  return (ABSENT_ROWS * weights.reduce((sum, w) => sum + w, 0)) / weights.length
}

/** Weight of each class, [k]; a class without rows has 0. */
export function classWeights({ y, weights, k }: Labels): Float64Array {
  const sums = new Float64Array(k)
  for (let i = 0; i < y.length; i++) sums[y[i]] += weights[i]
  return sums
}

/** Share of each class, [k], summing to 1; a class without rows counts as half a row of average weight. */
export function classShares(labels: Labels): Float64Array {
  const absent = absentWeight(labels)
  const counted = classWeights(labels).map(w => (w > 0 ? w : absent))
  const total = counted.reduce((sum, w) => sum + w, 0)
  return counted.map(w => w / total)
}
