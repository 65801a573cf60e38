import { Writable } from 'node:stream'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localOwner } from '../src/auth.ts'
import { guard } from '../src/guard.ts'
import { openServer, type TestServer } from './open-server.ts'
import { inputsOf, studentsCsv } from './students.ts'

let server: TestServer
let logged = ''
const logStream = new Writable({
  write(part, _, done) {
    logged += part
    done()
  },
})
beforeAll(async () => {
  server = await openServer({ logLevel: 'trace' }, { logStream })
  await server.ready
}, 60_000)
afterAll(() => server.end())

describe('who may ask', () => {
  it.each(['evil.example', 'localhost.evil.example', '192.168.0.7:8000'])(
    'refuses the host %s when nobody has to say who they are',
    async host => {
      const answer = await server.app.inject({ url: '/api/models', headers: { host } })
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'foreign_host'])
    },
  )

  it.each(['localhost', 'localhost:8000', '127.0.0.1:8000', '[::1]:8000', 'LOCALHOST'])('answers to %s', async host => {
    expect((await server.app.inject({ url: '/api/models', headers: { host } })).statusCode).toBe(200)
  })

  it.each(['https://evil.example', 'http://localhost:9999', 'null'])('refuses a change that a page of %s asks for', async origin => {
    const answer = await server.app.inject({ method: 'POST', url: '/api/retrain', headers: { host: 'localhost:8000', origin } })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'foreign_origin'])
  })

  it('lets its own page change things', async () => {
    const headers = { host: 'localhost:8000', origin: 'http://localhost:8000', 'content-type': 'application/json' }
    const answer = await server.app.inject({ method: 'POST', url: '/api/predict', headers, payload: { features: inputsOf() } })
    expect(answer.statusCode).toBe(200)
  })

  it('asks for the token where one is set, and answers to any host with it', async () => {
    const token = 'a'.repeat(40)
    const guarded = await openServer({ token })
    const ask = async (authorization?: string) =>
      (await guarded.app.inject({ url: '/api/models', headers: { host: 'headway.example', ...(authorization && { authorization }) } }))
        .statusCode
    expect([await ask(), await ask(`Bearer ${token}b`), await ask('Bearer'), await ask(`Bearer ${token}`)]).toEqual([401, 401, 401, 200])
    expect((await guarded.app.inject({ url: '/health', headers: { host: 'headway.example' } })).statusCode).toBe(200)
    await guarded.end()
  })

  it('will not start with a route that names no permission', async () => {
    const app = Fastify()
    guard(app, localOwner)
    expect(() => app.get('/x', async () => 1)).toThrow(/GET \/x names no permission/)
  })
})

describe('what leaves', () => {
  it('the log holds no value of a record, whatever is asked', async () => {
    const secret = 'ZEBRA7731'
    await server.post('/api/predict', { values: { [secret]: secret } })
    await server.post('/api/predict', `{"${secret}`)
    await server.app.inject(`/api/models/${secret}/report?name=${secret}`)
    await server.app.inject(`/${secret}`)
    await server.upload(studentsCsv({ rows: 3 }).replaceAll('STUDENT', secret), `${secret}.csv`)
    await server.upload(`${secret}\n${secret}\n`)
    expect(logged).toContain('"route":"/api/predict"')
    expect(logged).not.toContain(secret)
  })

  it('the page has a strict policy, and a nonce of its own for every answer', async () => {
    const [a, b] = await Promise.all([server.app.inject('/'), server.app.inject('/')])
    const policy = String(a.headers['content-security-policy'])
    expect(policy).toMatch(/default-src 'self'/)
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval'/)
    expect(policy).not.toContain('unsafe-inline')
    expect(policy).not.toBe(b.headers['content-security-policy'])
    expect(a.body).not.toContain('__CSP_NONCE__')
    expect([a.headers['cross-origin-opener-policy'], a.headers['cross-origin-embedder-policy']]).toEqual(['same-origin', 'require-corp'])
  })

  it('the documentation works under a policy of its own', async () => {
    const page = await server.app.inject('/docs')
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-security-policy']).toContain("style-src 'self' 'unsafe-inline'")
    for (const [, asset] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) expect((await server.app.inject(asset!)).statusCode).toBe(200)
  })

  it('a bug leaves as a bare 500', async () => {
    const broken = await openServer({}, { runTask: async () => Promise.reject(new Error('ZEBRA at /home/someone/secret.db')) })
    await expect(broken.ready).rejects.toThrow('ZEBRA')
    const answer = await broken.upload(studentsCsv({ rows: 3 }))
    expect([answer.statusCode, answer.json().code]).toEqual([500, 'internal'])
    expect(answer.body).not.toMatch(/ZEBRA|secret/)
    await broken.end()
  })
})

describe('the description of the interface', () => {
  it('names every route with a summary, and shows an example of what comes back', async () => {
    const document = (await server.app.inject('/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.entries<
      Record<string, { summary?: string; responses: Record<string, { content?: Record<string, { schema: unknown }> }> }>
    >(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ at: `${method} ${path}`, ...operation })),
    )
    expect(operations.length).toBeGreaterThanOrEqual(14)
    for (const { at, summary, responses } of operations) {
      expect(summary, at).toMatch(/\w{3}/)
      const answer = responses['200']?.content?.['application/json']
      if (answer) expect(JSON.stringify(answer), at).toContain('"example')
    }
  })
})
