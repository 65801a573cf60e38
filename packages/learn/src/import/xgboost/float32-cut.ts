import { powerOfTwo } from '../../math/power-of-two.ts'
import { fromWords, highWord, lowWord } from '../../math/words.ts'

const single = new Float32Array(1)
const bits = new Int32Array(single.buffer)

/** Where the next float32 beyond the largest would lie; what is halfway there rounds to Infinity. */
const BEYOND = powerOfTwo(127) * 2

/**
 * XGBoost compares what it rounded first: float32(v) < c. That is v ≤ t for the largest double t which rounds to a float32 below c.
 *
 * @param c a float32 above −Infinity
 * @example float32Cut(1) // 0.9999999701976776
 */
export function float32Cut(c: number): number {
  const middle = within(floatBelow(c)) / 2 + within(c) / 2
  return Math.fround(middle) < c ? middle : doubleBelow(middle)
}

function within(x: number): number {
  return Math.max(-BEYOND, Math.min(BEYOND, x))
}

function floatBelow(x: number): number {
  if (x === 0) return -powerOfTwo(-149)
  single[0] = x
  bits[0] += x > 0 ? -1 : 1
  return single[0]
}

/** The next double below a number that is not 0. */
function doubleBelow(x: number): number {
  const [high, low] = [highWord(x), lowWord(x)]
  if (x > 0) return fromWords(low === 0 ? high - 1 : high, low - 1)
  return fromWords(low === -1 ? high + 1 : high, low + 1)
}
