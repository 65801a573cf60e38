import { createRandom, deriveSeed } from '../../random.ts'

/** How often each of n rows stands in the bag of tree t: n draws with replacement. Sums to n. */
export function bagOf(n: number, seed: number, t: number): Int32Array {
  const random = createRandom(deriveSeed(seed, 'bag', t))
  const times = new Int32Array(n)
  for (let draw = 0; draw < n; draw++) times[random.int(n)]++
  return times
}
