import { readFileSync } from 'node:fs'
import { isIPv4, isIPv6 } from 'node:net'
import { resolve } from 'node:path'
import type { Effort } from './background/tasks.ts'

/** What a server needs to know before it starts. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly folder: string // data: store, blobs, lock
  readonly databaseUrl: string | undefined // PostgreSQL; absent: the embedded store
  readonly token: string | undefined // whoever knows it may do everything; absent: everyone on this machine may
  readonly logLevel: string
  readonly effort: Effort
}

/** Something in the environment does not fit. The message says what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/**
 * The environment as a typed configuration.
 *
 * @throws ConfigError with a sentence that names the variable, what was expected and what came
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const host = env['HEADWAY_HOST'] || '127.0.0.1'
  const token = readToken(env)
  if (!token && !isLoopback(host)) {
    throw new ConfigError(
      `HEADWAY_HOST=${host} would let other machines in without asking who they are. Set HEADWAY_TOKEN_FILE to a file with a token of at least 32 characters, or leave HEADWAY_HOST out.`,
    )
  }
  return {
    host,
    port: readPort(env['HEADWAY_PORT']),
    folder: resolve(env['HEADWAY_HOME'] || '.headway'),
    databaseUrl: readDatabaseUrl(env['DATABASE_URL']),
    token,
    logLevel: oneOf('HEADWAY_LOG', env['HEADWAY_LOG'] || 'warn', LEVELS),
    effort: { quick: oneOf('HEADWAY_QUICK', env['HEADWAY_QUICK'] || '0', ['0', '1']) === '1' },
  }
}

function readPort(text = '8000'): number {
  const port = Number(text || '8000')
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new ConfigError(`HEADWAY_PORT must be a whole number from 0 to 65535, got ${text}.`)
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (!text) return undefined
  if (/^postgres(ql)?:\/\//.test(text)) return text
  throw new ConfigError('DATABASE_URL must begin with postgres://. Leave it out to use the embedded store.')
}

function readToken(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const file = env['HEADWAY_TOKEN_FILE']
  const token = file ? readTokenFile(file) : env['HEADWAY_TOKEN']
  if (!token) return undefined
  if (token.length >= 32) return token
  throw new ConfigError(`The token has ${token.length} characters; it needs at least 32. Make one with: openssl rand -hex 32`)
}

function readTokenFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new ConfigError(`HEADWAY_TOKEN_FILE=${file} cannot be read: ${(error as Error).message}.`, { cause: error })
  }
}

function isLoopback(host: string): boolean {
  if (isIPv4(host)) return host.startsWith('127.')
  return host === 'localhost' || (isIPv6(host) && host === '::1')
}

function oneOf(name: string, value: string, allowed: readonly string[]): string {
  if (allowed.includes(value)) return value
  throw new ConfigError(`${name} must be one of ${allowed.join(', ')}, got ${value}.`)
}
