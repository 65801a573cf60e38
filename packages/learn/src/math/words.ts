const double = new Float64Array(1)
const words = new Int32Array(double.buffer)
double[0] = 1
/** Where the 32 bits with sign and exponent lie: typed arrays follow the machine's byte order. */
const HIGH = words[1] === 0x3ff0_0000 ? 1 : 0
const LOW = 1 - HIGH

/** The upper 32 bits of a double as a signed whole number: sign, 11 bits of exponent, 20 of the fraction. */
export function highWord(x: number): number {
  double[0] = x
  return words[HIGH]
}

/** The lower 32 bits of a double as a signed whole number. */
export function lowWord(x: number): number {
  double[0] = x
  return words[LOW]
}

/** The double with these two words. */
export function fromWords(high: number, low: number): number {
  words[HIGH] = high
  words[LOW] = low
  return double[0]
}

/** x with its lower 32 bits set to 0: the head of a product that is computed in two parts. */
export function clearLow(x: number): number {
  double[0] = x
  words[LOW] = 0
  return double[0]
}
