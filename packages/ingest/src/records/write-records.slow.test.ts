import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { generateRecords } from '@headway/campus'
import { afterAll, expect, it } from 'vitest'
import { readRecords } from './read-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { hash } = generateRecords({ newStudents: 300, terms: 4, courses: 3, seed: 1 }).records

/** Kills the process that writes datasets when it says `line`, some milliseconds later. */
async function killAt(line: string, later: number, into: string): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../test/write-until-killed.ts', import.meta.url)), into])
  for await (const said of createInterface({ input: child.stdout })) {
    if (said !== line) continue
    setTimeout(() => child.kill('SIGKILL'), later)
    break
  }
  await new Promise(resolve => child.once('exit', resolve))
  expect(child.signalCode).toBe('SIGKILL')
}

it.each(['1 enrolments', '1 submissions', '1 activity', '1 written'])(
  'killed at "%s", there are whole datasets and no others',
  async line => {
    for (const later of [0, 3, 10, 30]) {
      const into = mkdtempSync(join(folder, 'killed-'))
      await killAt(line, later, into)
      const whole = readdirSync(into).filter(name => !name.endsWith('.tmp'))
      expect(whole).toContain('0')
      for (const name of whole) expect((await readRecords(join(into, name))).hash).toBe(hash)
    }
  },
)
