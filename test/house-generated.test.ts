import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { firstDifference, generate } from '../scripts/generate.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headway-generated-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('writes what is missing or stale, and nothing when only checking', async () => {
  const path = join(folder, 'deep', 'table.md')
  const files = [{ path, make: async () => 'one\ntwo\n' }]
  expect(await generate(files, { check: true })).toEqual([expect.stringContaining('is missing')])
  await generate(files, { check: false })
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n')
  expect(await generate(files, { check: true })).toEqual([])
  writeFileSync(path, 'one\nchanged\n')
  expect(await generate(files, { check: true })).toEqual([expect.stringMatching(/is stale\n {2}line 2:\n {2}- changed/)])
  expect(readFileSync(path, 'utf8')).toBe('one\nchanged\n')
})

it.each([
  { name: 'a changed line', present: 'a\nb\nc', wanted: 'a\nX\nc', shown: '  line 2:\n  - b\n  - c\n  + X\n  + c' },
  { name: 'a line too many', present: 'a\nb', wanted: 'a', shown: '  line 2:\n  - b' },
  { name: 'a line too few', present: 'a', wanted: 'a\nb', shown: '  line 2:\n  + b' },
])('shows $name', ({ present, wanted, shown }) => {
  expect(firstDifference(present, wanted)).toBe(shown)
})
