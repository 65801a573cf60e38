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
  const { sums, width } = binSums
  const { outputs, ordered } = data.target
  const distances = levels.map(bin => {
    const weight = sums[bin * width + WEIGHT]
    return Float64Array.from(
      { length: outputs },
      (_, o) => (sums[bin * width + TARGETS + o] - (weight * node[TARGETS + o]) / node[WEIGHT]) / (weight + params.categorySmoothing),
    )
  })
  const direction = outputs === 1 || ordered ? new Float64Array(outputs).fill(1) : mainDirection(distances)
  const place = new Map(levels.map((bin, l) => [bin, dot(distances[l], direction)]))
  return [...levels].sort((a, b) => place.get(a)! - place.get(b)! || a - b)
}

const TURNS = 20

/** The first principal component of vectors around 0, to a few digits: x ← Σ_v v (v · x), from the longest of them. */
function mainDirection(vectors: readonly Float64Array[]): Float64Array {
  let x = vectors.reduce((longest, v) => (dot(v, v) > dot(longest, longest) ? v : longest), new Float64Array(0))
  for (let turn = 0; turn < TURNS; turn++) {
    const next = new Float64Array(x.length)
    for (const v of vectors) {
      const share = dot(v, x)
      for (let o = 0; o < x.length; o++) next[o] += share * v[o]
    }
    const length = Math.sqrt(dot(next, next))
    if (!(length > 0)) return x
    x = next.map(v => v / length)
  }
  return x
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let o = 0; o < b.length; o++) sum += a[o] * b[o]
  return sum
}
