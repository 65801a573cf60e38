import type { Codebook } from './codebook.ts'
import { uci320 } from './uci320.ts'
import { uci697 } from './uci697.ts'
import { uci856 } from './uci856.ts'

/** The built-in codebooks by name. */
export const codebooks: Readonly<Record<string, Codebook>> = { uci856, uci697, uci320 }

/**
 * The built-in codebook whose columns these are, in any order.
 *
 * @param names column names, clean (no byte-order mark, no spaces around them)
 * @example recognise(uci856.fields.map(f => f.name).toReversed()) // uci856
 */
export function recognise(names: readonly string[]): Codebook | undefined {
  const given = new Set(names)
  return Object.values(codebooks).find(({ fields }) => fields.length === names.length && fields.every(f => given.has(f.name)))
}
