import { randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { openPostgres } from '../src/db/open.ts'
import { openServer } from './open-server.ts'
import { storeSuite } from './store-suite.ts'
import { inputsOf, studentsCsv } from './students.ts'

const url = process.env['HEADWAY_TEST_POSTGRES']
const made: string[] = []

/** A database of its own for each suite, dropped at the end. */
async function freshDatabase(): Promise<string> {
  const name = `headway_${randomBytes(6).toString('hex')}`
  await administer(`create database ${name}`)
  made.push(name)
  const address = new URL(url!)
  address.pathname = `/${name}`
  return address.href
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

afterAll(async () => {
  for (const name of made) await administer(`drop database if exists ${name} with (force)`)
})

if (url) {
  storeSuite('PostgreSQL', async () => openPostgres(await freshDatabase(), () => new Date()))

  describe('the server on PostgreSQL', () => {
    it('walks from the demo to a kept model, with pg-boss handing out the training', async () => {
      const databaseUrl = await freshDatabase()
      const server = await openServer({ databaseUrl, folder: await mkdtemp(join(tmpdir(), 'headway-')) })
      await server.ready
      expect((await server.post('/api/predict', { features: inputsOf() })).json().synthetic).toBe(true)
      expect((await server.upload(studentsCsv({ rows: 60 }))).json()).toMatchObject({ added: 60, retired_demo: true })
      const trained = await server.app.inject({ method: 'POST', url: '/api/retrain' })
      expect(trained.json()).toMatchObject({ old_metrics: null, synthetic: false })
      const kept = await server.post('/api/save_retrain', true)
      expect((await server.post('/api/predict', { features: inputsOf() })).json().model).toBe(kept.json().model)
      await server.end()
    }, 120_000)
  })
} else if (process.env['CI']) {
  it('PostgreSQL is there', () => expect.fail('CI needs HEADWAY_TEST_POSTGRES: the address of a PostgreSQL server.'))
} else {
  it.skip('the store on PostgreSQL (name a server in HEADWAY_TEST_POSTGRES)', () => {})
}
