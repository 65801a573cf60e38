import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import type { Config } from '../src/config.ts'
import { type Running, type StartOptions, startServer } from '../src/start.ts'
import { runHere } from './run-here.ts'

export interface TestServer extends Running {
  readonly folder: string
  /** Closes and removes the folder. */
  end(): Promise<void>
  post(url: string, body: unknown): Promise<LightMyRequestResponse>
  upload(csv: string | Uint8Array, file?: string, query?: string, codebook?: string): Promise<LightMyRequestResponse>
}

/** The whole server on the real embedded store in a folder of its own; listens nowhere, works without threads of its own. */
export async function openServer(config: Partial<Config> = {}, options: StartOptions = {}): Promise<TestServer> {
  const folder = config.folder ?? (await mkdtemp(join(tmpdir(), 'headway-')))
  const running = await startServer(
    {
      host: '127.0.0.1',
      port: 0,
      folder,
      databaseUrl: undefined,
      token: undefined,
      logLevel: 'silent',
      effort: { quick: true, learner: 'baseline' },
      ...config,
    },
    { listen: false, runTask: runHere, ...options },
  )
  const inject = running.app.inject.bind(running.app)
  return {
    ...running,
    folder,
    async end() {
      await running.ready.catch(() => {})
      await running.close()
      await rm(folder, { recursive: true, force: true })
    },
    post: async (url, body) =>
      inject({ method: 'POST', url, payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    upload: async (csv, file = 'students.csv', query = '', codebook) =>
      inject({ method: 'POST', url: `/api/upload${query}`, ...multipartOf(csv, file, codebook) }),
  }
}

export function multipartOf(
  content: string | Uint8Array,
  file: string,
  codebook?: string,
): { payload: Buffer; headers: Record<string, string> } {
  const boundary = '----headway'
  const part = (name: string, filename: string, body: string | Uint8Array) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\ncontent-type: text/plain\r\n\r\n`,
    ),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]
  const parts = [...part('file', file, content), ...(codebook === undefined ? [] : part('codebook', 'datapackage.json', codebook))]
  return {
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
