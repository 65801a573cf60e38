import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noChromium, openChromium } from './browser/chromium.ts'
import { type Headway, startHeadway } from './browser/headway.ts'
import { lineWithGrade, studentFile } from './browser/student-file.ts'
import { openWatched, type PageOptions, type WatchedPage } from './browser/watched-page.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(noChromium)('the page in Chromium', () => {
  let headway: Headway
  let browser: Browser
  let watched: WatchedPage | undefined

  beforeAll(async () => {
    browser = await openChromium()
    headway = await startHeadway()
  })
  afterEach(async () => {
    const complaints = watched?.complaints
    await watched?.page.close()
    watched = undefined
    if (complaints) expect(complaints).toEqual([]) // no error, no refused style or script, no request to elsewhere
  })
  afterAll(async () => {
    await browser?.close()
    await headway?.stop()
  })

  async function open(options?: PageOptions): Promise<Page> {
    watched = await openWatched(browser, headway.url, options)
    return watched.page
  }

  it('forecasts one student, with probabilities, reasons and what is not known', async () => {
    const page = await open()
    await page.getByText('Synthetic demo students.').waitFor()
    await page.getByRole('button', { name: 'Try an example' }).click()
    await page.getByLabel('Class Attendance', { exact: true }).selectOption({ label: 'always' })
    await page.getByLabel('Weekly Study Hours', { exact: true }).selectOption('')
    await page.getByRole('button', { name: 'Forecast', exact: true }).click()

    const answer = page.getByRole('region', { name: 'The forecast' })
    await answer.getByText('What the model went by').waitFor()
    expect(await answer.evaluate(element => element === document.activeElement)).toBe(true)
    await answer.getByText('Show as a table').click()
    expect(await answer.getByRole('row').count()).toBe(9) // a heading and eight grades
    const text = await seen(answer)
    expect(text).toContain('A forecast is a reason to talk, not a verdict.')
    expect(text).toMatch(/What can still change/)
    expect(text).not.toMatch(/at risk|undefined|NaN/i)
    await answer.getByText(/not known, filled in/).click()
    expect(await seen(answer)).toContain('Weekly Study Hours')
  })

  it('says a reason in plain words where the model has them', async () => {
    const page = await open()
    const words = 'was active on only 3 days this term'
    await page.route('**/api/predict*', async route => {
      const response = await route.fetch()
      const answer = await response.json()
      await route.fulfill({ response, json: { ...answer, reasons: answer.reasons.map((r: object) => ({ ...r, words })) } })
    })
    await page.getByRole('button', { name: 'Try an example' }).click()
    await page.getByRole('button', { name: 'Forecast', exact: true }).click()
    const answer = page.getByRole('region', { name: 'The forecast' })
    await answer.getByText('Was active on only 3 days this term').first().waitFor()
    expect(await answer.getByText('Class Attendance:').count()).toBe(0)
  })

  it('says so when no demo model could be made', async () => {
    const page = await open()
    const why = 'No demo model could be made. There is no room left on the disk of this server.'
    await page.route('**/health', route => route.fulfill({ json: { status: 'failed', version: '0', model: null, synthetic: true, why } }))
    await page.reload()
    await page.getByRole('alert').getByText(why).waitFor()
  })

  it('needs no mouse', async () => {
    const page = await open()
    await page.getByLabel('Class Attendance', { exact: true }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter') // skip to the forecast
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    for (let i = 0; i < 60 && (await focused()) !== 'Try an example'; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('Forecast')
    await page.keyboard.press('Enter')
    await page.getByText('What the model went by').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('The forecast')
  })

  it('shows how good the model is, beside simple rules', async () => {
    const page = await open()
    const section = page.locator('#evidence')
    await section.getByRole('heading', { name: 'Beside simple rules' }).waitFor()
    expect(await seen(section.getByRole('group', { name: 'The model beside simple rules' }))).toMatch(
      /Accuracy\s+0\.\d\d\s+0\.\d\d–0\.\d\d/,
    )
    expect(await section.locator('.confusion tbody tr').count()).toBe(8)
    expect(await seen(section.locator('.verdict-line'))).toMatch(/^Listing \d+ of \d+ students, the model finds/)
    const list = await seen(section.getByTestId('at-list-length'))
    expect(list).toMatch(/A list of \d+ of \d+[\s\S]*Model\s+\d+[\s\S]*List by: /)
  })

  it('draws the default gallery, each picture with its reading and its table', async () => {
    const page = await open()
    const plots = page.getByTestId('gallery-plot')
    await plots.nth(3).locator('svg').first().waitFor()
    expect(await plots.count()).toBe(4)
    expect(await plots.locator('.chart-canvas svg').count()).toBe(4)
    for (const plot of await plots.all()) {
      expect((await seen(plot.locator('.gallery-reading'))).length).toBeGreaterThan(30)
      await plot.getByText('Show as a table').click()
      expect(await plot.getByRole('row').count()).toBeGreaterThan(2)
    }
  })

  it.each([
    { kind: 'Scatter', features: ['Cumulative GPA', 'Output Grade'], drawn: 'circle' },
    { kind: 'Boxes', features: ['Class Attendance', 'Output Grade'], drawn: 'rect' },
    { kind: 'Bars', features: ['Course Identifier', 'Output Grade'], drawn: 'rect' },
    { kind: 'Histogram', features: ['Number of Siblings', 'Salary'], drawn: 'rect' },
    { kind: 'Pairs', features: ['Weekly Study Hours', 'Class Attendance', 'Output Grade'], drawn: 'circle' },
  ])('draws a plot of one’s own: $kind', async ({ kind, features, drawn }) => {
    const page = await open()
    const section = page.locator('#own-plot')
    await section.getByText(kind, { exact: true }).click()
    const names = await section.getByLabel('Feature 1').locator('option').allInnerTexts()
    const chosen = features.map(feature => names.find(name => name.includes(feature)) ?? feature)
    for (const [i, name] of chosen.entries()) await section.getByLabel(`Feature ${i + 1}`).selectOption({ label: name })
    await section.getByRole('heading', { name: chosen.join(' · '), exact: true }).waitFor()
    await section.locator(`.chart-canvas svg ${drawn}`).first().waitFor()
  })

  it('takes a file by the button and by dropping it, and counts every row', async () => {
    const page = await open()
    const section = page.locator('#upload')
    const text = studentFile(40, [lineWithGrade('9')])
    await section.getByLabel('This file holds invented students').check()
    await section.locator('input[type=file]').setInputFiles({ name: 'students.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await section.locator('.upload-counts').waitFor()
    expect(await counts(page)).toEqual({ added: '40', 'already held': '0', 'in conflict': '0', refused: '1' })
    expect(await seen(section.getByRole('table'))).toMatch(/42\s+GRADE/)

    const dropped = await page.evaluateHandle(csv => {
      const data = new DataTransfer()
      data.items.add(new File([csv], 'again.csv', { type: 'text/csv' }))
      return data
    }, text)
    for (const type of ['dragenter', 'dragover', 'drop']) await section.locator('.drop').dispatchEvent(type, { dataTransfer: dropped })
    await section.locator('.upload-counts dd', { hasText: /^40$/ }).and(section.locator('div:has(dt:text("already held")) dd')).waitFor()
    expect(await counts(page)).toEqual({ added: '0', 'already held': '40', 'in conflict': '0', refused: '1' })
  })

  it('shows the server’s own sentence when a file is no table', async () => {
    const page = await open()
    const section = page.locator('#upload')
    await section
      .locator('input[type=file]')
      .setInputFiles({ name: 'page.csv', mimeType: 'text/csv', buffer: Buffer.from('<!doctype html><p>hello</p>') })
    expect(await seen(section.getByRole('alert'))).toMatch(/page\.csv/)
  })

  it('cancels a training, then trains, shows old against new, and reverts or keeps', async () => {
    const page = await open()
    const section = page.locator('#retrain')
    const train = section.getByRole('button', { name: 'Train on the records held now' })
    await train.click()
    await section.getByRole('button', { name: 'Cancel' }).click()
    await section.getByText('Training was cancelled.').waitFor()

    await train.click()
    const comparison = section.getByTestId('comparison')
    await comparison.waitFor({ timeout: 200_000 })
    expect(await seen(comparison)).toMatch(/The new model: (better|worse|too close to tell)/)
    expect(await seen(comparison.getByRole('table').last())).toMatch(/Accuracy\s+0\.\d{3}\s+0\.\d{3}/)

    await page.reload() // the decision waits
    await section.getByTestId('waiting-model').waitFor()
    await section.getByRole('button', { name: 'Revert to the old one' }).click()
    await section.locator('.retrain-decided').waitFor()
    expect(await section.getByTestId('waiting-model').count()).toBe(0)

    const before = await modelAtWork(headway.url)
    await train.click()
    await comparison.waitFor({ timeout: 200_000 })
    await section.getByRole('button', { name: 'Keep the new model' }).click()
    await section.locator('.retrain-decided').waitFor()
    expect(await modelAtWork(headway.url)).not.toBe(before)
  })

  it('sends a codebook along with the records it describes', async () => {
    const page = await open()
    await page.locator('#upload input[type=file]').setInputFiles([
      { name: 'datapackage.json', mimeType: 'application/json', buffer: Buffer.from('not JSON') },
      { name: 'evening.csv', mimeType: 'text/csv', buffer: Buffer.from('PERSON,HOURS,PASSED\nP1,12,y\n') },
    ])
    await page.getByText('The codebook is not JSON.').waitFor()
  })

  it.each([
    { scheme: 'light', width: 1280 },
    { scheme: 'dark', width: 1280 },
    { scheme: 'light', width: 360 },
    { scheme: 'dark', width: 360 },
  ] as const)('has no accessibility violation and no sideways scroll: $scheme, $width px', async options => {
    const page = await open(options)
    await page.getByRole('button', { name: 'Try an example' }).click()
    await page.getByRole('button', { name: 'Forecast', exact: true }).click()
    await page.getByText('What the model went by').waitFor()
    await page.locator('#upload input[type=file]').setInputFiles({ name: 'more.csv', mimeType: 'text/csv', buffer: Buffer.from('<html>') })
    await page.getByRole('alert').waitFor()
    await page.getByTestId('gallery-plot').nth(3).waitFor()
    await page.locator('#evidence .confusion').waitFor()
    for (const summary of await page.locator('summary').all()) await summary.click()
    await page.evaluate(axe)
    const { violations } = await page.evaluate<AxeResults>('axe.run()')
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(node => node.html) }))).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  })

  it('says that the demo is over when real records come', async () => {
    const page = await open()
    const section = page.locator('#upload')
    await section
      .locator('input[type=file]')
      .setInputFiles({ name: 'real.csv', mimeType: 'text/csv', buffer: Buffer.from(studentFile(60)) })
    await section
      .getByText(/demo model has been/)
      .first()
      .waitFor()
    await page.getByText('No model at work.').waitFor()
    expect(await page.getByText('Synthetic demo students.').count()).toBe(0)
  })
})

/** The text as a person sees it: table cells apart, folded parts left out. */
function seen(part: Locator): Promise<string> {
  return part.innerText()
}

async function counts(page: Page): Promise<Record<string, string>> {
  return page
    .locator('.upload-counts > div')
    .evaluateAll(parts =>
      Object.fromEntries(parts.map(part => [part.querySelector('dt')?.textContent ?? '', part.querySelector('dd')?.textContent ?? ''])),
    )
}

async function modelAtWork(url: string): Promise<string | null> {
  return (await (await fetch(`${url}/health`)).json()).model
}
