import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build, type Plugin, type Rolldown } from 'vite'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** The tests of `learn` as one script, with Vitest's own describe, it and expect. Its exports are in `learnTests`. */
export async function learnTestsScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [nodeFromAfar],
    define: { 'process.env.NODE_ENV': '"production"' }, // a page has no process
    build: {
      write: false,
      minify: false,
      lib: { entry: here('learn-tests.ts'), formats: ['iife'], name: 'learnTests', fileName: 'learn-tests' },
    },
  })
  const [output] = built as Rolldown.RolldownOutput[]
  return output!.output[0].code
}

/** A page that has the script, and answers to node-shim.ts. */
export async function openLearnPage(browser: Browser, script: string): Promise<Page> {
  const page = await browser.newPage()
  await page.route('**/*', async route => {
    const request = route.request()
    if (request.url().endsWith('/node')) await route.fulfill({ body: answer(request.postDataJSON()) })
    else await route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8">' })
  })
  await page.goto('http://learn.test/')
  await page.addScriptTag({ content: script })
  return page
}

/** node:fs and node:crypto are asked of Node itself; import.meta.url is where the module stands on disk. */
const nodeFromAfar: Plugin = {
  name: 'node-from-afar',
  enforce: 'pre',
  resolveId: id => (id === 'node:fs' || id === 'node:crypto' ? here('node-shim.ts') : undefined),
  transform: (code, id) =>
    id.includes('/packages/learn/') ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)) : undefined,
}

type Question =
  | { readonly read: string }
  | { readonly list: string; readonly recursive: boolean }
  | { readonly hash: string; readonly bytes: readonly number[] }

function answer(question: Question): string {
  if ('read' in question) return readFileSync(fileURLToPath(question.read), 'utf8')
  if ('list' in question) return JSON.stringify(readdirSync(fileURLToPath(question.list), { recursive: question.recursive }))
  return createHash(question.hash).update(Uint8Array.from(question.bytes)).digest('hex')
}
