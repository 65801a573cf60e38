/** The fields of a message in order, each a number or bytes: the plain reader. */
export function readProtobuf(bytes: Uint8Array): [number, number | Uint8Array][] {
  const fields: [number, number | Uint8Array][] = []
  for (let at = 0; at < bytes.length; ) {
    const [tag, first] = varint(bytes, at)
    const [value, end] = varint(bytes, first)
    if (tag % 8 === 0) fields.push([Math.floor(tag / 8), value])
    else fields.push([Math.floor(tag / 8), bytes.subarray(end, end + value)])
    at = tag % 8 === 0 ? end : end + value
  }
  return fields
}

export function varints(bytes: Uint8Array): number[] {
  const values: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const [value, end] = varint(bytes, at)
    values.push(value)
    at = end
  }
  return values
}

function varint(bytes: Uint8Array, start: number): [number, number] {
  let value = 0n
  let at = start
  for (let shift = 0n; ; shift += 7n) {
    value |= BigInt(bytes[at] & 127) << shift
    if (bytes[at++] < 128) return [Number(value), at]
  }
}
