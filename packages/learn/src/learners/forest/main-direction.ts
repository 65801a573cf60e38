const TURNS = 30

/**
 * The first principal component of weighted vectors about 0, to a few digits: x ← Σ_v weight · v (v · x) again and again,
 * from the vector that weighs most. Its length is 1; of vectors that are all 0 it is 0.
 *
 * @param vectors [n][d], n ≥ 1
 * @param weights [n]
 */
export function mainDirection(vectors: readonly Float64Array[], weights: ArrayLike<number>): Float64Array {
  const size = (l: number) => weights[l] * dot(vectors[l], vectors[l])
  const x = vectors[vectors.reduce((most, _, l) => (size(l) > size(most) ? l : most), 0)].slice()
  const next = new Float64Array(x.length)
  for (let turn = 0; turn < TURNS; turn++) {
    next.fill(0)
    for (let l = 0; l < vectors.length; l++) {
      const vector = vectors[l]
      const share = weights[l] * dot(vector, x)
      for (let o = 0; o < x.length; o++) next[o] += share * vector[o]
    }
    const length = Math.sqrt(dot(next, next))
    if (!(length > 0)) return next
    let moved = false
    for (let o = 0; o < x.length; o++) {
      const turned = next[o] / length
      if (turned !== x[o]) moved = true
      x[o] = turned
    }
    if (!moved) return x
  }
  return x
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let o = 0; o < b.length; o++) sum += a[o] * b[o]
  return sum
}
