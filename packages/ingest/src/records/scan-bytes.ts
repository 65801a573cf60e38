import { isUtf8 } from 'node:buffer'
import type { OpenedFile } from '../opened-file.ts'

export type LineEnds = 'LF' | 'CR LF' | 'CR' | 'mixed'

const [LF, CR] = [0x0a, 0x0d]

/** Whether all of a file is UTF-8, and how its lines end. */
export async function scanBytes(file: OpenedFile): Promise<{ readonly utf8: boolean; readonly lineEnds: LineEnds }> {
  let utf8 = true
  let rest: Uint8Array = new Uint8Array() // the beginning of a character whose end is in the next piece
  const met = { lf: false, crLf: false, cr: false }
  let before = 0 // the last byte of the piece before
  for await (const chunk of file.chunks()) {
    if (utf8) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      const whole = bytes.length - unfinished(bytes)
      utf8 = isUtf8(bytes.subarray(0, whole))
      rest = bytes.slice(whole)
    }
    meet(met, chunk, before)
    before = chunk.at(-1) ?? before
  }
  if (before === CR) met.cr = true
  const kinds = [met.lf && 'LF', met.crLf && 'CR LF', met.cr && 'CR'].filter(kind => kind !== false) as LineEnds[]
  return { utf8: utf8 && rest.length === 0, lineEnds: kinds.length > 1 ? 'mixed' : (kinds[0] ?? 'LF') }
}

/** A CR is judged by the byte after it; most files have none and are looked through at the speed of memory. */
function meet(met: { lf: boolean; crLf: boolean; cr: boolean }, chunk: Uint8Array, before: number): void {
  if (before === CR && chunk[0] !== LF) met.cr = true
  if (before !== CR && chunk.indexOf(CR) < 0) {
    if (!met.lf) met.lf = chunk.includes(LF)
    return
  }
  let last = before
  for (const byte of chunk) {
    if (byte === LF) met[last === CR ? 'crLf' : 'lf'] = true
    else if (last === CR) met.cr = true
    last = byte
  }
}

/** How many bytes at the end begin a character that is not complete. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}
