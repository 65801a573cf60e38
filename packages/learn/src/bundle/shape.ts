import { LearnError } from '../errors.ts'

/**
 * What a value read from a file must look like. A shape answers with the end of a sentence that begins with the value's path
 * (`.trees[3].left[0] must be …`), or with nothing where all is well; it reads each value once and never throws.
 */
export interface Shape<T> {
  (value: unknown): string | undefined
  readonly type?: T // never there: it tells shapes of different types apart
}

/** One shape for every member, optional ones included: a member that is added to the type must be added here. */
type Members<T> = { readonly [Name in keyof T]-?: Shape<T[Name]> }

/** More names than any table has columns, or any column levels. */
const MOST_NAMES = 1_000_000

/** The words that shapes are written in. What a record does not list is refused, so nothing in a checked value is unknown. */
export const shape = {
  anything: (() => undefined) as Shape<unknown>,
  text: expected<string>('a text', value => typeof value === 'string'),
  flag: expected<boolean>('true or false', value => typeof value === 'boolean'),
  number,
  whole,
  oneOf: <const T>(...allowed: readonly T[]): Shape<T> =>
    expected<T>(`one of ${allowed.map(a => JSON.stringify(a)).join(', ')}`, value => (allowed as readonly unknown[]).includes(value)),
  /** Left out, or as given. */
  optional:
    <T>(of: Shape<T>): Shape<T> =>
    value =>
      value === undefined ? undefined : of(value),
  nullOr:
    <T>(of: Shape<T>): Shape<T | null> =>
    value =>
      value === null ? undefined : of(value),
  list,
  /** Texts, each of them once. */
  names: (least = 0, most = MOST_NAMES): Shape<string[]> =>
    where(list(shape.text, least, most), names => (new Set(names).size < names.length ? ' names something twice' : undefined)),
  /** Finite numbers, each above the one before. */
  rising: where(list(number()), values => {
    const at = values.findIndex((value, i) => i > 0 && !(value > values[i - 1]))
    return at < 0 ? undefined : `[${at}] must be above the number before it, got ${values[at]} after ${values[at - 1]}`
  }),
  record,
  /** A record that may hold more besides: for what is read by people and forecasts nothing. */
  atLeast: <T extends object>(members: Members<T>): Shape<T> => record(members, true),
  /** Members of any name. */
  mapOf:
    <T>(of: Shape<T>): Shape<Record<string, T>> =>
    value =>
      isObject(value) ? firstWrong(Object.entries(value), of) : notObject(value),
  variants,
  where,
} as const

/** @throws LearnError `bad_bundle` with the path to what is wrong */
export function checkShape<T>(name: string, value: unknown, as: Shape<T>): asserts value is T {
  const wrong = as(value)
  if (wrong !== undefined)
    throw new LearnError('bad_bundle', `${name}${wrong}. The file was edited, or made by something else: take the original.`)
}

/** A finite number in [low, high]. */
function number(low = -Number.MAX_VALUE, high = Number.MAX_VALUE): Shape<number> {
  const span = low === -Number.MAX_VALUE && high === Number.MAX_VALUE ? '' : ` from ${low} to ${high}`
  return expected(`a finite number${span}`, value => typeof value === 'number' && value >= low && value <= high)
}

function whole(low: number, high = Number.MAX_SAFE_INTEGER): Shape<number> {
  return expected(
    `a whole number from ${low} to ${high}`,
    value => Number.isInteger(value) && (value as number) >= low && (value as number) <= high,
  )
}

function list<T>(of: Shape<T>, least = 0, most = Number.MAX_SAFE_INTEGER): Shape<T[]> {
  return value => {
    if (!Array.isArray(value)) return ` must be a list, got ${described(value)}`
    if (value.length < least) return ` must have ${least} or more items, got ${value.length}`
    if (value.length > most) return ` must have ${most} items or fewer, got ${value.length}`
    for (let i = 0; i < value.length; i++) {
      const wrong = of(value[i])
      if (wrong !== undefined) return `[${i}]${wrong}`
    }
    return undefined
  }
}

function record<T extends object>(members: Members<T>, more = false): Shape<T> {
  const shapes = Object.entries(members) as [string, Shape<unknown>][]
  return value => {
    if (!isObject(value)) return notObject(value)
    const unknown = more ? undefined : Object.keys(value).find(name => !Object.hasOwn(members, name))
    if (unknown !== undefined) return ` has a member ${JSON.stringify(unknown.slice(0, 40))} that does not belong there`
    for (const [name, of] of shapes) {
      const wrong = of(Object.hasOwn(value, name) ? value[name] : undefined)
      if (wrong !== undefined) return `.${name}${wrong}`
    }
    return undefined
  }
}

/** One of several records, told apart by a member. */
function variants<Key extends string, T extends { readonly [K in Key]: string }>(
  key: Key,
  cases: { readonly [Case in T[Key]]: Shape<Extract<T, { readonly [K in Key]: Case }>> },
): Shape<T> {
  const known = shape.oneOf(...Object.keys(cases))
  return value => {
    if (!isObject(value)) return notObject(value)
    const chosen = Object.hasOwn(value, key) ? value[key] : undefined
    const wrong = known(chosen)
    return wrong === undefined ? (cases as Readonly<Record<string, Shape<unknown>>>)[chosen as string](value) : `.${key}${wrong}`
  }
}

/** As given, and besides it nothing is found wrong with it. */
function where<T>(of: Shape<T>, wrongWith: (value: T) => string | undefined): Shape<T> {
  return value => of(value) ?? wrongWith(value as T)
}

function expected<T>(what: string, holds: (value: unknown) => boolean): Shape<T> {
  return value => (holds(value) ? undefined : ` must be ${what}, got ${described(value)}`)
}

function firstWrong(entries: readonly (readonly [string, unknown])[], of: Shape<unknown>): string | undefined {
  for (const [name, value] of entries) {
    const wrong = name === '__proto__' ? ' may not be called so' : of(value)
    if (wrong !== undefined) return `.${name.slice(0, 40)}${wrong}`
  }
  return undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function notObject(value: unknown): string {
  return ` must be an object, got ${described(value)}`
}

function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (value === undefined) return 'nothing'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
