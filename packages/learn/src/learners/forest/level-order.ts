import { dot, mainDirection } from './main-direction.ts'
import type { Search } from './search.ts'
import { TARGETS, WEIGHT } from './sums.ts'

/**
 * Levels (as bins) in order of their mean target, each measured as its distance from the node's mean, which
 * `categorySmoothing` rows of that mean pull in:
 *
 *   (Σ_level weight · target − weight · mean) / (weight + categorySmoothing)
 *
 * A target of one output is ordered by it: the best of all sets is then a front or a back of the order (Fisher, 1958). Ordered
 * classes are ordered by their mean position. Classes without order: along the direction in which the levels' class shares
 * differ most, the first principal component (Coppersmith, Hong & Hosking, 1999, Data Min. Knowl. Discov. 3, 197–217).
 */
export function levelOrder(levels: readonly number[], { binSums, node, data, params }: Search): number[] {
  if (levels.length < 2) return [...levels]
  const { sums, width } = binSums
  const { outputs, ordered } = data.target
  const weights = levels.map(bin => sums[bin * width + WEIGHT])
  const distances = levels.map((bin, l) => {
    const weight = weights[l]
    return Float64Array.from(
      { length: outputs },
      (_, o) => (sums[bin * width + TARGETS + o] - (weight * node[TARGETS + o]) / node[WEIGHT]) / (weight + params.categorySmoothing),
    )
  })
  const direction = outputs === 1 || ordered ? new Float64Array(outputs).fill(1) : mainDirection(distances, weights)
  const place = new Map(levels.map((bin, l) => [bin, dot(distances[l], direction)]))
  return [...levels].sort((a, b) => place.get(a)! - place.get(b)! || a - b)
}
