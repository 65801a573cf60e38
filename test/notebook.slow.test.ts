import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Browser } from 'playwright-core'
import { type PreviewServer, preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runNode } from '../scripts/house/command.ts'
import { noChromium, openChromium } from './browser/chromium.ts'
import { openWatched, type WatchedPage } from './browser/watched-page.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const data = process.env['HEADWAY_DATA'] ?? join('..', 'shared', 'data')
const realStudents = existsSync(join(data, 'uci856', 'student_prediction.csv'))

describe.skipIf(noChromium)('the notebook of UCI 856 in Chromium', () => {
  let server: PreviewServer
  let browser: Browser
  let watched: WatchedPage

  beforeAll(async () => {
    const built = await runNode([join('notebooks', 'build.ts')])
    if (!built.ok) throw new Error(`The notebook could not be built:\n${built.output}`)
    server = await preview({ root: 'notebooks', configFile: false, preview: { host: '127.0.0.1', port: 4870 } })
    browser = await openChromium()
    watched = await openWatched(browser, `${server.resolvedUrls!.local[0]}uci856.html`, { width: 900 })
    await watched.page.getByText('what the same learner manages').waitFor()
    await watched.page.waitForLoadState('networkidle')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it('runs every cell and asks nobody else for anything', async () => {
    expect(watched.complaints).toEqual([])
    expect(await watched.page.locator('.observablehq--error').count()).toBe(0)
    expect(await watched.page.locator('main').innerText()).not.toMatch(/undefined|NaN|\bnull\b|Error:/)
  })

  it('has its sections, each figure with its n', async () => {
    const { page } = watched
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      'How the grades are spread',
      'How unequal the classes are',
      'What goes together with the grade',
      'The course against the rest',
      'The honesty gap',
      'What this cannot say',
    ])
    const figures = page.locator('figure')
    expect(await figures.count()).toBe(4)
    for (const figure of await figures.all()) {
      expect(await figure.locator('svg[role=img][aria-label]').count()).toBe(1)
      expect((await figure.textContent()) ?? '').toMatch(/n = \d+|\d+ enrolments/)
    }
    expect(await page.getByRole('table').count()).toBe(4)
  })

  it(`says that its students are ${realStudents ? 'real' : 'invented'}`, async () => {
    const text = await watched.page.locator('main').innerText()
    expect(/these are invented students/.test(text)).toBe(!realStudents)
    expect(text).toContain('145 enrolments of 145 students in 9 courses')
  })

  it('shows a careless protocol claiming more than an honest one finds', async () => {
    const row = async (name: string) =>
      Number(
        /\d\.\d\d/.exec(
          await watched.page
            .getByRole('row', { name: new RegExp(`^${name} \\d`) })
            .last()
            .innerText(),
        )?.[0],
      )
    const [honest, careless] = [await row('honest'), await row('careless, as reported')]
    expect(honest).toBeLessThan(0.55)
    expect(careless - honest).toBeGreaterThan(0.2)
  })

  it('passes axe', async () => {
    const { page } = watched
    await page.evaluate(axe)
    const { violations } = (await page.evaluate('axe.run()')) as AxeResults
    expect(violations.map(v => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
  })
})
