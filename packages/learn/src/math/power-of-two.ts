const LOWEST = -1074
const table = new Float64Array(1023 - LOWEST + 1)
table[-LOWEST] = 1
for (let e = 1; e <= 1023; e++) table[e - LOWEST] = table[e - 1 - LOWEST] * 2
for (let e = -1; e >= LOWEST; e--) table[e - LOWEST] = table[e + 1 - LOWEST] / 2

/** 2^e exactly, for whole e from −1074 to 1023. */
export function powerOfTwo(e: number): number {
  return table[e - LOWEST]
}

/** x · 2^e, rounded once, for |x| in [0.5, 2) and whole e from −1076 to 1024. */
export function timesPowerOfTwo(x: number, e: number): number {
  if (e > 1023) return x * 2 * table[1023 - LOWEST]
  if (e < -1022) return x * table[-1000 - LOWEST] * table[e + 1000 - LOWEST]
  return x * table[e - LOWEST]
}
