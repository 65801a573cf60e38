import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { searchFile } from './search-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headway-search-'))
  path = join(folder, 'search.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('keeps what it is given for the next process', () => {
  searchFile(path).set('a', '["x"]')
  searchFile(path).set('b', '["y"]')
  const memory = searchFile(path)
  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual(['["x"]', '["y"]', undefined])
})

it('forgets a line that a crash cut off, and nothing else', () => {
  searchFile(path).set('a', 'x')
  writeFileSync(path, `${readFileSync(path, 'utf8')}["b","y`)
  const memory = searchFile(path)
  expect([memory.get('a'), memory.get('b')]).toEqual(['x', undefined])
  memory.set('b', 'y')
  expect(searchFile(path).get('b')).toBe('y')
})
