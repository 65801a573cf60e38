export const LOWEST = -1074
/** 2^(i + LOWEST) at i */
export const powersOfTwo = new Float64Array(1023 - LOWEST + 1)
powersOfTwo[-LOWEST] = 1
for (let e = 1; e <= 1023; e++) powersOfTwo[e - LOWEST] = powersOfTwo[e - 1 - LOWEST] * 2
for (let e = -1; e >= LOWEST; e--) powersOfTwo[e - LOWEST] = powersOfTwo[e + 1 - LOWEST] / 2

/** 2^e exactly, for whole e from −1074 to 1023. */
export function powerOfTwo(e: number): number {
  return powersOfTwo[e - LOWEST]
}

/** x · 2^e, rounded once, for |x| in [0.5, 2) and whole e from −1076 to 1024. */
export function timesPowerOfTwo(x: number, e: number): number {
  if (e > 1023) return x * 2 * powersOfTwo[1023 - LOWEST]
  if (e < -1022) return x * powersOfTwo[-1000 - LOWEST] * powersOfTwo[e + 1000 - LOWEST]
  return x * powersOfTwo[e - LOWEST]
}
