import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { openChromium } from '../../../test/browser/chromium.ts'
import type { MadeSpec } from '../made-rows.ts'
import type { Measured } from '../measured.ts'
import type { Task } from '../work/task.ts'

/** A page that works in a worker of its own, cross-origin isolated, so that it may share memory. */
export interface SpeedPage {
  run(task: Task<MadeSpec>, rows: { readonly train: MadeSpec; readonly test: MadeSpec }): Promise<Measured>
  close(): Promise<void>
}

export async function openSpeedPage(): Promise<SpeedPage> {
  const script = await workerScript()
  const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
  const server = createServer((request, response) => {
    const [type, body] = request.url === '/worker.js' ? ['text/javascript', script] : ['text/html', '<!doctype html><meta charset="utf-8">']
    response.writeHead(200, { 'Content-Type': type, ...isolated }).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const browser = await openChromium()
  const page = await browser.newPage()
  await page.exposeFunction('cpuSeconds', await cpuOf(browser))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return {
    run: (task, rows) => page.evaluate<Measured, object>(inWorker, { ...task, ...rows }),
    async close() {
      await browser.close()
      server.close()
    },
  }
}

/** Runs in the page: a fresh worker for every task, which may ask for the CPU time that the page has taken so far. */
function inWorker(task: object): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('/worker.js', { type: 'module' })
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.onmessage = async ({ data }) => {
      if (data === 'CPU') return worker.postMessage(await (globalThis as unknown as { cpuSeconds(): Promise<number> }).cpuSeconds())
      worker.terminate()
      resolve(data)
    }
    worker.postMessage(task)
  })
}

/** CPU time of the processes that run pages, with their compilers and collectors, as Node's has them. */
async function cpuOf(browser: Browser): Promise<() => Promise<number>> {
  const session = await browser.newBrowserCDPSession()
  return async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0)
  }
}

async function workerScript(): Promise<string> {
  const entry = fileURLToPath(new URL('worker.ts', import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, lib: { entry, formats: ['es'], fileName: 'worker' } },
  })
  const [output] = built as Rolldown.RolldownOutput[]
  return output!.output[0].code
}
