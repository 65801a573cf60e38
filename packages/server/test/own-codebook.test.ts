import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Codebook, encodeCodebook } from '@headway/campus'
import { createRandom } from '@headway/learn'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer, type TestServer } from './open-server.ts'

const shared = { availableFrom: 'week 1', actionable: false }
const codebook: Codebook = {
  name: 'evening-school',
  title: 'Evening school',
  key: ['PERSON'],
  missing: [],
  fields: [
    { name: 'PERSON', title: 'Person', scale: { kind: 'identifier' }, role: 'student', ...shared },
    { name: 'HOURS', title: 'Hours a week', scale: { kind: 'quantity', minimum: 0, maximum: 60 }, role: 'indicator', ...shared },
    {
      name: 'PASSED',
      title: 'Passed',
      scale: {
        kind: 'nominal',
        codes: [
          { value: 'n', label: 'no' },
          { value: 'y', label: 'yes' },
        ],
      },
      role: 'target',
      event: ['n'],
      ...shared,
    },
  ],
}
const random = createRandom(1)
const rows = Array.from({ length: 60 }, (_, i) => {
  const hours = random.int(40)
  return `P${i},${hours},${hours + random.int(20) > 25 ? 'y' : 'n'}`
})
const csv = ['PERSON,HOURS,PASSED', ...rows].join('\n')
const text = JSON.stringify(encodeCodebook(codebook))

describe('records with a codebook of their own', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await openServer({ effort: { quick: true } })
    await server.ready
  }, 60_000)
  afterAll(() => server.end())

  it.each([
    {
      name: 'without their codebook',
      codebook: undefined,
      status: 422,
      code: 'wrong_columns',
      says: /send their codebook with them: npm run headway -- profile/,
    },
    { name: 'with one that is no JSON', codebook: '<html>', status: 422, code: 'bad_file', says: /The codebook is not JSON/ },
    { name: 'with one that is no codebook', codebook: '{"resources":[]}', status: 422, code: 'bad_file', says: /./ },
    {
      name: 'with one that names no outcome',
      codebook: text.replace('"target"', '"indicator"'),
      status: 400,
      code: 'bad_question',
      says: /role target/,
    },
  ])('are refused $name, and nothing is changed', async ({ codebook, status, code, says }) => {
    const answer = await server.upload(csv, 'evening.csv', '', codebook)
    expect(answer.json()).toMatchObject({ code, detail: expect.stringMatching(says) })
    expect(answer.statusCode).toBe(status)
    expect((await server.app.inject('/health')).json()).toMatchObject({ synthetic: true })
  })

  it('leave nothing on the disk when their codebook is too large', async () => {
    const answer = await server.upload(csv, 'evening.csv', '', ' '.repeat(1024 * 1024 + 1))
    expect([answer.statusCode, answer.json().code, answer.json().detail]).toEqual([
      413,
      'too_large',
      expect.stringMatching(/datapackage.json has more than 1 MB/),
    ])
    expect(readdirSync(join(server.folder, 'uploads'))).toEqual([])
  })

  it('start a data set, and later ones join it by the codebook it has', async () => {
    expect((await server.upload(csv, 'evening.csv', '', text)).json()).toMatchObject({
      added: 60,
      refused: 0,
      retired_demo: true,
      version: 1,
    })
    expect((await server.upload(`${csv}\nP99,12,n`, 'evening.csv')).json()).toMatchObject({ added: 1, identical: 60, version: 2 })
  })

  it('are trained on and forecast in their own words', async () => {
    expect((await server.post('/api/retrain', {})).json()).toMatchObject({ old_metrics: null })
    await server.post('/api/save_retrain', true)
    expect((await server.post('/api/predict', { values: { 'Hours a week': 35 } })).json()).toMatchObject({
      prediction: 'yes',
      synthetic: false,
    })
  })

  it('are refused by another codebook', async () => {
    const other = JSON.stringify(encodeCodebook({ ...codebook, name: 'another', title: 'Another school' }))
    expect((await server.upload(`${csv}\nP100,12,n`, 'evening.csv', '', other)).json()).toMatchObject({ code: 'wrong_columns' })
  })
})
