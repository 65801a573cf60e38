import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ProblemError } from './problem.ts'
import { diskIsFull } from './refusal-of.ts'

/** Files by their content: data sets and model bundles. */
export interface Blobs {
  /** @returns the sha256 of the content, which is its name; the same content twice is one file */
  put(content: Uint8Array): Promise<string>
  /** @throws Error when it is not there, or is not what was put */
  get(name: string): Promise<Uint8Array>
}

/**
 * Blobs in a folder. A file appears whole or not at all: written under another name, flushed to the disk, renamed, and the folder
 * flushed. What a crash left half-written is removed here.
 *
 * @param opened how a new file is opened; tests hand in a full disk
 * @throws ProblemError `disk_full` from put; what was there before is untouched
 */
export async function openBlobs(folder: string, opened: typeof open = open): Promise<Blobs> {
  const unfinished = join(folder, 'unfinished')
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  return {
    async put(content) {
      const name = createHash('sha256').update(content).digest('hex')
      const path = pathOf(folder, name)
      if (await exists(path)) return name
      const draft = join(unfinished, randomUUID())
      try {
        await write(draft, content, opened)
        await mkdir(dirname(path), { recursive: true })
        await rename(draft, path)
        await flushFolder(dirname(path))
      } catch (error) {
        await rm(draft, { force: true })
        if (!diskIsFull(error)) throw error
        throw new ProblemError('disk_full', `There is no room for ${content.length} bytes in the data folder. Nothing was changed.`, {
          cause: error,
        })
      }
      return name
    },
    async get(name) {
      const content = await readFile(pathOf(folder, name))
      const found = createHash('sha256').update(content).digest('hex')
      if (found === name) return content
      throw new Error(`The stored file ${name} is damaged: its content is now ${found}. Restore it from a backup.`)
    },
  }
}

/** Two letters a folder, so that no folder grows to many thousands of files. */
function pathOf(folder: string, name: string): string {
  return join(folder, name.slice(0, 2), name)
}

async function write(path: string, content: Uint8Array, opened: typeof open): Promise<void> {
  const file = await opened(path, 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The renaming itself reaches the disk; Windows neither can nor needs to. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

/** For tests and backups: every name that is held. */
export async function blobNames(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  return files.filter(f => f.isFile() && /^[0-9a-f]{64}$/.test(f.name)).map(f => f.name)
}
