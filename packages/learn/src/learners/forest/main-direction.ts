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
  let x = vectors[vectors.reduce((most, _, l) => (size(l) > size(most) ? l : most), 0)]
  for (let turn = 0; turn < TURNS; turn++) {
    const next = new Float64Array(x.length)
    vectors.forEach((v, l) => {
      const share = weights[l] * dot(v, x)
      for (let o = 0; o < x.length; o++) next[o] += share * v[o]
    })
    const length = Math.sqrt(dot(next, next))
    if (!(length > 0)) return next
    x = next.map(v => v / length)
  }
  return x
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let o = 0; o < b.length; o++) sum += a[o] * b[o]
  return sum
}
