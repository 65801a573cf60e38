import { LearnError } from '../errors.ts'

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]))

/**
 * Bytes as text: the standard alphabet, padded with `=`, no line breaks (RFC 4648, §4).
 *
 * @example encodeBase64(Uint8Array.of(102, 111)) // 'Zm8='
 */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const left = bytes.length - i
    parts.push(
      DIGITS[word >> 18] + DIGITS[(word >> 12) & 63] + (left > 1 ? DIGITS[(word >> 6) & 63] : '=') + (left > 2 ? DIGITS[word & 63] : '='),
    )
  }
  return parts.join('')
}

/**
 * The bytes that `encodeBase64` was given. Strict: one text per byte sequence.
 *
 * @throws LearnError `bad_bundle` for another length, alphabet or padding
 */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw bad(`its length is a multiple of 4, got ${text.length}`)
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let word = 0
  for (let i = 0; i < text.length; i++) {
    const value = i < text.length - padding ? VALUE.get(text[i]) : 0
    if (value === undefined) throw bad(`it holds A–Z, a–z, 0–9, + and /, got ${JSON.stringify(text[i])} at ${i}`)
    word = ((word << 6) | value) & 0xff_ffff
    if (i % 4 !== 3) continue
    const at = (i >> 2) * 3
    for (let k = 0; k < 3 && at + k < bytes.length; k++) bytes[at + k] = (word >> (16 - 8 * k)) & 255
  }
  if ((padding === 1 && (word & 255) !== 0) || (padding === 2 && (word & 0xffff) !== 0)) throw bad('unused bits are 0')
  return bytes
}

function bad(rule: string): LearnError {
  return new LearnError('bad_bundle', `This is not base64 text: ${rule}. The file was cut or edited; take the original.`)
}
