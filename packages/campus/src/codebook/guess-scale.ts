import type { Scale } from './codebook.ts'
import type { NameHints } from './name-hints.ts'
import { unlabelled } from './numbered.ts'

/** A scale, and why: the reason is for the person who confirms it. */
export interface GuessedScale {
  readonly scale: Scale
  readonly reason: string
}

const INTEGER = /^[+-]?\d+(\.0+)?$/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const MOST_ORDERED = 10
const MOST_CODES = 60
const MOST_LEVELS = 100

/**
 * The scale of a column from its distinct texts. Whole numbers are quantities only where nothing speaks against it: two values
 * are categories; a name like "code" or leading zeros make categories; up to ten consecutive ones are ordered categories, unless
 * the name says quantity.
 *
 * @param distinct texts that are neither empty nor missing marks
 * @param filled how many cells hold one
 */
export function guessScale(distinct: readonly string[], filled: number, hints: NameHints): GuessedScale {
  const n = distinct.length
  if (n === 0) return { scale: { kind: 'identifier' }, reason: 'no cell is filled' }
  if (hints.identifier && (hints.role === 'student' || n > filled / 2))
    return { scale: { kind: 'identifier' }, reason: 'the name is one of an identifier' }
  if (distinct.every(text => NUMBER.test(text))) return guessNumbers(distinct, hints)
  if (hints.role === 'term' && n <= MOST_LEVELS) return { scale: ordered(distinct.toSorted()), reason: 'the name is one of a term' }
  if (n <= MOST_LEVELS && (n <= MOST_ORDERED || n <= filled / 2))
    return { scale: { kind: 'nominal', codes: unlabelled(distinct.toSorted()) }, reason: `${n} different texts` }
  return { scale: { kind: 'identifier' }, reason: `${n} different texts in ${filled} cells` }
}

function guessNumbers(distinct: readonly string[], hints: NameHints): GuessedScale {
  const n = distinct.length
  if (!distinct.every(text => INTEGER.test(text))) return { scale: { kind: 'quantity' }, reason: 'numbers with decimals' }
  const sorted = distinct.toSorted((a, b) => Number(a) - Number(b))
  const codes = sorted.map(text => text.replace(/\.0+$/, ''))
  const unique = [...new Set(codes)]
  if (codes.some(text => /^0\d/.test(text))) {
    if (n <= MOST_LEVELS) return { scale: { kind: 'nominal', codes: unlabelled(unique) }, reason: 'numbers with leading zeros' }
    return { scale: { kind: 'identifier' }, reason: 'many numbers with leading zeros' }
  }
  if (n <= 2 && !(hints.numbers === 'quantity' && n === 1))
    return { scale: { kind: 'nominal', codes: unlabelled(unique) }, reason: `${n} different whole numbers` }
  if (hints.role === 'course' || (hints.numbers === 'code' && n <= MOST_CODES)) {
    return { scale: { kind: 'nominal', codes: unlabelled(unique) }, reason: 'whole numbers, and the name is one of a category' }
  }
  const low = Number(sorted[0])
  const high = Number(sorted.at(-1))
  const inOrder = hints.numbers !== 'quantity' && hints.role !== 'term' && high - low < MOST_ORDERED
  if (inOrder) {
    const steps = Array.from({ length: high - low + 1 }, (_, i) => low + i)
    return {
      scale: { kind: 'ordinal', codes: unlabelled(steps) },
      reason: `whole numbers from ${low} to ${high}: a quantity, if their distances mean something`,
    }
  }
  return { scale: { kind: 'quantity' }, reason: `${n} different whole numbers from ${low} to ${high}` }
}

function ordered(values: readonly string[]): Scale {
  return { kind: 'ordinal', codes: unlabelled(values) }
}
