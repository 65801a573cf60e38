import { readProtobuf } from '../packages/learn/test/read-protobuf.ts'

/** What a file says of itself, key by key. */
export function metadataOf(file: Uint8Array): Record<string, string> {
  const entries = readProtobuf(file).filter(([field]) => field === 14)
  return Object.fromEntries(
    entries.map(([, entry]) => readProtobuf(entry as Uint8Array).map(([, text]) => new TextDecoder().decode(text as Uint8Array))),
  )
}
