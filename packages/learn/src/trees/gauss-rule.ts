export interface GaussRule {
  readonly points: Float64Array // ascending, in (0, 1)
  readonly weights: Float64Array // sum to 1
}

const rules = new Map<number, GaussRule>()

/**
 * Gauss's rule of m points on [0, 1]: Σ weights f(points) = ∫ f for every polynomial f of degree 2m − 1 or less.
 * The points are the roots of Legendre's polynomial P_m(1 − 2t), which lie the same from 0 as from 1, and one of them between each
 * two neighbours of P_{m−1}'s.
 */
export function gaussRule(m: number): GaussRule {
  const before = rules.get(m)
  if (before) return before
  let roots: number[] = [] // up to ½: there t is known to more digits than near 1
  for (let k = 1; k <= m; k++) {
    const ends = [0, ...roots]
    roots = ends.slice(1).map((end, i) => rootBetween(k, ends[i], end))
    if (k % 2 === 1) roots.push(0.5)
  }
  const weights = roots.map(t => {
    const [, below] = legendre(m, t) // P_m is 0 here
    return (4 * t * (1 - t)) / (m * m * below * below)
  })
  const mirrored = m - roots.length
  const rule = {
    points: Float64Array.of(
      ...roots,
      ...roots
        .slice(0, mirrored)
        .map(t => 1 - t)
        .reverse(),
    ),
    weights: Float64Array.of(...weights, ...weights.slice(0, mirrored).reverse()),
  }
  rules.set(m, rule)
  return rule
}

function rootBetween(k: number, low: number, high: number): number {
  const sign = Math.sign(legendre(k, low)[0])
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (legendre(k, middle)[0] * sign > 0) low = middle
    else high = middle
  }
}

/** P_k(1 − 2t) and P_{k−1}(1 − 2t), by their differences: near 0 these are small. */
function legendre(k: number, t: number): [number, number] {
  let p = 1
  let step = 0
  for (let j = 1; j <= k; j++) {
    step = ((j - 1) * step - (2 * j - 1) * 2 * t * p) / j
    p += step
  }
  return [p, p - step]
}
