/** A stream of pseudo-random numbers, made from a seed. Same seed: same stream, on every machine. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number
  /** Uniform whole number in [0, n), 1 ≤ n ≤ 2^53. */
  int(n: number): number
}

/**
 * xoshiro128** seeded through splitmix32. Not for secrets.
 *
 * Source: Blackman & Vigna (2021), ACM Trans. Math. Softw. 47(4), 36.
 *
 * @param seed any whole number; its low 53 bits count
 */
export function createRandom(seed: number): Random {
  let state = (seed ^ Math.floor(seed / 0x1_0000_0000)) >>> 0
  const splitmix = () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
  // words of a typed array: a variable that holds numbers of 32 bits between calls is put on the heap at every change
  const words = Int32Array.of(splitmix(), splitmix(), splitmix(), splitmix())

  const bits = () => {
    const [a, b] = [words[0], words[1]]
    const c = words[2] ^ a
    const d = words[3] ^ b
    words[0] = a ^ d
    words[1] = b ^ c
    words[2] = c ^ (b << 9)
    words[3] = rotate(d, 11)
    return Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
  }
  const next = () => ((bits() >>> 5) * 0x400_0000 + (bits() >>> 6)) / 0x20_0000_0000_0000
  return { next, int: n => Math.floor(next() * n) }
}

/**
 * A seed of its own for each part of the work (fold 3, tree 17), so that the order in which parts run changes nothing.
 *
 * @example deriveSeed(1, 'fold', 3) // always the same number, unlike deriveSeed(1, 'fold', 4)
 */
export function deriveSeed(seed: number, ...labels: readonly (string | number)[]): number {
  let hash = (0x811c9dc5 ^ seed ^ Math.floor(seed / 0x1_0000_0000)) >>> 0
  for (const char of labels.join('/')) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The numbers 0 … n − 1 in random order (Fisher and Yates). */
export function permutation(n: number, random: Random): Int32Array {
  const order = new Int32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  for (let i = n - 1; i > 0; i--) {
    const j = random.int(i + 1)
    const held = order[i]
    order[i] = order[j]
    order[j] = held
  }
  return order
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by))
}
