import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { SearchMemory } from '@headway/learn'

/**
 * What a search finds, kept in a file: a line of JSON `[key, text]` each, appended as it is found. A line that was cut off by a crash
 * is found again.
 *
 * @throws Error when the file cannot be read or written
 */
export function searchFile(path: string): SearchMemory {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  const found = new Map(lines.flatMap(line => entryOf(line)))
  if (lines.length > 0 && lines.at(-1) !== '') appendFileSync(path, '\n')
  return {
    get: key => found.get(key),
    set(key, text) {
      found.set(key, text)
      appendFileSync(path, `${JSON.stringify([key, text])}\n`)
    },
  }
}

function entryOf(line: string): [string, string][] {
  try {
    const entry: unknown = JSON.parse(line)
    return Array.isArray(entry) && entry.length === 2 && entry.every(part => typeof part === 'string') ? [entry as [string, string]] : []
  } catch {
    return []
  }
}
