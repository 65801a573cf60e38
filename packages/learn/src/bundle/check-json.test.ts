import { describe, expect, it } from 'vitest'
import { decodeBundle, encodeBundle } from './bundle.ts'
import { checkJson } from './check-json.ts'
import { defineSteps } from './ladder.ts'

const nested = (depth: number, heart = '') => `${'['.repeat(depth)}${heart}${']'.repeat(depth)}`
const refused = (text: string, message: string, longest?: number) =>
  expect(() => checkJson(text, longest)).toThrow(expect.objectContaining({ code: 'bad_bundle', message: expect.stringContaining(message) }))

describe('checkJson', () => {
  it('refuses a million brackets before they are parsed', () => {
    refused('['.repeat(1_000_000), 'nested more than 502 deep at character 502')
    refused('{"a":'.repeat(1_000_000), 'nested more than 502 deep')
  })

  it('counts depth, not brackets, and none inside of strings', () => {
    expect(() => checkJson('[]'.repeat(2000))).not.toThrow()
    expect(() => checkJson(JSON.stringify({ text: `\\"${'['.repeat(2000)}` }))).not.toThrow()
    refused(`"\\\\"${'['.repeat(2000)}`, 'nested') // an escaped backslash does not escape the quote after it
  })

  it('refuses more characters than asked for', () => {
    expect(() => checkJson('[1]', 3)).not.toThrow()
    refused('[10]', 'it may have 3 characters, got 4', 3)
  })

  it('lets pass the deepest body that can be written', () => {
    const body = JSON.parse(nested(501))
    const text = encodeBundle({ kind: 'deep', version: 1, body })
    expect(decodeBundle(text, { kind: 'deep', ladder: defineSteps([]) }).body).toEqual(body)
    expect(() => encodeBundle({ kind: 'deep', version: 1, body: [body] })).toThrow(expect.objectContaining({ code: 'bad_bundle' }))
  })
})
