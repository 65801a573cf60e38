/** The UTF-8 bytes of a text. A lone surrogate counts as U+FFFD. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  return bytes.subarray(0, putUtf8(bytes, 0, text))
}

/** Writes the same bytes from `start` on, where 3 for each of the text's characters must fit. @returns where the next byte goes */
export function putUtf8(bytes: Uint8Array, start: number, text: string): number {
  let length = start
  for (let i = 0; i < text.length; i++) {
    let point = text.codePointAt(i)!
    if (point > 0xffff) i++
    else if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd
    if (point < 0x80) bytes[length++] = point
    else if (point < 0x800) {
      bytes[length++] = 0xc0 | (point >> 6)
      bytes[length++] = 0x80 | (point & 63)
    } else if (point < 0x1_0000) {
      bytes[length++] = 0xe0 | (point >> 12)
      bytes[length++] = 0x80 | ((point >> 6) & 63)
      bytes[length++] = 0x80 | (point & 63)
    } else {
      bytes[length++] = 0xf0 | (point >> 18)
      bytes[length++] = 0x80 | ((point >> 12) & 63)
      bytes[length++] = 0x80 | ((point >> 6) & 63)
      bytes[length++] = 0x80 | (point & 63)
    }
  }
  return length
}
