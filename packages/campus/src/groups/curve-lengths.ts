/**
 * List lengths at which a curve is drawn: about `most` equal steps from none to all of n, and the given length. Few positives make
 * fewer steps (at least ten between two in the mean), so that the curve does not tell single students apart. Rising.
 */
export function curveLengths(n: number, positives: number, length: number, most = 20): number[] {
  const steps = Math.max(2, Math.min(most, Math.floor(positives / 10)))
  const even = Array.from({ length: steps + 1 }, (_, k) => Math.round((k * n) / steps))
  return [...new Set([...even, length])].sort((a, b) => a - b)
}
