import { readFileSync } from 'node:fs'
import { type Bundle, type Dataset, encodeModel, frame, importModel, readTable, train, uci856 } from '@headway/campus'
import { type Permission, permissions } from '@headway/contract'
import { readModelFile } from '@headway/learn'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerErrors } from '../src/answer-errors.ts'
import { modelRoutes } from '../src/features/models/routes.ts'
import { guard } from '../src/guard.ts'
import { openServer, type TestServer } from './open-server.ts'
import { inputsOf, studentRows, studentsCsv } from './students.ts'

const golden = JSON.parse(readFileSync(new URL('../../learn/golden/imported/xgboost-3.2.0-binary.json', import.meta.url), 'utf8'))
const foreign = readModelFile(golden.cases[0].model)

function datasetOf(synthetic: boolean): Dataset {
  const rows = studentRows({ rows: 120, seed: 9, synthetic })
  const raw = {
    file: 'later.csv',
    names: uci856.fields.map(field => field.name),
    columns: uci856.fields.map((_, j) => rows.map(row => row[j]!)),
    lines: Int32Array.from(rows, (_, i) => i + 2),
  }
  return readTable(uci856, raw, { synthetic }).dataset
}

const imported = (synthetic = false): Bundle =>
  importModel(foreign, datasetOf(synthetic), {
    target: 'GRADE<=1',
    claimedBy: 'A. Registrar',
    features: ['CUML_GPA', 'LISTENS', 'NOTES'],
    seed: 1,
    resamples: 50,
  })

describe('whoever sends a model', () => {
  /** The route alone: it takes whatever is let through. */
  async function sent(allowed: readonly Permission[], text: string) {
    const app = Fastify()
    guard(app, () => ({ id: 'somebody', permissions: new Set(allowed) }))
    answerErrors(app)
    const takeModel = async (body: string, actor: string) => ({ message: `${body.length} characters of ${actor}`, model: 'mdl_0' })
    await app.register(modelRoutes, { queries: {} as never, blobs: {} as never, takeModel })
    const answer = await app.inject({ method: 'POST', url: '/models', payload: text, headers: { 'content-type': 'application/json' } })
    await app.close()
    return [answer.statusCode, answer.json().code ?? answer.json().message]
  }

  it('needs the permission to train, and no other', async () => {
    expect(
      await sent(
        permissions.filter(permission => permission !== 'model:train'),
        '{}',
      ),
    ).toEqual([403, 'forbidden'])
    expect(await sent(['model:train'], '{}')).toEqual([200, '2 characters of somebody'])
  })

  it('may send 50 MB and no more', async () => {
    const most = 50 * 1024 * 1024
    expect(await sent(['model:train'], ' '.repeat(most))).toEqual([200, `${most} characters of somebody`])
    expect(await sent(['model:train'], ' '.repeat(most + 1))).toEqual([413, 'too_large'])
  })
})

describe('a model that was made elsewhere', () => {
  let server: TestServer
  const send = (text: string) =>
    server.app.inject({ method: 'POST', url: '/api/models', payload: text, headers: { 'content-type': 'application/json' } })
  const standing = async (id: string) =>
    (await server.app.inject('/api/models')).json().find((model: { id: string }) => model.id === id)?.standing

  beforeAll(async () => {
    server = await openServer()
    await server.ready
    const uploaded = await server.upload(studentsCsv({ rows: 120 }))
    expect(uploaded.statusCode).toBe(200)
  }, 60_000)
  afterAll(() => server.end())

  it.each<[string, () => string, number, string, RegExp]>([
    ['is no JSON', () => 'model', 422, 'bad_file', /JSON was expected/],
    ['is no model', () => '{"a":1}', 422, 'bad_file', /format must be headway-bundle/],
    ['was changed', () => encodeModel(imported()).replace('Registrar', 'Registrer'), 422, 'bad_file', /hash/],
    ['is of synthetic records', () => encodeModel(imported(true)), 409, 'synthetic_and_real', /never mix/],
    [
      'is in another codebook',
      () =>
        encodeModel({
          ...imported(),
          codebook: { ...uci856, title: 'Another', fields: uci856.fields.map(f => ({ ...f, title: `${f.title}!` })) },
        }),
      422,
      'wrong_columns',
      /codebook Another/,
    ],
  ])('is refused where it %s', async (_, text, status, code, says) => {
    const answer = await send(text())
    expect([answer.statusCode, answer.json()]).toEqual([status, expect.objectContaining({ code, detail: expect.stringMatching(says) })])
    expect((await server.post('/api/save_retrain', true)).json().code).toBe('nothing_to_keep')
  })

  it('waits, goes to work when a person keeps it, forecasts and explains; a retraining says that the two were not compared', async () => {
    const taken = await send(encodeModel(imported()))
    expect(taken.json()).toEqual({
      message: expect.stringMatching(/^The model waits: imported from XGBoost 3.2.0, binary:logistic, 3 rounds\..*save_retrain/),
      model: expect.stringMatching(/^mdl_/),
    })
    const { model } = taken.json()
    expect(await standing(model)).toBe('challenger')
    expect((await server.post('/api/save_retrain', true)).json()).toEqual({ message: 'The new model is at work.', model })
    const forecast = (await server.post('/api/predict?reasons=true', { features: inputsOf() })).json()
    expect([forecast.model, forecast.reasons.length]).toEqual([model, expect.any(Number)])
    expect((await server.app.inject(`/api/models/${model}/report`)).json().report.limits[0]).toContain('what A. Registrar says')
    const retrained = (await server.app.inject({ method: 'POST', url: '/api/retrain' })).json()
    expect(retrained).toMatchObject({ comparison: null, message: expect.stringContaining('was not compared with the one at work') })
    expect((await server.post('/api/save_retrain', false)).json().model).toBe(model)
  }, 60_000)

  it('may be one that headway train wrote', async () => {
    const question = { ...imported().question, target: { kind: 'ordinal' as const, column: 'GRADE' } }
    const bundle = train(frame(datasetOf(false), question), {
      seed: 1,
      learner: 'baseline',
      innerFolds: 2,
      resamples: 20,
      honestyGap: false,
    })
    const { model } = (await send(encodeModel(bundle))).json()
    expect(await standing(model)).toBe('challenger')
  })
})
