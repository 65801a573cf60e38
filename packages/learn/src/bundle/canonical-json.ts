import { LearnError } from '../errors.ts'

/** Lists and objects inside one another. */
export const DEEPEST = 500

/**
 * One text for one value: JSON without spaces, members in the order they were given (JavaScript puts whole-number names first),
 * numbers as JavaScript prints them, −0 as `-0`. `JSON.parse` reads it back exactly.
 *
 * Members that are undefined are left out. Refused, each with the path to it: NaN and ±Infinity, undefined in an array, functions,
 * bigints, class instances (typed arrays, dates), a member called `__proto__`, and nesting deeper than 500.
 *
 * @throws LearnError `bad_bundle`
 * @example canonicalJson({ b: [1, -0], a: undefined }) // '{"b":[1,-0]}'
 */
export function canonicalJson(value: unknown): string {
  const parts: string[] = []
  write(value, [], parts)
  return parts.join('')
}

function write(value: unknown, path: (string | number)[], parts: string[]): void {
  if (path.length > DEEPEST) throw bad([], `is nested more than ${DEEPEST} deep, or holds itself`)
  if (value === null || typeof value === 'boolean' || typeof value === 'string') parts.push(JSON.stringify(value))
  else if (typeof value === 'number') parts.push(numberText(value, path))
  else if (Array.isArray(value)) writeArray(value, path, parts)
  else if (typeof value === 'object' && isPlain(value)) writeObject(value, path, parts)
  else throw bad(path, `is ${described(value)}, but a bundle holds plain JSON data`)
}

function writeArray(values: readonly unknown[], path: (string | number)[], parts: string[]): void {
  parts.push('[')
  for (let i = 0; i < values.length; i++) {
    if (i > 0) parts.push(',')
    path.push(i)
    write(values[i], path, parts)
    path.pop()
  }
  parts.push(']')
}

function writeObject(value: object, path: (string | number)[], parts: string[]): void {
  parts.push('{')
  let first = true
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') throw bad(path, 'has a member called __proto__, which could change every object. Rename it')
    if (member === undefined) continue
    parts.push(first ? '' : ',', JSON.stringify(name), ':')
    first = false
    path.push(name)
    write(member, path, parts)
    path.pop()
  }
  parts.push('}')
}

function numberText(value: number, path: readonly (string | number)[]): string {
  if (!Number.isFinite(value)) throw bad(path, `is ${value}, which JSON cannot hold. Use null, or encodeFloats for an array`)
  return Object.is(value, -0) ? '-0' : String(value)
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function described(value: unknown): string {
  return typeof value === 'object' && value !== null ? `a ${value.constructor?.name}` : typeof value
}

function bad(path: readonly (string | number)[], what: string): LearnError {
  const at = path.map(p => (typeof p === 'number' ? `[${p}]` : `.${p}`)).join('')
  return new LearnError('bad_bundle', `The bundle's body${at} ${what}.`)
}
