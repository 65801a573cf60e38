import { CampusError } from '../errors.ts'

/** One JSON value and the way to it, for errors that say where. Only own members are seen, so a key like `__proto__` is plain text. */
export interface JsonValue {
  readonly value: unknown
  readonly path: string
}

export function member({ value, path }: JsonValue, name: string): JsonValue {
  const own = typeof value === 'object' && value !== null && Object.hasOwn(value, name)
  return { value: own ? (value as Record<string, unknown>)[name] : undefined, path: `${path}.${name}` }
}

export function isAbsent({ value }: JsonValue): boolean {
  return value === undefined || value === null
}

/** @throws CampusError `bad_codebook` when it is not an array */
export function items(at: JsonValue): JsonValue[] {
  if (!Array.isArray(at.value)) throw expected('a list', at)
  return at.value.map((value, i) => ({ value, path: `${at.path}[${i}]` }))
}

/** @throws CampusError `bad_codebook` when it is not a text, or an empty one */
export function text(at: JsonValue): string {
  if (typeof at.value !== 'string' || at.value === '') throw expected('a text', at)
  return at.value
}

export function number(at: JsonValue): number {
  if (typeof at.value !== 'number' || !Number.isFinite(at.value)) throw expected('a finite number', at)
  return at.value
}

export function flag(at: JsonValue): boolean {
  if (typeof at.value !== 'boolean') throw expected('true or false', at)
  return at.value
}

export function oneOf<T extends string>(at: JsonValue, allowed: readonly T[]): T {
  const found = allowed.find(name => name === at.value)
  if (found === undefined) throw expected(`one of ${allowed.join(', ')}`, at)
  return found
}

/** `{ [name]: read(value) }`, or nothing where the member is absent: to be spread. */
export function optional<Name extends string, T>(name: Name, at: JsonValue, read: (at: JsonValue) => T): { [K in Name]?: T } {
  return (isAbsent(at) ? {} : { [name]: read(at) }) as { [K in Name]?: T }
}

export function expected(what: string, { path, value }: JsonValue): CampusError {
  const got = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value).slice(0, 60)
  return new CampusError(
    'bad_codebook',
    `The codebook's ${path} must be ${what}, got ${got}. Correct datapackage.json, or guess it anew from the data.`,
  )
}
