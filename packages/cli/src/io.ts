import { readFile, writeFile } from 'node:fs/promises'
import { writeAtomically } from '@headway/ingest'
import type { Io } from './command.ts'

/** The process's own terminal and files. */
export function processIo(): Io {
  return {
    out: text => void process.stdout.write(`${text}\n`),
    err: text => {
      clearBar()
      process.stderr.write(`${text}\n`)
    },
    progress: drawBar,
    readFile: path => readFile(path, 'utf8'),
    writeFile: (path, content) => writeAtomically(path, temporary => writeFile(temporary, content)),
  }
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
