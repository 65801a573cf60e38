import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

const named = fc.string().filter(name => name !== '__proto__')
const { json } = fc.letrec<{ json: unknown }>(tie => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, 0, -0, 1e21, 5e-324, 0.1),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(named, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

describe('canonicalJson', () => {
  it('is read back by JSON.parse exactly, −0 included, and written again as the same text', () => {
    fc.assert(
      fc.property(json, value => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toStrictEqual(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
      { seed: 1 },
    )
  })

  it('writes what JSON.stringify writes where there is no −0', () => {
    fc.assert(
      fc.property(
        json.filter(v => !canonicalJson(v).includes('-0')),
        value => {
          expect(canonicalJson(value)).toBe(JSON.stringify(value))
        },
      ),
      { seed: 2 },
    )
  })

  it('keeps the order of members and leaves undefined ones out', () => {
    expect(canonicalJson({ b: [1, -0], a: undefined, c: 'x' })).toBe('{"b":[1,-0],"c":"x"}')
  })

  const itself: Record<string, unknown> = {}
  Object.assign(itself, { again: itself })
  it.each([
    ['NaN', { a: [0, Number.NaN] }, 'body.a[1] is NaN, which JSON cannot hold'],
    ['Infinity', -Infinity, 'body is -Infinity'],
    ['undefined in an array', [undefined], 'body[0] is undefined'],
    ['a hole', new Array(1), 'body[0] is undefined'],
    ['a typed array', { w: Float64Array.of(1) }, 'body.w is a Float64Array'],
    ['a date', new Date(0), 'body is a Date'],
    ['a map', new Map(), 'body is a Map'],
    ['a function', { f: () => 1 }, 'body.f is function'],
    ['a bigint', 1n, 'body is bigint'],
    ['__proto__', JSON.parse('{"x":{"__proto__":{"a":1}}}'), 'body.x has a member called __proto__'],
    ['a circle', itself, 'nested more than 500 deep'],
  ])('refuses %s and says where', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'bad_bundle', message: expect.stringContaining(message) }))
  })
})
