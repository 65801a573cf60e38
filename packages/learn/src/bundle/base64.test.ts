import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'

const ascii = (text: string) => Uint8Array.from(text, c => c.charCodeAt(0))

describe('base64', () => {
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('the vectors of RFC 4648: %s', (text, encoded) => {
    expect(encodeBase64(ascii(text))).toBe(encoded)
    expect(decodeBase64(encoded)).toEqual(ascii(text))
  })

  it('agrees with Buffer, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const text = Buffer.from(bytes).toString('base64')
        expect(encodeBase64(bytes)).toBe(text)
        expect(decodeBase64(text)).toEqual(bytes)
      }),
      { seed: 1 },
    )
  })

  it.each([
    ['cut', 'Zm9vY'],
    ['a line break', 'Zm9v\nYg='],
    ['the URL alphabet', 'Zm9-'],
    ['padding inside', 'Zg==Zm9v'],
    ['three paddings', 'Z==='],
    ['unused bits set', 'Zh=='],
  ])('refuses: %s', (_, text) => {
    expect(() => decodeBase64(text)).toThrow(expect.objectContaining({ code: 'bad_bundle' }))
  })
})
