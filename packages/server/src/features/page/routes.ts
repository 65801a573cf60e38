import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'

export interface PageRouteDeps {
  readonly webFolder: string // what Vite built
}

/** Addresses of pages, and the files that Vite made of them. */
const pages = { '/': 'index.html', '/train': 'train.html' }

/** The pages with their files. Isolated from other pages, so that its workers may share memory. */
export const pageRoutes: FastifyPluginAsync<PageRouteDeps> = async (app, { webFolder }) => {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginEmbedderPolicy: true,
    enableCSPNonces: true,
    hsts: false,
  })
  await app.register(fastifyStatic, { root: webFolder, serve: false, index: false, maxAge: '365d', immutable: true })

  for (const [address, name] of Object.entries(pages)) {
    const file = join(webFolder, name)
    app.get(address, open, async (_, reply) => {
      const html = existsSync(file) ? await readFile(file, 'utf8') : notBuilt
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
      return html.replaceAll('__CSP_NONCE__', reply.cspNonce.style)
    })
  }

  app.get<{ Params: { '*': string } }>('/assets/*', open, (request, reply) => reply.sendFile(`assets/${request.params['*']}`))

  app.get('/favicon.svg', open, (_, reply) => reply.sendFile('favicon.svg', { maxAge: '1d', immutable: false }))
}

const open = { config: { permission: 'public' }, schema: { hide: true } } as const

/** Nothing from elsewhere and no inline script; styles that the page injects carry the nonce of this answer. */
const directives = {
  'default-src': ["'self'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}

const notBuilt = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Headway</title></head>
  <body>
    <h1>Headway is running</h1>
    <p>The page has not been built yet: run <code>npm start</code>, which builds it. The API is described at <a href="/docs">/docs</a>.</p>
  </body>
</html>
`
