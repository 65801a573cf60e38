import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { askQuestion, encodeModel, frame, quickly, train } from '../packages/campus/src/index.ts'
import { importFile } from '../packages/ingest/src/index.ts'
import { noChromium, openChromium } from './browser/chromium.ts'
import { type Headway, startHeadway } from './browser/headway.ts'
import { type Served, type ServeOptions, serveFolder } from './browser/serve-folder.ts'
import { inventedFile, type StudentCsv, uci697File } from './browser/uci697-file.ts'
import { openWatched, type PageOptions, type WatchedPage } from './browser/watched-page.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const uci697 = uci697File()
const few = inventedFile(300)
const target = 'Target=Dropout'

describe.skipIf(noChromium)('the page that trains, in Chromium', () => {
  let headway: Headway
  let browser: Browser
  let watched: WatchedPage | undefined
  const served: Served[] = []

  beforeAll(async () => {
    browser = await openChromium()
    headway = await startHeadway()
  })
  afterEach(async () => {
    const complaints = watched?.complaints
    await watched?.page.close()
    watched = undefined
    for (const server of served.splice(0)) server.stop()
    if (complaints) expect(complaints).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await headway?.stop()
  })

  let madeOfFew: Promise<string> | undefined
  /** What Node makes of the few; computed once. */
  function fewInNode(): Promise<string> {
    madeOfFew ??= modelOfNode(few).then(({ text }) => text)
    return madeOfFew
  }

  async function open(options?: PageOptions): Promise<Page> {
    watched = await openWatched(browser, `${headway.url}/train`, options)
    await watched.page.getByText(/^Ready, with/).waitFor()
    return watched.page
  }

  /** The built page from a server that changes something. */
  async function openFrom(options: ServeOptions): Promise<Page> {
    const server = await serveFolder('packages/web/dist', options)
    served.push(server)
    watched = await openWatched(browser, `${server.url}/train.html`)
    await watched.page.getByText(/^Ready, with/).waitFor()
    return watched.page
  }

  it(`trains with the network cut, in a worker, to the bytes of Node: ${uci697.what}`, { timeout: 1_200_000 }, async () => {
    const page = await open()
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    await page.context().route('**', route => route.abort())
    await page.context().setOffline(true)
    await choose(page, uci697)
    await page.evaluate(countTurns)
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await page.getByRole('progressbar', { name: 'Training' }).waitFor()
    const [model, ours] = await Promise.all([trainedModel(page, 1_000_000), modelOfNode(uci697)])
    expect(model === ours.text).toBe(true) // two megabytes: a difference shown would help nobody
    expect(asked.filter(url => !/^(blob|about|data):/.test(url))).toEqual([])
    expect(await page.evaluate<number>('turns')).toBeGreaterThan(50) // the page's own thread was free
    const said = await page.getByRole('group', { name: 'The result' }).innerText()
    console.log(`${uci697.what}: Node trains in ${ours.seconds.toFixed(1)} s; the page says: ${/Trained in \d+ seconds/.exec(said)?.[0]}.`)
  })

  it('shows the report in its own colours, and gives it and the model away', async () => {
    const page = await open()
    await choose(page, few)
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    const text = await trainedModel(page)
    const report = page.frameLocator('iframe[title="The report"]')
    await report.getByRole('heading').first().waitFor()
    expect(await report.locator('body').evaluate(body => getComputedStyle(body).maxWidth)).toBe('864px')
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the report' }).click()
    expect(readFileSync(await (await saved).path(), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>$/)
    expect(text).toBe(await fewInNode())
  })

  it('is cancelled at once, and trains again with the network cut', async () => {
    const page = await open()
    await page.context().setOffline(true)
    await choose(page, few)
    const button = page.getByRole('button', { name: 'Train', exact: true })
    await button.click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('Training was cancelled. Nothing was kept.').waitFor()
    await button.click()
    expect((await trainedModel(page)).length).toBeGreaterThan(1000)
  })

  it('trains with one thread where it is not isolated, to the same bytes', async () => {
    const page = await openFrom({ isolated: false })
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    await page.getByText('Ready, with one thread.').waitFor()
    await choose(page, few)
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    expect(await trainedModel(page)).toBe(await fewInNode())
  })

  it('trains without the kernel where the browser has no SIMD, to the same bytes', async () => {
    const noKernel = 'WebAssembly.Module = function () { throw new WebAssembly.CompileError("no SIMD here") };'
    const page = await openFrom({ isolated: true, change: (path, text) => (/train-worker.*js$/.test(path) ? noKernel + text : text) })
    await page.getByText('Ready, with one thread.').waitFor()
    await choose(page, few)
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    expect(await trainedModel(page)).toBe(await fewInNode())
  })

  it('says what is wrong with a file, and takes the next', async () => {
    const page = await open()
    const file = page.locator('input[type=file]')
    await file.setInputFiles({ name: 'page.csv', mimeType: 'text/csv', buffer: Buffer.from('<!doctype html><p>hello</p>') })
    await page
      .getByRole('alert')
      .getByText(/^page\.csv: a web page/)
      .waitFor()
    await file.setInputFiles([
      { name: 'datapackage.json', mimeType: 'application/json', buffer: Buffer.from('{') },
      { name: 'students.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') },
    ])
    await page
      .getByRole('alert')
      .getByText(/^datapackage\.json is not JSON/)
      .waitFor()
    await file.setInputFiles({ name: 'one.csv', mimeType: 'text/csv', buffer: Buffer.from('HOURS,PASSED\n1,y\n2,n\n3,y\n4,n,5\n') })
    await page.getByText('Nobody has confirmed the guess.').waitFor()
    expect(await page.getByRole('group', { name: 'Refused rows' }).innerText()).toMatch(/5\s+.*2 cells/)
    await page.getByLabel('Outcome').selectOption('PASSED')
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await page.getByRole('alert').waitFor() // three rows teach nothing
  })

  it('needs no mouse', async () => {
    const page = await open()
    await choose(page, few)
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    for (let i = 0; i < 40 && (await focused()) !== 'Train'; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('progressbar', { name: 'Training' }).waitFor()
    for (let i = 0; i < 40 && (await focused()) !== 'Cancel'; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Training was cancelled.').waitFor()
  })

  it.each([
    { scheme: 'light', width: 1280 },
    { scheme: 'dark', width: 1280 },
    { scheme: 'light', width: 360 },
    { scheme: 'dark', width: 360 },
  ] as const)('has no accessibility violation and no sideways scroll: $scheme, $width px', async options => {
    const page = await open(options)
    await choose(page, few)
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await page.getByRole('progressbar', { name: 'Training' }).waitFor()
    await accessible(page)
    await page.getByRole('group', { name: 'The result' }).waitFor({ timeout: 200_000 })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('The result')
    for (const summary of await page.locator('summary').all()) await summary.click()
    await accessible(page)
  })
})

/** Chooses the file and, as outcome, whether a student drops out. */
async function choose(page: Page, { name, buffer }: StudentCsv): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await page.getByLabel('Outcome').selectOption('Target')
  await page.getByLabel('Asked about it').selectOption({ label: 'Dropout, or not' })
}

/** Waits for the end of a training, and saves its model. */
async function trainedModel(page: Page, timeout = 250_000): Promise<string> {
  const save = page.getByRole('button', { name: 'Save the model' })
  const failed = page.getByRole('alert')
  await save.or(failed).waitFor({ timeout })
  if (await failed.isVisible()) throw new Error(await failed.innerText())
  const saved = page.waitForEvent('download')
  await save.click()
  return readFileSync(await (await saved).path(), 'utf8')
}

/** The same training in Node. */
async function modelOfNode({ name, buffer }: StudentCsv): Promise<{ text: string; seconds: number }> {
  const { dataset } = await importFile({ name, bytes: buffer })
  const started = performance.now()
  const framed = frame(dataset, askQuestion(dataset.codebook, { target }))
  const text = encodeModel(train(framed, { seed: 1, ...quickly(framed, 1) }))
  return { text, seconds: (performance.now() - started) / 1000 }
}

/** Counts how often the page's own thread comes round; while it is blocked, it does not. */
const countTurns = `
  globalThis.turns = 0
  setInterval(() => turns++, 20)
`

async function accessible(page: Page): Promise<void> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>('axe.run({ exclude: ["iframe"] })')
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(node => node.html) }))).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
}
