import { type Browser, chromium } from 'playwright-core'
import { findRealParts } from '../../scripts/house/real-parts.ts'

const { chromium: program } = findRealParts()

/** No browser at hand: the tests that need one are skipped by name; where `CI` is set they run and fail. */
export const noChromium = program === undefined && !process.env['CI']

/** A headless Chromium with a fresh profile that calls nobody. */
export function openChromium(): Promise<Browser> {
  if (!program) throw new Error('There is no Chromium. Install it, or name it in HEADWAY_CHROMIUM.')
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  return chromium.launch({ executablePath: program, args: [...args, '--disable-component-update', '--disable-sync'] })
}
