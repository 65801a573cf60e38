/** Words that count terms, and the numbers they stand for. */
const ORDINALS: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6 }

/**
 * A name cut into runs of letters, runs of digits with their ending ("2nd"), and what stands between.
 *
 * @example tokens('Units 2nd sem') // ['Units', ' ', '2nd', ' ', 'sem']
 */
export function tokens(name: string): string[] {
  return name.match(/\d+(?:st|nd|rd|th)(?![\p{L}\d])|\d+|\p{L}+|[^\p{L}\d]+/gu) ?? []
}

/**
 * The number that a token counts: "2", "2nd", "second"; none where it counts nothing.
 *
 * @example ordinalOf('2nd') // 2
 */
export function ordinalOf(token: string): number | undefined {
  const digits = /^\d+/.exec(token)
  if (digits) return digits[0].length <= 4 ? Number(digits[0]) : undefined
  const word = token.toLowerCase()
  return Object.hasOwn(ORDINALS, word) ? ORDINALS[word] : undefined
}

/**
 * How alike two names are: the share of their tokens that both have, 0 to 1.
 *
 * @example likeness('approved 1', 'enrolled 1') // 0.5
 */
export function likeness(a: string, b: string): number {
  const [inA, inB] = [new Set(tokens(a)), new Set(tokens(b))]
  const shared = [...inA].filter(token => inB.has(token)).length
  const all = inA.size + inB.size - shared
  return all > 0 ? shared / all : 0
}
