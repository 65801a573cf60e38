import type { Browser, Page } from 'playwright-core'

export interface PageOptions {
  readonly scheme?: 'light' | 'dark'
  readonly width?: number
}

export interface WatchedPage {
  readonly page: Page
  /** What a careful person would not like to see: errors, refused styles or scripts, requests to elsewhere. */
  readonly complaints: readonly string[]
}

/** A page at the given address that writes down every complaint of the browser. */
export async function openWatched(
  browser: Browser,
  url: string,
  { scheme = 'light', width = 1280 }: PageOptions = {},
): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: 'reduce' })
  const { origin } = new URL(url)
  const complaints: string[] = []
  page.on('console', message => {
    const expected = message.type() === 'error' && /status of 4\d\d/.test(message.text()) // a refusal is an answer
    if (['error', 'warning'].includes(message.type()) && !expected) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('request', request => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) complaints.push(`a request to ${request.url()}`)
  })
  await page.goto(url)
  return { page, complaints }
}
