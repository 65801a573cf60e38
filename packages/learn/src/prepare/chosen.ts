import { LearnError } from '../errors.ts'

/**
 * The defaults with a caller's choices over them.
 *
 * @throws LearnError `bad_param` for a name that the step does not know: a misspelt choice must not pass as the default
 */
export function chosen<Params extends object>(kind: string, defaults: Readonly<Params>, params: Partial<Params>): Params {
  const unknown = Object.keys(params).find(name => !Object.hasOwn(defaults, name))
  if (unknown === undefined) return { ...defaults, ...params }
  const known = Object.keys(defaults).join(', ') || 'none'
  throw new LearnError('bad_param', `${kind} has no parameter ${unknown}. It has: ${known}.`)
}

/** @throws LearnError `bad_param` */
export function checkOneOf(name: string, value: unknown, allowed: readonly unknown[]): void {
  if (allowed.includes(value)) return
  throw new LearnError(
    'bad_param',
    `${name} must be one of ${allowed.map(a => JSON.stringify(a)).join(', ')}, got ${JSON.stringify(value)}.`,
  )
}
