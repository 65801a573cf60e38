import { ConfigError, readConfig } from './config.ts'
import { startServer } from './start.ts'

export { type Config, ConfigError, readConfig } from './config.ts'
export { type Running, startServer } from './start.ts'

/**
 * Runs the server until it is told to stop (SIGINT, SIGTERM). The only file that touches the process.
 *
 * @param json one JSON object a line on standard output instead of sentences: `{ state: 'preparing' | 'ready', url, docs }`
 * @returns the exit code, when the server has stopped or could not start
 */
export async function main(env: Readonly<Record<string, string | undefined>> = process.env, { json = false } = {}): Promise<number> {
  try {
    const stop = stopSignal()
    let stopping = false
    const server = await startServer(readConfig(env))
    const say = (state: string, sentence: string) =>
      console.log(json ? JSON.stringify({ state, url: server.url, docs: `${server.url}/docs` }) : sentence)
    const ready = server.ready.then(
      () => say('ready', `Headway is ready: ${server.url} (API: ${server.url}/docs)`),
      error => stopping || console.error(`No demo model could be made: ${(error as Error).message}`),
    )
    if (server.firstStart) say('preparing', `Headway is getting ready at ${server.url}: it trains a demo model on invented students, once.`)
    await stop
    stopping = true
    await server.close()
    await ready
    return 0
  } catch (error) {
    console.error(error instanceof ConfigError || error instanceof Error ? error.message : error)
    return 1
  }
}

function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
