import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('readConfig', () => {
  it('stays on this machine by default', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 8000, token: undefined, databaseUrl: undefined, logLevel: 'warn' })
  })

  it.each(['0.0.0.0', '::', '192.168.0.7', 'headway.example'])('refuses to listen on %s without knowing who asks', host => {
    expect(() => readConfig({ HEADWAY_HOST: host })).toThrow(/without asking who they are.*HEADWAY_TOKEN_FILE/)
    expect(readConfig({ HEADWAY_HOST: host, HEADWAY_TOKEN: 'x'.repeat(32) }).host).toBe(host)
  })

  it.each([
    { env: { HEADWAY_PORT: 'http' }, says: /HEADWAY_PORT must be a whole number/ },
    { env: { HEADWAY_PORT: '70000' }, says: /got 70000/ },
    { env: { HEADWAY_TOKEN: 'short' }, says: /has 5 characters; it needs at least 32/ },
    { env: { HEADWAY_TOKEN_FILE: 'nowhere' }, says: /nowhere cannot be read/ },
    { env: { DATABASE_URL: 'mysql://x' }, says: /must begin with postgres/ },
    { env: { HEADWAY_LOG: 'loud' }, says: /HEADWAY_LOG must be one of/ },
    { env: { HEADWAY_QUICK: 'yes' }, says: /HEADWAY_QUICK must be one of 0, 1/ },
  ])('says what is wrong with $env', ({ env, says }) => {
    expect(() => readConfig(env)).toThrow(says)
  })
})
