import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noChromium, openChromium } from './browser/chromium.ts'
import { fitBoosting } from './browser/fit-page/fit.ts'
import type { Fits } from './browser/fit-page/fit-worker.ts'
import { type ServeOptions, serveFolder } from './browser/serve-folder.ts'

describe.skipIf(noChromium)('threads of the kernel in Chromium', () => {
  const built = mkdtempSync(join(tmpdir(), 'headway-fits-'))
  let browser: Browser

  beforeAll(async () => {
    const root = fileURLToPath(new URL('browser/fit-page', import.meta.url))
    const options = { target: 'es2023', outDir: built, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false }
    await build({ root, configFile: false, logLevel: 'warn', build: options, worker: { format: 'es' } })
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(built, { recursive: true, force: true })
  })

  async function fits(options: ServeOptions): Promise<Fits> {
    const server = await serveFolder(built, options)
    const page = await browser.newPage()
    try {
      await page.goto(`${server.url}/index.html`)
      return await page.evaluate<Fits>('fits')
    } finally {
      await page.close()
      server.stop()
    }
  }

  it('fit the model of one thread, and of Node, bit for bit', async () => {
    fitBoosting(30) // the first compiles
    const node = fitBoosting(30)
    const { threads, alone, helped } = await fits({ isolated: true })
    expect(threads).toBe(3)
    expect(alone.model).toBe(node.model)
    expect(helped).toMatchObject({ model: node.model })
    console.log(`One boosting fit of 40,000 rows: Node ${node.seconds.toFixed(2)} s, Chromium ${alone.seconds.toFixed(2)} s.`)
  })

  it('are one where the page is not isolated', async () => {
    const { threads, alone, helped } = await fits({ isolated: false })
    expect(threads).toBe(1)
    expect(helped).toMatchObject({ model: alone.model })
  })

  it('are one where no helper can be loaded', async () => {
    const { threads } = await fits({ isolated: true, change: (path, text) => (isHelper(path) ? 'throw new Error("lost")' : text) })
    expect(threads).toBe(1)
  })

  it('say so when a helper breaks off, instead of waiting for ever', async () => {
    const breaksOff = `
      self.onmessage = ({ data: { memory, control } }) => {
        const words = new Int32Array(memory.buffer)
        Atomics.add(words, control / 4 + 2, 1)
        Atomics.notify(words, control / 4 + 3)
      }
      self.postMessage('loaded')`
    const { threads, helped } = await fits({ isolated: true, change: (path, text) => (isHelper(path) ? breaksOff : text) })
    expect(threads).toBe(3)
    expect(helped).toMatch(/broke off.*Nothing was kept/)
  })
})

const isHelper = (path: string) => /kernel-helper.*js$/.test(path)
