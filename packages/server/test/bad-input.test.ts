import { uci856 } from '@headway/campus'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer, type TestServer } from './open-server.ts'
import { csvOf, inputsOf, studentRows, studentsCsv } from './students.ts'

let server: TestServer
beforeAll(async () => {
  server = await openServer()
  await server.ready
}, 60_000)
afterAll(() => server.end())

const names = uci856.fields.map(f => f.name)
const rows = studentRows({ rows: 5 })
const column = (name: string) => names.indexOf(name)
const withCell = (row: readonly string[], name: string, value: string) => row.map((cell, j) => (j === column(name) ? value : cell))
const json = (url: string, payload: string) =>
  server.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json' } })

describe('a forecast', () => {
  const with30 = inputsOf()
  it.each([
    {
      name: '31 features',
      body: { features: [...with30, 1] },
      status: 400,
      code: 'wrong_length',
      says: /Expected 30 values, got 31.*AGE, GENDER/,
    },
    { name: 'no features', body: { features: [] }, status: 400, code: 'wrong_length', says: /got 0/ },
    { name: 'a string for an integer', body: { features: ['2', ...with30.slice(1)] }, status: 400, code: 'wrong_type', says: /AGE.*"2"/ },
    { name: 'a fraction', body: { features: [1.5, ...with30.slice(1)] }, status: 400, code: 'wrong_type', says: /AGE/ },
    { name: 'a boolean', body: { features: [true, ...with30.slice(1)] }, status: 400, code: 'bad_request', says: /body\/features\/0/ },
    { name: 'a code outside the codebook', body: { values: { AGE: 9 } }, status: 400, code: 'unknown_code', says: /AGE has no code 9/ },
    { name: 'an unknown column', body: { values: { SHOE: 1 } }, status: 400, code: 'unknown_column', says: /SHOE/ },
    { name: 'the target as an input', body: { values: { GRADE: 1 } }, status: 400, code: 'unknown_column', says: /GRADE/ },
    { name: 'nothing', body: {}, status: 400, code: 'bad_request', says: /exactly one of/ },
    { name: 'two forms at once', body: { features: with30, values: {} }, status: 400, code: 'bad_request', says: /got 2/ },
    { name: 'an unknown member', body: { features: with30, model: 'x' }, status: 400, code: 'bad_request', says: /"model"/ },
    { name: 'a list', body: [1], status: 400, code: 'bad_request', says: /must be object/ },
    {
      name: 'a bad row among many',
      body: { rows: [with30, with30.with(1, 7)] },
      status: 400,
      code: 'unknown_code',
      says: /^Row 2: GENDER/,
    },
    { name: 'no row', body: { rows: [] }, status: 400, code: 'bad_request', says: /rows/ },
    { name: '1,001 rows', body: { rows: Array(1001).fill({}) }, status: 400, code: 'too_many_rows', says: /got 1001/ },
  ])('refuses $name', async ({ body, status, code, says }) => {
    const answer = await server.post('/api/predict', body)
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.json().detail).toMatch(says)
  })

  it.each([
    { name: 'a __proto__ key', payload: '{"values":{"__proto__":{"x":1}}}' },
    { name: 'a constructor.prototype key', payload: '{"values":{"constructor":{"prototype":{"x":1}}}}' },
    { name: 'NaN', payload: '{"features":[NaN]}' },
    { name: 'Infinity', payload: '{"features":[Infinity]}' },
    { name: 'half of it', payload: '{"features":[1,' },
    { name: 'an empty body', payload: '' },
  ])('refuses $name as JSON', async ({ payload }) => {
    const answer = await json('/api/predict', payload)
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad_json'])
    expect(Object.prototype).not.toHaveProperty('x')
  })

  it('refuses a number that JSON lets through as infinite', async () => {
    const answer = await json('/api/predict', `{"features":[1e999,${with30.slice(1)}]}`)
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad_request'])
  })

  it('refuses a body of 2 MB, and one that is not JSON', async () => {
    const large = await json('/api/predict', `{"features":[${'1,'.repeat(1_000_000)}1]}`)
    expect([large.statusCode, large.json().code]).toEqual([413, 'too_large'])
    const form = await server.app.inject({
      method: 'POST',
      url: '/api/predict',
      payload: 'features=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect([form.statusCode, form.json().code]).toEqual([415, 'unsupported_media_type'])
  })
})

describe('an upload', () => {
  const html = '<!doctype html><html><body>Please log in</body></html>'
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 7)])
  const model = JSON.stringify({ format: 'headway model', version: 1, body: { question: { at: { moment: { kind: 'day', day: 56 } } } } })
  const events = 'student,course,term,time,what,amount\n7,A,2025W,2025-10-05,quiz,3\n'
  it.each([
    { name: 'an empty file', content: '', status: 422, code: 'bad_file', says: /students\.csv.*empty/ },
    { name: 'a header only', content: csvOf(names, []), status: 422, code: 'no_rows', says: /students\.csv/ },
    {
      name: 'a missing column',
      content: csvOf(
        names.slice(0, -1),
        rows.map(r => r.slice(0, -1)),
      ),
      status: 422,
      code: 'wrong_columns',
      says: /GRADE/,
    },
    { name: 'a column twice', content: csvOf(names.with(2, 'AGE'), rows), status: 422, code: 'wrong_columns', says: /AGE/ },
    { name: 'other columns', content: 'a,b\n1,2\n', status: 422, code: 'wrong_columns', says: /STUDENTID/ },
    { name: 'HTML', content: html, status: 422, code: 'bad_file', says: /web page/ },
    { name: 'a zip renamed .csv', content: zip, status: 422, code: 'bad_file', says: /students\.csv/ },
    { name: 'a model renamed .csv', content: model, status: 422, code: 'no_rows', says: /students\.csv/ },
    { name: 'events of several terms', content: events, status: 422, code: 'wrong_columns', says: /STUDENTID/ },
    { name: 'one line of 3 MB', content: 'x'.repeat(3_000_000), status: 422, code: 'bad_file', says: /line/ },
  ])('refuses $name and changes nothing', async ({ content, status, code, says }) => {
    const answer = await server.upload(content)
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect(answer.json().detail).toMatch(says)
    expect((await server.app.inject('/health')).json()).toMatchObject({ status: 'ok', synthetic: true })
  })

  it('refuses a file in which no row can be taken, and says where and why', async () => {
    const answer = await server.upload(
      csvOf(
        names,
        rows.map(row => withCell(row, 'AGE', '9')),
      ),
    )
    expect([answer.statusCode, answer.json().code, answer.json().total]).toEqual([422, 'no_rows', 5])
    expect(answer.json().places[0]).toMatchObject({ file: 'students.csv', line: 2, column: 'AGE', got: expect.stringContaining('9') })
    expect(answer.json().places[0].remedy.length).toBeGreaterThan(5)
    expect((await server.app.inject('/health')).json().synthetic).toBe(true)
  })

  it('refuses generated students among real ones', async () => {
    const answer = await server.upload(studentsCsv({ rows: 3, synthetic: true }))
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'no_rows'])
    expect(answer.json().places[0].remedy).toMatch(/[Gg]enerated/)
  })

  it('takes generated students into the synthetic records when they are declared so', async () => {
    const answer = await server.upload(studentsCsv({ rows: 3, from: 900, synthetic: true }), 'made.csv', '?synthetic=true')
    expect(answer.json()).toMatchObject({ added: 3, rows: 63, version: 2, synthetic: true, retired_demo: false })
  })

  it('refuses a file of another kind, one that is too large, a form without a file, and no form', async () => {
    const text = await server.upload('x', 'notes.txt')
    expect([text.statusCode, text.json().code]).toEqual([415, 'unsupported_file'])
    for (const name of ['tables.zip', 'week-8.model.json', 'models']) {
      const several = await server.upload(zip, name)
      expect([several.statusCode, several.json().code]).toEqual([415, 'unsupported_file'])
      expect(several.json().detail).toMatch(/headway import, .*headway predict --dataset/)
    }
    const large = await server.upload(Buffer.alloc(51 * 1024 * 1024, 'a'))
    expect([large.statusCode, large.json().code]).toEqual([413, 'too_large'])
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const empty = await server.app.inject({ method: 'POST', url: '/api/upload', payload: '--b--\r\n', headers })
    expect([empty.statusCode, empty.json().code]).toEqual([400, 'bad_request'])
    const none = await server.post('/api/upload', {})
    expect([none.statusCode, none.json().code]).toEqual([415, 'unsupported_media_type'])
  })

  it('keeps a path in a file name from going anywhere', async () => {
    const answer = await server.upload('', '../../evil.csv')
    expect([answer.statusCode, answer.json().detail.startsWith('evil.csv')]).toEqual([422, true])
  })
})

