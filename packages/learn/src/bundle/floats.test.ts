import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64 } from './base64.ts'
import { decodeFloats, encodeFloats } from './floats.ts'

describe('floats', () => {
  it('writes low byte first, whatever the machine', () => {
    expect(encodeFloats([1])).toBe('AAAAAAAA8D8=')
    expect(encodeFloats([])).toBe('')
  })

  it('gives back every double, −0, NaN and ±Infinity included', () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 30 }), values => {
        const back = decodeFloats(encodeFloats(values))
        expect([...back].every((v, i) => Object.is(v, values[i]))).toBe(true)
        expect(back).toHaveLength(values.length)
      }),
      { seed: 1 },
    )
    expect(Object.is(decodeFloats(encodeFloats([-0]))[0], -0)).toBe(true)
  })

  it('writes one text for every NaN', () => {
    const bits = new Float64Array(new BigUint64Array([0xfff8_0000_0000_0001n]).buffer)
    expect(encodeFloats(bits)).toBe(encodeFloats([Number.NaN]))
  })

  it('refuses half a number', () => {
    expect(() => decodeFloats(encodeBase64(new Uint8Array(12)))).toThrow(expect.objectContaining({ code: 'bad_bundle' }))
  })
})
