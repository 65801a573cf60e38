import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from './sha256.ts'

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('the vectors of the standard: %.20s', (text, hex) => {
    expect(sha256(text)).toBe(hex)
  })

  it.each(Array.from({ length: 130 }, (_, n) => n))('agrees with node:crypto on %i bytes', n => {
    const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 37 + n) & 255)
    expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('agrees with node:crypto on any text', () => {
    const anyText = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(anyText, text => {
        expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
      }),
      { seed: 1 },
    )
  })

  it('counts a lone surrogate as U+FFFD, as UTF-8 encoders do', () => {
    expect(sha256('a\ud800b\udc00')).toBe(createHash('sha256').update('a\ufffdb\ufffd', 'utf8').digest('hex'))
  })
})
