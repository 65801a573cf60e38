import { LearnError } from '../errors.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'

/**
 * Numbers as base64 text of their IEEE 754 doubles, low byte first: for arrays too long to print. Any number, −0, NaN and
 * ±Infinity included; every NaN is written with the same bits.
 *
 * @example encodeFloats([1]) // 'AAAAAAAA8D8='
 */
export function encodeFloats(values: ArrayLike<number>): string {
  const bytes = new Uint8Array(values.length * 8)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) view.setUint32(i * 8 + 4, 0x7ff8_0000, true)
    else view.setFloat64(i * 8, values[i], true)
  }
  return encodeBase64(bytes)
}

/** @throws LearnError `bad_bundle` */
export function decodeFloats(text: string): Float64Array {
  const bytes = decodeBase64(text)
  if (bytes.length % 8 !== 0) throw new LearnError('bad_bundle', `Numbers take 8 bytes each, got ${bytes.length} bytes. The file was cut.`)
  const view = new DataView(bytes.buffer)
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(i * 8, true))
}
