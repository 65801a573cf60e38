import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'
import { expect, it } from 'vitest'
import { bundleText } from './browser/bundle-text.ts'
import { noChromium, openChromium } from './browser/chromium.ts'

it.skipIf(noChromium)('same seed, same columns: the same bytes in Node and in Chromium', async () => {
  const script = await asScript(fileURLToPath(new URL('browser/bundle-text.ts', import.meta.url)))
  const browser = await openChromium()
  try {
    const page = await browser.newPage()
    const text = await page.evaluate<string>(`${script}; training.bundleText()`)
    const ours = bundleText()
    expect(text.length).toBeGreaterThan(10_000)
    expect(sha256(text)).toBe(sha256(ours))
  } finally {
    await browser.close()
  }
})

/** The module and all it imports as one minified script, as a page would load it: `training` holds its exports. */
async function asScript(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: true, lib: { entry, formats: ['iife'], name: 'training', fileName: 'training' } },
  })
  const [output] = built as Rolldown.RolldownOutput[]
  return output!.output[0].code
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
