import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Io } from './command.ts'

/** The process's own terminal and files. */
export function processIo(signal: AbortSignal): Io {
  return {
    out: text => void process.stdout.write(`${text}\n`),
    err: text => {
      clearBar()
      process.stderr.write(`${text}\n`)
    },
    progress: drawBar,
    readFile: path => readFile(path, 'utf8'),
    writeFile,
    signal,
  }
}

/** A full disk or a kill leaves the old file as it was. */
export async function writeFile(path: string, text: string | Iterable<string>): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`
  try {
    const file = await open(beside, 'w')
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  const folder = await open(dirname(path) || '.', 'r').catch(() => undefined) // Windows cannot open folders
  await folder?.sync().catch(() => {})
  await folder?.close()
}

let drawn = false

function drawBar(what: string, done: number, total: number): void {
  if (!process.stderr.isTTY) return
  const width = 30
  const full = Math.round((width * done) / Math.max(1, total))
  process.stderr.write(`\r${'█'.repeat(full)}${'░'.repeat(width - full)} ${done}/${total} ${what}\u001B[K`)
  drawn = true
  if (done >= total) clearBar()
}

function clearBar(): void {
  if (drawn) process.stderr.write('\r\u001B[K')
  drawn = false
}
