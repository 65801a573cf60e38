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
    const distance = new Float64Array(outputs)
    for (let o = 0; o < outputs; o++) {
      const beyond = sums[bin * width + TARGETS + o] - (weight * node[TARGETS + o]) / node[WEIGHT]
      distance[o] = beyond / (weight + params.categorySmoothing)
    }
    return distance
  })
  const direction = outputs === 1 || ordered ? new Float64Array(outputs).fill(1) : mainDirection(distances, weights)
  const places = distances.map(distance => dot(distance, direction))
  return [...levels.keys()].sort((a, b) => places[a] - places[b] || levels[a] - levels[b]).map(l => levels[l])
}
