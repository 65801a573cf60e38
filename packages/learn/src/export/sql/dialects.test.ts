import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dialects, type SqlDialect } from './dialects.ts'

/** Names and texts, among them those that quote, escape, end a line or a statement, or read a setting. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom("'", '"', '`', '\\', '\n', ';', '--', '/*', '$', '{', 'a', '\u2028', '\u{1f393}', 'é'),
    maxLength: 12,
  }),
)
const storable = text.filter(of => of !== '' && !/\0|\p{Surrogate}/u.test(of))

/** Reads a quoted text from its first quote to the quote that ends it: `undefined` where anything stands after that. */
function unquoted(written: string, quote: string, backslash: boolean): string | undefined {
  let read = ''
  for (let i = 1; i < written.length; i++) {
    if (written[i] === '\\' && backslash) read += written[++i]
    else if (written[i] !== quote) read += written[i]
    else if (written[i + 1] === quote) read += written[i++]
    else return i === written.length - 1 ? read : undefined
  }
  return undefined
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
}

/** As each database reads a text, whatever its settings. */
const readText: Readonly<Record<SqlDialect, (written: string) => string | undefined>> = {
  // E'…' reads backslashes, '…' does not where standard_conforming_strings is on, and holds none here
  postgresql: written =>
    written.startsWith('E') ? unquoted(written.slice(1), "'", true) : written.includes('\\') ? undefined : unquoted(written, "'", false),
  duckdb: written => unquoted(written, "'", false),
  spark(written) {
    const hex = /^CAST\(X'((?:[0-9A-F]{2})*)' AS STRING\)$/.exec(written)?.[1]
    if (hex !== undefined) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(hex))
    return /^'[^'"\\$\n]*'$/.test(written) ? written.slice(1, -1) : undefined
  },
}

describe.each(Object.keys(dialects) as SqlDialect[])('%s', of => {
  const dialect = dialects[of]

  it('writes every text as one literal that reads back', () => {
    fc.assert(
      fc.property(storable, value => {
        expect(readText[of](dialect.text(value)!)).toBe(value)
      }),
      { seed: 1, numRuns: 1000 },
    )
  })

  it('writes every name as one quoted name that reads back', () => {
    const quote = of === 'spark' ? '`' : '"'
    fc.assert(
      fc.property(
        storable.filter(name => of !== 'spark' || !name.includes('${')),
        name => {
          expect(unquoted(dialect.name(name), quote, false)).toBe(name)
        },
      ),
      { seed: 1, numRuns: 1000 },
    )
  })

  it.each(['', 'a\0b', 'half \ud83c'])('refuses the name %j', name => {
    expect(() => dialect.name(name)).toThrow(expect.objectContaining({ code: 'not_exportable' }))
  })

  it('has no literal for a text that no database keeps', () => {
    expect([dialect.text('a\0b'), dialect.text('half \ud83c')]).toEqual([undefined, undefined])
  })

  it('writes doubles to the last digit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        expect(
          Number(
            dialect
              .double(value)
              .replace(/^\(|D?\)?$|::\w+$|'/g, '')
              .replaceAll("'", ''),
          ),
        ).toBe(value + 0)
      }),
      { seed: 1 },
    )
  })
})

it('refuses a Spark name that would read a setting', () => {
  expect(() => dialects.spark.name('a\u0024{env:HOME}')).toThrow(expect.objectContaining({ code: 'not_exportable' }))
})
