import { readdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noChromium, openChromium } from './browser/chromium.ts'
import { learnTestsScript, openLearnPage } from './browser/learn-page.ts'
import type { FileResult } from './browser/learn-tests.ts'
import { modelHashes } from './browser/model-hashes.ts'

/** Files about the sources as text, which a page has not, and tests that have only Node to compare with. */
const aboutSources = ['test/examples.test.ts', 'test/types.test.ts']
const needNode = ['the registries > list every step and rebalancer that has a file', 'base64 > agrees with Buffer, both ways']

const files = readdirSync('packages/learn', { recursive: true, encoding: 'utf8' })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => file.endsWith('.test.ts') && !aboutSources.includes(file))
  .sort()

describe.skipIf(noChromium)('learn in Chromium', () => {
  let browser: Browser
  let page: Page
  let passedInAll = 0

  beforeAll(async () => {
    browser = await openChromium()
    page = await openLearnPage(browser, await learnTestsScript())
  })
  afterAll(() => browser?.close())

  it('has every test file', async () => {
    const names = await page.evaluate<string[]>('learnTests.names')
    expect(names.map(name => name.replace('../../packages/learn/', '')).sort()).toEqual(files)
  })

  it.each(files)('passes %s', async file => {
    const { passed, failed } = await page.evaluate<FileResult>(`learnTests.run('../../packages/learn/${file}')`)
    expect(failed.filter(({ name }) => !needNode.includes(name))).toEqual([])
    expect(passed).toBeGreaterThan(0)
    passedInAll += passed
  })

  it('passes as many tests as are there', () => {
    console.log(`${passedInAll} tests of learn passed in Chromium.`)
    expect(passedInAll).toBeGreaterThan(2000)
  })

  it('fits the same model and forecasts the same, byte for byte, with every learner', async () => {
    const ours = modelHashes()
    expect(Object.keys(ours).length).toBeGreaterThanOrEqual(12)
    expect(await page.evaluate('learnTests.modelHashes()')).toEqual(ours)
  })
})
