import { expect, it } from 'vitest'
import type { RunTask } from '../src/background/run-task.ts'
import { openServer } from './open-server.ts'
import { runHere } from './run-here.ts'
import { inputsOf, studentsCsv } from './students.ts'

it('says that no demo model could be made, and why, and goes on with real records', async () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC' })
  const runTask: RunTask = async (name, ...rest) => {
    if (name === 'demo') throw full
    return runHere(name, ...rest)
  }
  const server = await openServer({}, { runTask })
  await expect(server.ready).rejects.toBe(full)
  const health = (await server.app.inject('/health')).json()
  expect(health).toMatchObject({
    status: 'failed',
    model: null,
    why: expect.stringMatching(/no room left on the disk.*Upload past students/),
  })
  const refused = await server.post('/api/predict', { features: inputsOf() })
  expect([refused.statusCode, refused.json().code, refused.json().detail]).toEqual([409, 'no_model', health.why])
  await server.upload(studentsCsv({ rows: 60 }))
  expect((await server.app.inject('/health')).json()).toMatchObject({ status: 'no_model', why: expect.stringContaining('/api/retrain') })
  await server.end()
})

it('says so too when the model is made but cannot be kept', async () => {
  const runTask: RunTask = async (name, ...rest) => {
    const outcome = await runHere(name, ...rest)
    return name === 'demo' ? { ...outcome, model: { ...(outcome as { model: object }).model, question: undefined } } : outcome
  }
  const server = await openServer({}, { runTask })
  await expect(server.ready).rejects.toThrow()
  expect((await server.app.inject('/health')).json().status).toBe('failed')
  await server.end()
})
