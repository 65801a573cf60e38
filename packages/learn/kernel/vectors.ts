import { expPair, sigmoidPair } from './exp'

/** into[i] = e^from[i], of n numbers; n may be odd when both arrays have room for one more. */
export function expAll(from: usize, into: usize, n: i32): void {
  for (let i: usize = 0; i < (n as usize) << 3; i += 16) v128.store(into + i, expPair(v128.load(from + i)))
}

/** into[i] = 1 / (1 + e^−from[i]); room as above. */
export function sigmoidAll(from: usize, into: usize, n: i32): void {
  for (let i: usize = 0; i < (n as usize) << 3; i += 16) v128.store(into + i, sigmoidPair(v128.load(from + i)))
}
