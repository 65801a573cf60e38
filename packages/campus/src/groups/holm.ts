/**
 * p-values adjusted for how many there are, so that the chance of any false alarm among them stays below the level they are held
 * against: the k-th smallest of m becomes the largest of (m − j + 1) p₍ⱼ₎ for j ≤ k, at most 1. In the order given.
 *
 * Source: Holm (1979), Scand. J. Statist. 6, 65–70.
 *
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[a]! - p[b]!)
  const adjusted = p.map(() => 1)
  let largest = 0
  order.forEach((i, k) => {
    largest = Math.max(largest, Math.min(1, (p.length - k) * p[i]!))
    adjusted[i] = largest
  })
  return adjusted
}
