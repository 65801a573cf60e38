export interface GaussRule {
  readonly points: Float64Array // ascending, in (0, 1)
  readonly weights: Float64Array // sum to 1
}

const rules = new Map<number, GaussRule>()

/**
 * Gauss's rule of m points on [0, 1]: Σ weights f(points) = ∫ f for every polynomial f of degree 2m − 1 or less.
 * The points are the roots of Legendre's polynomial P_m; between two neighbours of P_m's lies just one of P_{m−1}'s.
 */
export function gaussRule(m: number): GaussRule {
  const before = rules.get(m)
  if (before) return before
  let roots: number[] = []
  for (let k = 1; k <= m; k++) {
    const ends = [-1, ...roots, 1]
    roots = Array.from({ length: k }, (_, i) => rootBetween(k, ends[i], ends[i + 1]))
  }
  const weights = roots.map(x => {
    const [, below] = legendre(m, x) // P_m is 0 here
    return (1 - x * x) / (m * m * below * below)
  })
  const rule = { points: Float64Array.from(roots, x => (1 + x) / 2), weights: Float64Array.from(weights) }
  rules.set(m, rule)
  return rule
}

function rootBetween(k: number, low: number, high: number): number {
  const sign = Math.sign(legendre(k, high)[0])
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (legendre(k, middle)[0] * sign > 0) high = middle
    else low = middle
  }
}

/** P_k(x) and P_{k−1}(x). */
function legendre(k: number, x: number): [number, number] {
  let before = 1
  let now = x
  for (let j = 2; j <= k; j++) [before, now] = [now, ((2 * j - 1) * x * now - (j - 1) * before) / j]
  return [now, before]
}
