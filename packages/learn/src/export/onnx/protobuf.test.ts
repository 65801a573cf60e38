import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProtobuf as read, varints } from '../../../test/read-protobuf.ts'
import { LearnError } from '../../errors.ts'
import { type ProtobufWriter, protobufWriter } from './protobuf.ts'

const anyText = fc.array(fc.nat(0xffff)).map(units => String.fromCharCode(...units))
const whole = fc.oneof(fc.nat(300), fc.maxSafeNat())

function hex(write: (writer: ProtobufWriter) => void): string {
  const writer = protobufWriter()
  write(writer)
  return Array.from(writer.finish(), byte => byte.toString(16).padStart(2, '0')).join('')
}

describe('protobufWriter', () => {
  it('writes the examples of the format’s documentation', () => {
    expect(hex(w => w.whole(1, 150))).toBe('089601')
    expect(hex(w => w.text(2, 'testing'))).toBe('120774657374696e67')
    expect(hex(w => w.message(3, () => w.whole(1, 150)))).toBe('1a03089601')
    expect(hex(w => w.wholes(6, [3, 270, 86942]))).toBe('3206038e029ea705')
  })

  it('writes numbers and texts that a reader finds again', () => {
    fc.assert(
      fc.property(fc.array(whole), anyText, fc.integer({ min: 1, max: 100 }), (values, text, field) => {
        const writer = protobufWriter()
        for (const value of values) writer.whole(field, value)
        writer.message(field + 1, () => {
          writer.wholes(1, values)
          writer.text(2, text)
        })
        const fields = read(writer.finish())
        expect(fields.slice(0, -1)).toEqual(values.map(value => [field, value]))
        const [at, body] = fields[fields.length - 1]
        expect(at).toBe(field + 1)
        const [[, packed], [, utf8]] = read(body as Uint8Array) as [number, Uint8Array][]
        expect(varints(packed)).toEqual(values)
        expect(new TextDecoder().decode(utf8)).toBe(new TextDecoder().decode(new TextEncoder().encode(text)))
      }),
      { seed: 1 },
    )
  })

  it('keeps the content of a message whose length takes more than a byte', () => {
    for (const size of [0, 127, 128, 20_000]) {
      const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251)
      const writer = protobufWriter()
      writer.message(1, () => writer.message(2, () => writer.bytes(3, bytes)))
      const [[, outer]] = read(writer.finish()) as [number, Uint8Array][]
      const [[, inner]] = read(outer) as [number, Uint8Array][]
      expect(read(inner)).toEqual([[3, bytes]])
    }
  })

  it('refuses to go beyond its length, and takes no more memory than that', () => {
    for (const write of [
      (w: ProtobufWriter) => w.bytes(1, new Uint8Array(3000)),
      (w: ProtobufWriter) => w.wholes(1, new Array(3000).fill(1)),
      (w: ProtobufWriter) => w.text(1, 'x'.repeat(3000)),
      (w: ProtobufWriter) => w.message(1, () => w.bytes(1, new Uint8Array(1998))),
    ]) {
      expect(() => write(protobufWriter(2000))).toThrow(expect.objectContaining({ name: LearnError.name, code: 'not_exportable' }))
    }
    const full = protobufWriter(2000)
    full.bytes(1, new Uint8Array(1997))
    expect(full.finish()).toHaveLength(2000)
  })
})
