import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { studentsCsv } from '../packages/server/test/students.ts'

/** The server as people run it: a process of its own, spoken to over the network. */
interface Process {
  readonly url: string
  readonly said: () => string
  readonly exit: Promise<number | null>
  readonly process: ChildProcess
}

const features = [2, 1, 2, 3, 1, 2, 1, 3, 2, 1, 4, 3, 2, 1, 3, 2, 4, 3, 2, 1, 2, 3, 1, 2, 3, 1, 2, 3, 4, 5]
const started: ChildProcess[] = []
let folder: string
let port: number
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headway-'))
  port = await freePort()
})
afterEach(() => {
  for (const process of started.splice(0)) process.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the server process', () => {
  it('trains a demo on its first start, and answers the call that the documentation shows', async () => {
    const server = await start()
    await until(() => server.said().includes('Headway is ready'))
    expect(server.said()).toContain(`Headway is ready: http://127.0.0.1:${port} (API: http://127.0.0.1:${port}/docs)`)
    const { prediction, meaning, probabilities, reasons, synthetic } = await post(server, '/api/predict?reasons=true', { features })
    expect([typeof prediction, typeof meaning, synthetic]).toEqual(['string', 'string', true])
    expect(Object.values<number>(probabilities).reduce((a, b) => a + b)).toBeCloseTo(1, 9)
    expect(reasons.length).toBeGreaterThan(0)
    await stop(server)
  })

  it('starts within seconds the next time, stops within seconds when told, and forecasts the same', async () => {
    const began = performance.now()
    const server = await start()
    await until(() => server.said().includes('Headway is ready'))
    expect(performance.now() - began).toBeLessThan(10_000) // 1 s on an idle machine; tests share theirs
    expect((await post(server, '/api/predict', { features })).synthetic).toBe(true)
    const told = performance.now()
    expect(await stop(server)).toBe(0)
    expect(performance.now() - told).toBeLessThan(5000)
  })

  it('is started by the command line too, and says where it serves as JSON when asked', async () => {
    const server = await start({}, ['packages/cli/src/bin.ts', 'serve', '--json'])
    await until(() => server.said().includes('"ready"'))
    const url = `http://127.0.0.1:${port}`
    expect(JSON.parse(server.said().trim().split('\n').at(-1)!)).toEqual({ state: 'ready', url, docs: `${url}/docs` })
    expect(await stop(server)).toBe(0)
  })

  it('says in a sentence that the port is taken, and that the folder is', async () => {
    const first = await start()
    await until(() => first.said().includes('is ready'))
    const second = await start({ HEADWAY_PORT: String(await freePort()) })
    expect(await second.exit).toBe(1)
    expect(second.said()).toMatch(/^Another Headway server already works on the data folder .*HEADWAY_HOME=<folder>\.\s*$/m)
    const elsewhere = mkdtempSync(join(tmpdir(), 'headway-'))
    const third = await start({ HEADWAY_HOME: elsewhere })
    expect(await third.exit).toBe(1)
    expect(third.said()).toMatch(new RegExp(`Port ${port} is taken on 127\\.0\\.0\\.1\\. Stop what listens there, or choose another`))
    expect(third.said()).not.toContain('    at ')
    rmSync(elsewhere, { recursive: true, force: true })
    await stop(first)
  })

  it('refuses other machines while it asks nobody who they are', async () => {
    const server = await start({ HEADWAY_HOST: '0.0.0.0' })
    expect(await server.exit).toBe(1)
    expect(server.said()).toContain('HEADWAY_TOKEN_FILE')
  })

  it('killed in the middle of an upload, it keeps what it had', async () => {
    const server = await start()
    await until(() => server.said().includes('Headway is ready'))
    const { model } = await post(server, '/api/predict', { features })
    const uploading = upload(server, studentsCsv({ rows: 20_000 })).catch(() => 'cut')
    await until(() => readdirSync(join(folder, 'uploads')).length > 0)
    server.process.kill('SIGKILL')
    await uploading
    const again = await start()
    await until(() => again.said().includes('Headway is ready'))
    expect(await post(again, '/api/predict', { features })).toMatchObject({ model, synthetic: true })
    expect(readdirSync(join(folder, 'uploads'))).toEqual([])
    await stop(again)
  })

  it('killed in the middle of a training, it takes the training up again', async () => {
    const server = await start()
    await until(() => server.said().includes('Headway is ready'))
    await upload(server, studentsCsv({ rows: 120 }))
    const { job } = await post(server, '/api/retrain?wait=false', undefined)
    await until(async () => (await get(server, `/api/jobs/${job}`)).state === 'running')
    server.process.kill('SIGKILL')
    await server.exit
    const again = await start()
    await until(() => again.said().includes('Headway is ready'))
    await until(async () => (await get(again, `/api/jobs/${job}`)).state === 'done', 240_000)
    expect((await post(again, '/api/save_retrain', true)).message).toBe('The new model is at work.')
    expect((await post(again, '/api/predict', { features })).synthetic).toBe(false)
    await stop(again)
  })

  it('cancels a training, and keeps nothing of it', async () => {
    const server = await start()
    await until(() => server.said().includes('Headway is ready'))
    const models = (await get(server, '/api/models')).length
    const { job } = await post(server, '/api/retrain?wait=false', undefined)
    await until(async () => (await get(server, `/api/jobs/${job}`)).state === 'running')
    const cancelled = await fetch(`${server.url}/api/jobs/${job}`, { method: 'DELETE' })
    expect((await cancelled.json()).state).toBe('cancelled')
    expect((await get(server, '/api/models')).length).toBe(models)
    expect((await post(server, '/api/save_retrain', true)).code).toBe('nothing_to_keep')
    await stop(server)
  })
})

async function start(env: Readonly<Record<string, string>> = {}, command = ['packages/server/src/bin.ts']): Promise<Process> {
  const process_ = spawn(process.execPath, command, {
    env: { ...process.env, HEADWAY_HOME: folder, HEADWAY_PORT: String(port), HEADWAY_QUICK: '1', DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(process_)
  let said = ''
  for (const stream of [process_.stdout, process_.stderr]) stream.on('data', part => (said += part))
  const exit = new Promise<number | null>(resolve => process_.once('exit', resolve))
  return { url: `http://127.0.0.1:${port}`, said: () => said, exit, process: process_ }
}

async function stop(server: Process): Promise<number | null> {
  server.process.kill('SIGTERM')
  return server.exit
}

async function until(holds: () => boolean | Promise<boolean>, milliseconds = 120_000): Promise<void> {
  const end = performance.now() + milliseconds
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Still not so after ${milliseconds / 1000} s: ${holds}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

async function get(server: Process, path: string) {
  return (await fetch(server.url + path)).json()
}

async function post(server: Process, path: string, body: unknown) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return (await fetch(server.url + path, { method: 'POST', ...sent })).json()
}

async function upload(server: Process, csv: string) {
  const form = new FormData()
  form.set('file', new Blob([csv]), 'students.csv')
  return (await fetch(`${server.url}/api/upload`, { method: 'POST', body: form })).json()
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
