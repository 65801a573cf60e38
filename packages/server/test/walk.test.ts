import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../src/audit.ts'
import { openSqlite } from '../src/db/open.ts'
import { openServer, type TestServer } from './open-server.ts'
import { inputsOf, studentsCsv } from './students.ts'

let server: TestServer
beforeAll(async () => {
  server = await openServer()
  await server.ready
}, 60_000)
afterAll(() => server.end())

const get = async (url: string) => (await server.app.inject(url)).json()

describe('from the demo to a model on real records', () => {
  it('starts with a demo that is marked synthetic everywhere', async () => {
    expect(await get('/health')).toMatchObject({ status: 'ok', synthetic: true })
    const { prediction, meaning, probabilities, synthetic, model, unknown, event, reasons } = (
      await server.post('/api/predict', { features: inputsOf() })
    ).json()
    expect(Object.keys(probabilities)).toEqual(['Fail', 'DD', 'DC', 'CC', 'CB', 'BB', 'BA', 'AA'])
    expect(Object.values<number>(probabilities).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(event.probability).toBeCloseTo(probabilities.Fail + probabilities.DD, 12)
    expect([typeof prediction, typeof meaning, synthetic, unknown, reasons]).toEqual(['string', 'string', true, [], undefined])
    expect((await get('/api/models'))[0]).toMatchObject({ id: model, standing: 'champion', synthetic: true, rows: 60 })
  })

  it('lists the thirty inputs with friendly names and options', async () => {
    const { features } = await get('/api/features')
    expect(features).toHaveLength(30)
    expect(features[0]).toMatchObject({ feature: 'Student Age', name: 'AGE', sensitivity: 'protected', used: false })
    expect(features[0].options[0]).toEqual({ label: '18–21', value: 1 })
    expect(features.at(-1).name).toBe('COURSE ID')
  })

  it('answers by position, by name and by title alike, and lists what is unknown', async () => {
    const features = inputsOf()
    const { features: inputs } = await get('/api/features')
    const byTitle = Object.fromEntries(inputs.map((input: { feature: string }, i: number) => [input.feature, features[i]]))
    const byName = Object.fromEntries(inputs.map((input: { name: string }, i: number) => [input.name, features[i]]))
    const [a, b, c] = await Promise.all(
      [{ features }, { values: byTitle }, { values: byName }].map(body => server.post('/api/predict', body)),
    )
    expect(b!.json()).toEqual(a!.json())
    expect(c!.json()).toEqual(a!.json())
    const partial = (await server.post('/api/predict', { values: { ...byName, CUML_GPA: null } })).json()
    expect(partial.unknown).toContain('CUML_GPA')
  })

  it('gives reasons only when asked', async () => {
    const { reasons } = (await server.post('/api/predict?reasons=true', { features: inputsOf() })).json()
    expect(reasons.length).toBeGreaterThan(0)
    expect(reasons[0]).toMatchObject({ column: expect.any(String), title: expect.any(String), contribution: expect.any(Number) })
  })

  it('forecasts many rows in one call, in order', async () => {
    const low = inputsOf()
    const high = inputsOf().map((v, i) => (i === 28 ? 5 : v))
    const { forecasts } = (await server.post('/api/predict', { rows: [low, { CUML_GPA: 5 }, high] })).json()
    expect(forecasts).toHaveLength(3)
    expect(forecasts[0].probabilities).toEqual((await server.post('/api/predict', { features: low })).json().probabilities)
    expect(forecasts[0].probabilities).not.toEqual(forecasts[2].probabilities)
  })

  it('evaluates with intervals and simple rules beside', async () => {
    const answer = await get('/api/evaluate')
    expect(answer.metrics.classification_report['weighted avg'].support).toBeCloseTo(60, 6)
    expect(answer.confusion_matrix.confusion_matrix).toHaveLength(answer.confusion_matrix.labels.length)
    expect(answer.intervals.accuracy.low).toBeLessThanOrEqual(answer.metrics.accuracy)
    expect(answer.baselines.map((b: { id: string }) => b.id)).toContain('prior')
    const { report } = await get(`/api/models/${answer.model}/report`)
    const { kind, sentence, listed, rules, recommend } = report.gate // not the loss: what a list of that length finds
    expect(answer.verdict).toEqual({ kind, sentence })
    expect(answer.gate).toMatchObject({ listed, recommend, event: 'Output Grade Fail or DD' })
    expect(answer.gate.rules.map((rule: { label: string }) => rule.label)).toEqual(rules.map((rule: { label: string }) => rule.label))
    const models = await get('/api/models')
    expect(models.find((m: { id: string }) => m.id === answer.model).verdict).toBe(kind)
  })

  it('draws the default gallery and what is asked for', async () => {
    const gallery = await get('/api/visualizations/default')
    expect(gallery).toHaveLength(4)
    expect(gallery[0]).toMatchObject({ title: expect.stringContaining('Output Grade'), plot_data: { type: 'histogram' } })
    const custom = await server.post('/api/visualizations/custom', { plot_type: 'barplot', features: ['Class Attendance', 'Output Grade'] })
    expect(custom.json().plot_data).toMatchObject({ type: 'barplot', features: ['Class Attendance', 'Output Grade'] })
  })

  it('retires the demo at the first real upload, and asks for a training', async () => {
    const answer = (await server.upload(studentsCsv({ rows: 60 }))).json()
    expect(answer).toMatchObject({ added: 60, identical: 0, conflicting: 0, refused: 0, version: 1, retired_demo: true, synthetic: false })
    expect(answer.message).toContain('demo model have been retired')
    const refused = await server.post('/api/predict', { features: inputsOf() })
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'no_model'])
    expect(refused.json().detail).toContain('POST /api/retrain')
  })

  it('changes nothing when the same file comes again', async () => {
    const answer = (await server.upload(studentsCsv({ rows: 60 }))).json()
    expect(answer).toMatchObject({ added: 0, identical: 60, conflicting: 0, version: 1, rows: 60, retired_demo: false })
  })

  it('trains, holds the model back, and puts it to work when it is kept', async () => {
    const retrained = await server.app.inject({ method: 'POST', url: '/api/retrain' })
    expect(retrained.json()).toMatchObject({ old_metrics: null, comparison: null, synthetic: false })
    expect(retrained.json().new_metrics.accuracy).toBeGreaterThan(0)
    expect((await server.post('/api/predict', { features: inputsOf() })).json().detail).toContain('/api/save_retrain')
    expect((await get('/api/models'))[0]).toMatchObject({ id: retrained.json().model, standing: 'challenger' })
    const kept = await server.post('/api/save_retrain', true)
    expect(kept.json()).toEqual({ message: 'The new model is at work.', model: retrained.json().model })
    expect((await server.post('/api/predict', { features: inputsOf() })).json()).toMatchObject({
      model: kept.json().model,
      synthetic: false,
    })
  })

  it('joins later uploads to the same records, and refuses a key that returns with other values', async () => {
    const again = studentsCsv({ rows: 60 }).split('\n')
    const cells = again[1]!.split(',')
    const changed = [...cells.slice(0, -1), cells.at(-1) === '0' ? '1' : '0'].join(',')
    const [header, ...fresh] = studentsCsv({ rows: 20, seed: 2, from: 1000 }).split('\n')
    const answer = (await server.upload([header, changed, again[2], ...fresh].join('\n'))).json()
    expect(answer).toMatchObject({ added: 20, identical: 1, conflicting: 1, refused: 0, version: 2, rows: 80, retired_demo: false })
    expect(answer.conflicts).toEqual([{ key: { STUDENTID: 'STUDENT1', 'COURSE ID': cells.at(-2) }, columns: ['GRADE'], line: 2 }])
  })

  it('compares old and new on the same folds, and reverts', async () => {
    const before = (await server.post('/api/predict', { features: inputsOf() })).json()
    const started = await server.app.inject({ method: 'POST', url: '/api/retrain?wait=false' })
    expect(started.statusCode).toBe(202)
    const second = await server.app.inject({ method: 'POST', url: '/api/retrain' })
    expect([second.statusCode, second.json().code]).toEqual([409, 'retrain_running'])
    const events = await server.app.inject(`${started.headers.location}/events`)
    expect(events.headers['content-type']).toBe('text/event-stream')
    const last = JSON.parse(events.body.trimEnd().split('data: ').at(-1)!)
    expect(last.state).toBe('done')
    expect(last.result.old_metrics.loss).toBeGreaterThan(0)
    expect(last.result.comparison).toMatchObject({
      verdict: expect.stringMatching(/better|worse|too close to tell/),
      sentence: expect.any(String),
    })
    expect(last.result.comparison.interval.low).toBeLessThanOrEqual(last.result.comparison.interval.high)
    expect((await server.post('/api/save_retrain', false)).json().model).toBe(before.model)
    expect((await server.post('/api/predict', { features: inputsOf() })).json()).toEqual(before)
    expect((await get('/api/models')).map((m: { standing: string }) => m.standing)).toEqual(['discarded', 'champion', 'former'])
  })

  it('keeps all of it over a restart, and the audit chain whole', async () => {
    const before = (await server.post('/api/predict', { features: inputsOf() })).json()
    await server.close()
    const db = await openSqlite(`${server.folder}/headway.db`, () => new Date())
    const actions = await db.queries.selectFrom('audit').select('action').orderBy('seq').execute()
    expect(actions.map(a => a.action)).toEqual(['demo', 'upload', 'upload', 'retrain', 'keep', 'upload', 'retrain', 'revert'])
    expect(await verifyAudit(db.queries)).toEqual({ state: 'whole', rows: 8 })
    const forecasts = await db.queries
      .selectFrom('forecast_log')
      .select(eb => eb.fn.sum<number>('forecasts').as('n'))
      .executeTakeFirstOrThrow()
    expect(Number(forecasts.n)).toBeGreaterThan(8)
    await db.close()
    server = await openServer({ folder: server.folder })
    expect((await server.post('/api/predict', { features: inputsOf() })).json()).toEqual(before)
  })
})
