import { parseArgs } from 'node:util'
import { UsageError } from './command.ts'

type Spec = {
  readonly type: 'string' | 'boolean'
  readonly default?: string | boolean
  readonly multiple?: boolean
  readonly short?: string
}

/** The platform's own parser; whatever it refuses becomes a UsageError in our words. */
export function parse<const S extends Readonly<Record<string, Spec>>>(args: readonly string[], options: S) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** @throws UsageError unless there is exactly one. */
export function oneFile(positionals: readonly string[], what: string): string {
  const [file, ...rest] = positionals
  if (file !== undefined && rest.length === 0) return file
  throw new UsageError(`Give exactly one ${what}, got ${positionals.length}.`)
}

/** @throws UsageError unless it is a whole number in [low, high]. */
export function wholeNumber(name: string, text: string, low: number, high = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= low && value <= high) return value
  throw new UsageError(
    `--${name} must be a whole number from ${low}${high < Number.MAX_SAFE_INTEGER ? ` to ${high}` : ' up'}, got ${text}.`,
  )
}

/** @throws UsageError unless it is one of the given. */
export function oneOf<const T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find(a => a === text)
  if (found !== undefined) return found
  throw new UsageError(`--${name} must be one of ${allowed.join(', ')}, got ${text}.`)
}
