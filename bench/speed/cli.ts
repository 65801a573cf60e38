import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const LONGEST_MS = 900_000

/** Runs a `headway` command. @returns its seconds by the wall */
export async function runCli(args: readonly string[]): Promise<number> {
  const program = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'src', 'bin.ts')
  const began = performance.now()
  await promisify(execFile)(process.execPath, [program, ...args], { timeout: LONGEST_MS, maxBuffer: 2 ** 24 })
  return (performance.now() - began) / 1000
}
