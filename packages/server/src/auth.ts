import { createHash, timingSafeEqual } from 'node:crypto'
import { type Permission, permissions } from '@headway/contract'
import { ProblemError } from './problem.ts'

/** Who is asking, and what they may do. */
export interface User {
  readonly id: string
  readonly permissions: ReadonlySet<Permission>
}

/** What of a request says who is asking. */
export interface Credentials {
  readonly authorization: string | undefined
  readonly host: string | undefined
}

/** @throws ProblemError `unauthenticated`, `foreign_host` */
export type Authenticate = (credentials: Credentials) => User

const everything: ReadonlySet<Permission> = new Set(permissions)

/**
 * Everyone who can reach this machine's own address is its owner. The Host header must name this machine: a page that points its
 * own name at 127.0.0.1 (DNS rebinding) is refused.
 */
export const localOwner: Authenticate = ({ host }) => {
  const name = host?.replace(/:\d+$/, '').toLowerCase()
  if (name === 'localhost' || name === '127.0.0.1' || name === '[::1]') return { id: 'local', permissions: everything }
  throw new ProblemError(
    'foreign_host',
    'This server answers to localhost, 127.0.0.1 and [::1] only. Set HEADWAY_TOKEN_FILE to serve other names.',
  )
}

/** Whoever knows the token may do everything. Compared in constant time. */
export function bearerOf(token: string): Authenticate {
  const expected = digest(`Bearer ${token}`)
  return ({ authorization }) => {
    if (authorization !== undefined && timingSafeEqual(digest(authorization), expected)) return { id: 'token', permissions: everything }
    throw new ProblemError('unauthenticated', 'Send the header Authorization: Bearer <token> with the token of this server.')
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
