import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWebApp, webAppBuilt } from '../../scripts/house/web-app.ts'

/** The server as a person starts it: its own process, a fresh data folder, a free port. */
export interface Headway {
  readonly url: string
  stop(): Promise<void>
}

/** Builds the page where its sources have changed, starts the server and waits until the demo model is at work. */
export async function startHeadway(): Promise<Headway> {
  if (!webAppBuilt()) {
    const { ok, output } = await buildWebApp()
    if (!ok) throw new Error(`The page could not be built:\n${output}`)
  }
  const folder = mkdtempSync(join(tmpdir(), 'headway-web-'))
  const program = fileURLToPath(new URL('../../packages/server/src/bin.ts', import.meta.url))
  const env = { ...process.env, HEADWAY_HOME: folder, HEADWAY_PORT: '0', HEADWAY_QUICK: '1', DATABASE_URL: '' }
  const server = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(server, 'exit')
  let said = ''
  const stop = async () => {
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    for (const stream of [server.stdout, server.stderr]) stream.on('data', data => (said += data))
    const url = await until(() => /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0])
    await until(async () => (await (await fetch(`${url}/health`)).json()).status === 'ok')
    return { url, stop }
  } catch (error) {
    await stop()
    throw new Error(`The server did not get ready. It said:\n${said}`, { cause: error })
  }

  async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
    for (let waited = 0; waited < 240_000 && server.exitCode === null; waited += 100) {
      const found = await look()
      if (found) return found
      if (/could not be made/.test(said)) break
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    throw new Error('Waited in vain.')
  }
}
