import { generate, uci697, uci856 } from '@headway/campus'
import { afterEach, expect, it } from 'vitest'
import { openServer, type TestServer } from './open-server.ts'
import { csvOf, inputsOf, studentRows } from './students.ts'

let server: TestServer
afterEach(() => server.end())

const names = uci856.fields.map(f => f.name)
const graded = (grades: readonly string[]) =>
  csvOf(
    names,
    studentRows({ rows: grades.length }).map((row, i) => row.with(-1, grades[i]!)),
  )

/** What one upload and one training answer, on a server of its own. */
async function trainOn(csv: string) {
  server = await openServer()
  await server.ready
  await server.upload(csv)
  return server.app.inject({ method: 'POST', url: '/api/retrain' })
}

it('trains where a class has fewer members than folds, and says that there are fewer folds', async () => {
  const answer = await trainOn(graded([...'555555555533333333', '7', '7', '7']))
  expect(answer.statusCode).toBe(200)
  await server.post('/api/save_retrain', true)
  const evaluated = (await server.app.inject('/api/evaluate')).json()
  const { report } = (await server.app.inject(`/api/models/${evaluated.model}/report`)).json()
  expect(`${report.protocol.plan} ${report.protocol.notes.join(' ')}`).toMatch(/3 folds/)
})

it('refuses two rows in words, and stays as it was', async () => {
  const answer = await trainOn(graded(['5', '3']))
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'too_few_rows'])
  expect((await server.app.inject('/health')).json().status).toBe('no_model')
})

it('takes a code that the codebook lists and training never saw, and says that it is unknown', async () => {
  const rows = studentRows({ rows: 40 }).map(row => row.with(names.indexOf('CUML_GPA'), '2'))
  await trainOn(csvOf(names, rows))
  await server.post('/api/save_retrain', true)
  const at = names.slice(1).indexOf('CUML_GPA')
  const answer = await server.post('/api/predict', { features: inputsOf().with(at, 5) })
  expect([answer.statusCode, answer.json().unknown]).toEqual([200, ['CUML_GPA']])
})

it('asks what the records at work ask, before there is a model of them', async () => {
  server = await openServer()
  await server.ready
  const { names, columns, lines } = generate(uci697, { rows: 20, seed: 1 }).raw
  await server.upload(
    csvOf(
      names,
      Array.from(lines, (_, i) => columns.map(cells => cells[i]!)),
    ),
  )
  const { features } = (await server.app.inject('/api/features')).json()
  expect([features.length, features[0].name]).toEqual([36, 'Marital status'])
})
