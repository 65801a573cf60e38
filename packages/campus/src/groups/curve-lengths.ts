/**
 * List lengths at which a curve is drawn: none, all of n, the given length, and about `most` equal steps between. Few positives make
 * fewer steps, with ten positives or more to a step in the mean. Rising.
 *
 * @example curveLengths(100, 45, 10, 20) // [0, 10, 25, 50, 75, 100]
 */
export function curveLengths(n: number, positives: number, length: number, most: number): number[] {
  const steps = Math.max(1, Math.min(most, Math.floor(positives / 10)))
  const even = Array.from({ length: steps + 1 }, (_, k) => Math.round((k * n) / steps))
  return [...new Set([...even, length])].sort((a, b) => a - b)
}
