import { putUtf8 } from '../../bundle/utf8.ts'
import { LearnError } from '../../errors.ts'

/** A protobuf file holds at most this many bytes: its readers count them in 31 bits. */
const LONGEST = 0x7fff_ffff

/** Writes the fields of one message after the other, in the order of the calls. */
export interface ProtobufWriter {
  /** A whole number from 0 to 2^53 − 1. */
  whole(field: number, value: number): void
  /** Whole numbers from 0 to 2^53 − 1, packed. */
  wholes(field: number, values: ArrayLike<number>): void
  text(field: number, text: string): void
  bytes(field: number, bytes: Uint8Array): void
  /** What `write` writes is a message of its own in this field. */
  message(field: number, write: () => void): void
  /** @returns a copy of all that was written */
  finish(): Uint8Array
}

/**
 * A writer of the protobuf wire format, as far as ONNX needs it. Lengths and numbers take as few bytes as they can.
 *
 * Source: Protocol Buffers documentation, "Encoding".
 *
 * @param longest bytes at most
 * @throws LearnError `not_exportable` from the call that goes beyond `longest`
 */
export function protobufWriter(longest = LONGEST): ProtobufWriter {
  let buffer = new Uint8Array(Math.min(longest, 1024))
  let length = 0

  function room(bytes: number): void {
    const needed = length + bytes
    if (needed > longest) throw tooLong(`An ONNX file holds at most ${longest} bytes, and this model needs more`)
    if (needed <= buffer.length) return
    const larger = allocated(Math.min(longest, Math.max(needed, 2 * buffer.length)))
    larger.set(buffer.subarray(0, length))
    buffer = larger
  }

  function varint(value: number): void {
    room(bytesOf(value))
    length = putVarint(buffer, length, value)
  }

  function tag(field: number, lengthFollows: boolean): void {
    varint(field * 8 + (lengthFollows ? 2 : 0))
  }

  function bytes(field: number, added: Uint8Array): void {
    tag(field, true)
    varint(added.length)
    room(added.length)
    buffer.set(added, length)
    length += added.length
  }

  function message(field: number, write: () => void): void {
    tag(field, true)
    const start = length
    write()
    const size = length - start
    // before: [body]   after: [size][body]
    room(bytesOf(size))
    buffer.copyWithin(start + bytesOf(size), start, length)
    putVarint(buffer, start, size)
    length += bytesOf(size)
  }

  return {
    bytes,
    text(field, text) {
      message(field, () => {
        room(3 * text.length)
        length = putUtf8(buffer, length, text)
      })
    },
    whole(field, value) {
      tag(field, false)
      varint(value)
    },
    wholes(field, values) {
      let size = 0
      for (let i = 0; i < values.length; i++) size += bytesOf(values[i])
      tag(field, true)
      varint(size)
      room(size)
      for (let i = 0; i < values.length; i++) length = putVarint(buffer, length, values[i])
    },
    message,
    finish() {
      const whole = allocated(length)
      whole.set(buffer.subarray(0, length))
      return whole
    },
  }
}

function bytesOf(value: number): number {
  let bytes = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes++
  return bytes
}

/** @returns where the next byte goes */
function putVarint(buffer: Uint8Array, start: number, value: number): number {
  let at = start
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) buffer[at++] = (rest % 128) + 128
  buffer[at++] = rest
  return at
}

function allocated(bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes)
  } catch (cause) {
    throw tooLong(`There is no memory for an ONNX file of ${bytes} bytes`, cause)
  }
}

function tooLong(what: string, cause?: unknown): LearnError {
  return new LearnError('not_exportable', `${what}. Export a smaller one.`, { cause })
}
