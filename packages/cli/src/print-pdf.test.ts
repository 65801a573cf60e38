import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand } from '../test/run-command.ts'
import { printPdf } from './print-pdf.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-pdf-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A browser that copies the page it is given to where the PDF should be, and tells how it was called. */
function browser(script: string): string {
  const at = mkdtempSync(join(folder, 'bin-'))
  writeFileSync(join(at, 'chromium'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(at, 'chromium'), 0o755)
  return at
}

const copies = `
for given in "$@"; do
  case "$given" in
    --print-to-pdf=*) to="\${given#--print-to-pdf=}" ;;
    file://*) from="\${given#file://}" ;;
  esac
done
cat "$from" > "$to"
echo "$@" > "${join(folder, 'called')}"`

describe.skipIf(process.platform === 'win32')('printPdf', () => {
  it('gives the page to the browser that is there, and leaves nothing behind', async () => {
    const file = join(folder, 'out.pdf')
    await printPdf('<p>a page</p>', file, browser(copies))
    expect(readFileSync(file, 'utf8')).toBe('<p>a page</p>')
    const called = readFileSync(join(folder, 'called'), 'utf8')
    expect(called).toMatch(/--headless .*--user-data-dir=.*--print-to-pdf=.*out\.pdf file:.*report\.html/)
    expect(existsSync(/file:\/\/(\S+)/.exec(called)![1]!)).toBe(false)
  })

  it('says so where the browser prints nothing', async () => {
    await expect(printPdf('<p></p>', join(folder, 'none.pdf'), browser('exit 0'))).rejects.toThrow(/could not print the report/)
    await expect(printPdf('<p></p>', join(folder, 'none.pdf'), browser('exit 3'))).rejects.toThrow(/could not print the report/)
  })

  it.skipIf(process.platform === 'darwin')('says what to do where there is no browser', async () => {
    await expect(printPdf('<p></p>', join(folder, 'none.pdf'), folder)).rejects.toThrow(
      /A PDF takes a browser.* open it in any browser and print it as PDF/,
    )
  })

  it('is an option of report', async () => {
    const model = new URL('../../campus/golden/bundles/v2.json', import.meta.url).pathname
    const before = process.env['PATH']
    process.env['PATH'] = `${browser(copies)}:${before}`
    try {
      const { code, out } = await runCommand('report', model, '--pdf', join(folder, 'report.pdf'))
      expect([code, out]).toEqual([0, `report in ${join(folder, 'report.pdf')}`])
      expect(readFileSync(join(folder, 'report.pdf'), 'utf8')).toContain('<!doctype html>')
    } finally {
      process.env['PATH'] = before
    }
  })
})
