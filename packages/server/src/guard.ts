import type { Permission } from '@headway/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Authenticate, User } from './auth.ts'
import { ProblemError } from './problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    permission: Permission
  }
  interface FastifyRequest {
    user: User
  }
}

/** Routes that a plugin adds and that hold nothing but the documentation. */
const PUBLIC_FOLDER = '/docs'
const READING = ['GET', 'HEAD', 'OPTIONS']

/** Every route names a permission, or the server does not start; every call is checked against it. */
export function guard(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest('user', null as unknown as User)
  app.addHook('onRoute', route => {
    if (route.url === PUBLIC_FOLDER || route.url.startsWith(`${PUBLIC_FOLDER}/`)) route.config = { ...route.config, permission: 'public' }
    if (route.config?.permission) return
    throw new Error(`${String(route.method)} ${route.url} names no permission. Add config: { permission: … }, or 'public'.`)
  })
  app.addHook('onRequest', async request => {
    if (request.is404) return
    refuseOtherSites(request)
    const { permission } = request.routeOptions.config
    if (permission === 'public') return
    request.user = authenticate({ authorization: request.headers.authorization, host: request.headers.host })
    if (request.user.permissions.has(permission)) return
    throw new ProblemError('forbidden', `This needs the permission ${permission}. Ask the person who runs this server.`)
  })
}

/** A browser says which page a call comes from; pages of other sites may look, but never change anything. */
function refuseOtherSites({ method, headers }: FastifyRequest): void {
  if (READING.includes(method) || headers.origin === undefined) return
  if (URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host) return
  throw new ProblemError('foreign_origin', 'This call comes from a page of another site. Use the page of this server, or a program.')
}
