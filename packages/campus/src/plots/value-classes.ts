const MOST_CLASSES = 10

/**
 * Cuts numbers into at most 10 classes of equal, round width (1, 2 or 5 times a power of ten), lowest class first.
 * Each class holds its lower edge and not its upper; missing (NaN) gets position −1. Up to 10 distinct values stay themselves.
 *
 * @example valueClasses([0, 4, 17, 99]) // categories '0–9', … for whole numbers; '0 to <0.5', … otherwise
 */
export function valueClasses(values: Float64Array): { readonly categories: readonly string[]; readonly positions: Int32Array } {
  const distinct = [...new Set(values)].filter(v => !Number.isNaN(v)).sort((a, b) => a - b)
  if (distinct.length <= MOST_CLASSES) {
    const position = new Map(distinct.map((v, i) => [v, i]))
    return { categories: distinct.map(String), positions: Int32Array.from(values, v => position.get(v) ?? -1) }
  }
  const low = distinct[0]!
  const high = distinct.at(-1)!
  const width = roundWidth(low, high)
  const first = Math.floor(low / width)
  const count = Math.floor(high / width) - first + 1
  const whole = distinct.every(Number.isInteger) && width >= 1
  return {
    categories: Array.from({ length: count }, (_, i) => {
      const edge = tidy((first + i) * width)
      const next = tidy((first + i + 1) * width)
      return whole ? (width === 1 ? `${edge}` : `${edge}–${next - 1}`) : `${edge} to <${next}`
    }),
    positions: Int32Array.from(values, v => (Number.isNaN(v) ? -1 : Math.floor(v / width) - first)),
  }
}

/** The smallest of 1, 2, 5 × 10^k that needs at most 10 classes. */
function roundWidth(low: number, high: number): number {
  let power = 1
  const fits = (width: number) => Math.floor(high / width) - Math.floor(low / width) + 1 <= MOST_CLASSES
  while (fits(power)) power /= 10
  while (!fits(power)) power *= 10
  return [power / 5, power / 2, power].find(fits)!
}

/** Drops the dust of binary fractions: 0.30000000000000004 → 0.3. */
function tidy(x: number): number {
  return Number(x.toPrecision(12))
}