describe('the rest', () => {
  it('names what is allowed where there is a choice', async () => {
    const answer = await server.post('/api/visualizations/custom', { plot_type: 'pie' })
    expect(answer.json().detail).toMatch(/plot_type must be one of scatter, boxplot, barplot, histogram, pairplot\./)
  })

  it.each([
    { name: 'keeping when nothing waits', method: 'POST', url: '/api/save_retrain', payload: 'true', status: 409, code: 'nothing_to_keep' },
    { name: 'keeping with a word', method: 'POST', url: '/api/save_retrain', payload: '"true"', status: 400, code: 'bad_request' },
    { name: 'an unknown job', method: 'GET', url: '/api/jobs/job_000000000000', status: 404, code: 'not_found' },
    { name: 'a malformed job id', method: 'GET', url: '/api/jobs/7', status: 400, code: 'bad_request' },
    { name: 'cancelling an unknown job', method: 'DELETE', url: '/api/jobs/job_000000000000', status: 404, code: 'not_found' },
    { name: 'following an unknown job', method: 'GET', url: '/api/jobs/job_000000000000/events', status: 404, code: 'not_found' },
    { name: 'an unknown model', method: 'GET', url: '/api/models/mdl_000000000000/report', status: 404, code: 'not_found' },
    { name: 'an unknown query', method: 'POST', url: '/api/retrain?fast=yes', status: 400, code: 'bad_request' },
    {
      name: 'an unknown kind of plot',
      method: 'POST',
      url: '/api/visualizations/custom',
      payload: '{"plot_type":"pie"}',
      status: 400,
      code: 'bad_request',
    },
    {
      name: 'a plot of too many features',
      method: 'POST',
      url: '/api/visualizations/custom',
      payload: '{"plot_type":"scatter","features":["AGE","GENDER","WORK"]}',
      status: 400,
      code: 'bad_plot',
    },
    {
      name: 'a plot of an unknown feature',
      method: 'POST',
      url: '/api/visualizations/custom',
      payload: '{"plot_type":"histogram","features":["Shoe"]}',
      status: 400,
      code: 'unknown_column',
    },
    { name: 'an unknown address', method: 'GET', url: '/api/nope', status: 404, code: 'no_such_route' },
    { name: 'a file that is not there', method: 'GET', url: '/assets/nope.js', status: 404, code: 'no_such_route' },
    { name: 'a way out of the folder', method: 'GET', url: '/assets/..%2f..%2f..%2fpackage.json', status: 400, code: 'bad_request' },
  ] as const)('refuses $name', async ({ method, url, status, code, ...rest }) => {
    const payload = 'payload' in rest ? { payload: rest.payload, headers: { 'content-type': 'application/json' } } : {}
    const answer = await server.app.inject({ method, url, ...payload })
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  })

  it('refuses to train where all outcomes are one', async () => {
    const real = await server.upload(
      csvOf(
        names,
        rows.map(row => withCell(row, 'GRADE', '3')),
      ),
    )
    expect(real.json().added).toBe(5)
    const answer = await server.app.inject({ method: 'POST', url: '/api/retrain' })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'one_class'])
  })

  it('refuses synthetic students where the records are real', async () => {
    const answer = await server.upload(studentsCsv({ rows: 3, synthetic: true }), 'made.csv', '?synthetic=true')
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'synthetic_and_real'])
  })
})
