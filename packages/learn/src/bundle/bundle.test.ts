import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { decodeBundle, encodeBundle } from './bundle.ts'
import { defineSteps } from './ladder.ts'

const first = { kind: 'toy', ladder: defineSteps([]) }
const body = { name: 'Zoë', weights: [0.1, -0, 1e21], nested: { 10: 'ten', 9: 'nine' } }
const text = encodeBundle({ kind: 'toy', version: 1, body })

const refuses = (edited: string, message: string, expected = first) =>
  expect(() => decodeBundle(edited, expected)).toThrow(
    expect.objectContaining({ code: 'bad_bundle', message: expect.stringContaining(message) }),
  )

describe('encodeBundle', () => {
  it('is one line of JSON with the hash of the body as written', () => {
    const written = '{"name":"Zoë","weights":[0.1,-0,1e+21],"nested":{"9":"nine","10":"ten"}}'
    const hash = createHash('sha256').update(written).digest('hex')
    expect(text).toBe(`{"format":"headway-bundle","kind":"toy","version":1,"sha256":"${hash}","body":${written}}`)
  })

  it.each([0, 1.5, Number.NaN])('refuses version %d', version => {
    expect(() => encodeBundle({ kind: 'toy', version, body })).toThrow(expect.objectContaining({ code: 'bad_bundle' }))
  })
})

describe('decodeBundle', () => {
  it('gives back what was encoded', () => {
    expect(decodeBundle(text, first)).toStrictEqual({ kind: 'toy', version: 1, body })
  })

  it('does not mind line breaks: the hash is of the data', () => {
    const spread = JSON.stringify(JSON.parse(encodeBundle({ kind: 'toy', version: 1, body: { a: [1, 'b'] } })), null, 2)
    expect(spread).toContain('\n')
    expect(decodeBundle(spread, first).body).toStrictEqual({ a: [1, 'b'] })
  })

  it('brings an old body up step by step', () => {
    const ladder = defineSteps([
      { to: 2, up: old => ({ ...(old as object), two: true }) },
      { to: 3, up: old => ({ ...(old as object), three: 'two' in (old as object) }) },
    ])
    expect(decodeBundle(text, { kind: 'toy', ladder })).toStrictEqual({
      kind: 'toy',
      version: 3,
      body: { ...body, two: true, three: true },
    })
    const second = encodeBundle({ kind: 'toy', version: 2, body: {} })
    expect(decodeBundle(second, { kind: 'toy', ladder }).body).toStrictEqual({ three: false })
  })

  it('says which step failed, and keeps the cause', () => {
    const cause = new Error('no coefficients')
    const up = () => {
      throw cause
    }
    expect(() => decodeBundle(text, { kind: 'toy', ladder: defineSteps([{ to: 2, up }]) })).toThrow(
      expect.objectContaining({ code: 'bad_bundle', message: expect.stringContaining('from version 1 to 2'), cause }),
    )
  })

  it.each([
    ['an empty file', '', 'JSON was expected (0 characters'],
    ['a file cut short', text.slice(0, -5), 'JSON was expected'],
    ['HTML', '<!doctype html><p>no</p>', 'JSON was expected'],
    ['a list', '[]', 'a JSON object was expected, got an array'],
    ['null', 'null', 'a JSON object was expected, got null'],
    ['other JSON', '{"a":1}', 'its format must be headway-bundle, got undefined'],
    ['another kind', text.replace('"toy"', '"dataset"'), 'a toy was expected, got "dataset"'],
    ['no version', text.replace('"version":1,', ''), 'its version must be a whole number from 1, got undefined'],
    ['a version from the future', text.replace('"version":1', '"version":2'), 'this Headway reads versions up to 1. Update Headway'],
    ['a changed number', text.replace('0.1', '0.2'), 'its hash says'],
    ['a changed sign of zero', text.replace('-0,', '0,'), 'its hash says'],
    ['a member more', text.replace('"name"', '"extra":1,"name"'), 'its hash says'],
    ['no hash', text.replace(/"sha256":"[^"]*",/, ''), 'its hash says undefined'],
    ['no body', text.replace(/,"body":.*/, '}'), 'body is undefined'],
    ['a number that is too large', text.replace('1e+21', '1e+999'), 'body.weights[2] is Infinity'],
    ['depth', text.replace('0.1', `${'['.repeat(5000)}${']'.repeat(5000)}`), 'nested more than 502 deep'],
  ])('refuses %s', (_, edited, message) => {
    refuses(edited, message)
  })

  it('refuses __proto__ in the body, and never lets it reach another object', () => {
    refuses(text.replace('"name":"Zoë"', '"__proto__":{"admin":true}'), 'has a member called __proto__')
    expect(decodeBundle(text.replace('{"format"', '{"__proto__":{"admin":true},"format"'), first)).toStrictEqual({
      kind: 'toy',
      version: 1,
      body,
    })
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})
