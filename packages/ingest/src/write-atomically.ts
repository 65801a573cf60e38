import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { IngestError } from './errors.ts'

/**
 * Has `write` make a file under a name of its own beside `path`, brings it to the disk and only then gives it the name `path`.
 * If anything fails (a full disk), the new file goes and whatever stood at `path` stays.
 *
 * @throws IngestError `cannot_write`
 */
export async function writeAtomically(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await write(temporary)
    const handle = await open(temporary, 'r+')
    await handle.sync().finally(() => handle.close())
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new IngestError(
      'cannot_write',
      basename(path),
      `could not be written (${reason}). Free some space or choose another folder; nothing was changed.`,
      { cause },
    )
  }
}
