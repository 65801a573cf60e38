import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { OpenedFile } from '../opened-file.ts'
import { scanBytes } from './scan-bytes.ts'

function cutAt(bytes: Uint8Array, size: number): OpenedFile {
  async function* chunks() {
    for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
  }
  return { name: 'f', size: bytes.length, chunks, head: async n => bytes.subarray(0, n), all: async () => bytes }
}

/** The slow definition. */
function plain(bytes: Uint8Array) {
  const ends = new Set(
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\r\n|\n|\r/g),
  )
  const names = new Map([
    ['\n', 'LF'],
    ['\r\n', 'CR LF'],
    ['\r', 'CR'],
  ])
  const [end = '\n'] = ends
  return { utf8: isUtf8(bytes), lineEnds: ends.size > 1 ? 'mixed' : names.get(end) }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

it('says the same wherever the pieces of the file end', async () => {
  const text = fc
    .array(fc.constantFrom('a', 'é', '€', '😀', '\n', '\r\n', '\r', ','), { maxLength: 12 })
    .map(parts => Buffer.from(parts.join('')))
  const anyBytes = fc.uint8Array({ maxLength: 12 })
  const property = fc.asyncProperty(fc.oneof(text, anyBytes), fc.integer({ min: 1, max: 5 }), async (bytes, size) => {
    expect(await scanBytes(cutAt(bytes, size))).toEqual(plain(bytes))
  })
  await fc.assert(property, { seed: 1, numRuns: 500 })
})
