import { execFile } from 'node:child_process'
import { access, constants, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { UsageError } from './command.ts'

/** Browsers that can print without a window, by the names they are started with. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome.exe', 'msedge.exe']

/** Where they stand when no path leads to them. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * Prints a page that needs nothing else to a PDF, by a browser on this machine: it starts with a profile of its own, opens no window, and
 * reads that page alone.
 *
 * @param path where to look for a browser; default: the machine's own
 * @throws UsageError where there is none, or it prints nothing
 */
export async function printPdf(page: string, file: string, path: string = process.env['PATH'] ?? ''): Promise<void> {
  const browser = await firstOf([...path.split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name))), ...PLACES])
  if (browser === undefined)
    throw new UsageError(
      'A PDF takes a browser, and neither Chromium, Chrome nor Edge was found here. Write the page with --out <report.html>, open it in any browser and print it as PDF: it is made for paper, too.',
    )
  const folder = await mkdtemp(join(tmpdir(), 'headway-print-'))
  try {
    const source = join(folder, 'report.html')
    await writeFile(source, page)
    await promisify(execFile)(browser, argumentsFor(source, resolve(file), join(folder, 'profile')), { timeout: 120_000 })
    await stat(file)
  } catch (cause) {
    throw new UsageError(`${browser} could not print the report. Write the page with --out <report.html> and print it from a browser.`, {
      cause,
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function argumentsFor(source: string, file: string, profile: string): string[] {
  return [
    '--headless',
    '--disable-gpu',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // it refuses to start for the administrator otherwise
    '--no-first-run',
    '--disable-background-networking',
    `--user-data-dir=${profile}`,
    '--no-pdf-header-footer',
    `--print-to-pdf=${file}`,
    pathToFileURL(source).href,
  ]
}

async function firstOf(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const there = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (there) return path
  }
  return undefined
}
