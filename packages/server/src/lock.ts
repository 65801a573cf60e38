import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A data folder that belongs to this process until it ends. */
export interface FolderLock {
  release(): void
}

/**
 * Takes a data folder for this process alone: an exclusive transaction on a small database. The operating system lets go of it
 * when the process ends, however it ends, so nothing stale is ever left behind.
 *
 * @throws Error when another process holds it
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true })
  const database = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 })
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== 5) throw error // 5: SQLITE_BUSY
    throw new Error(
      `Another Headway server already works on the data folder ${folder}. Stop it first, or give this one a folder of its own: HEADWAY_HOME=<folder>.`,
      { cause: error },
    )
  }
  return { release: () => database.close() }
}
