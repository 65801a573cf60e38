import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Which Node is fetched where the running one is older than 24: a registry package that ships the binary, by platform. */
export const pinned = JSON.parse(readFileSync(new URL('pinned-node.json', import.meta.url), 'utf8'))

export const platform = `${process.platform}-${process.arch}`

/** The Node to run on: this one where it is new enough, else the one fetched earlier, else nothing. */
export function nodeAtHand(root) {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const own = pinned.packages[platform]
  const fetched = own && join(root, '.node', pinned.version, own.binary)
  return fetched !== undefined && existsSync(fetched) ? fetched : undefined
}
