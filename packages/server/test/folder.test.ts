import { existsSync } from 'node:fs'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { blobNames, openBlobs } from '../src/blobs.ts'
import { lockFolder } from '../src/lock.ts'
import { openServer } from './open-server.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const bytes = (text: string) => new TextEncoder().encode(text)

describe('blobs', () => {
  it('are found by their content, once each', async () => {
    const blobs = await openBlobs(folder)
    const [a, again] = [await blobs.put(bytes('one')), await blobs.put(bytes('one'))]
    expect(a).toBe('7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed') // sha256, by sha256sum
    expect(again).toBe(a)
    expect(new TextDecoder().decode(await blobs.get(a))).toBe('one')
    expect(await blobNames(folder)).toEqual([a])
  })

  it('tell when they were damaged', async () => {
    const blobs = await openBlobs(folder)
    const name = await blobs.put(bytes('one'))
    await writeFile(join(folder, name.slice(0, 2), name), 'two')
    await expect(blobs.get(name)).rejects.toThrow(/damaged/)
  })

  it.skipIf(!existsSync('/dev/full'))('leave everything as it was when the disk is full (needs /dev/full)', async () => {
    const kept = await (await openBlobs(folder)).put(bytes('old'))
    const full = await openBlobs(folder, () => open('/dev/full', 'w'))
    await expect(full.put(bytes('new'))).rejects.toMatchObject({ name: 'ProblemError', code: 'disk_full' })
    expect(await blobNames(folder)).toEqual([kept])
    expect(new TextDecoder().decode(await full.get(kept))).toBe('old')
  })

  it('sweep away what a crash left half-written', async () => {
    await openBlobs(folder)
    await writeFile(join(folder, 'unfinished', 'draft'), 'half')
    await openBlobs(folder)
    await expect(readFile(join(folder, 'unfinished', 'draft'))).rejects.toThrow(/ENOENT/)
  })
})

describe('a data folder', () => {
  it('belongs to one server, until that one lets go', () => {
    const first = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow(/Another Headway server already works on the data folder/)
    first.release()
    lockFolder(folder).release()
  })

  it('is checked at the start: an audit log that someone changed by force is told', async () => {
    const first = await openServer({ folder })
    await first.ready
    await first.close()
    const store = new DatabaseSync(join(folder, 'headway.db'))
    store.exec("drop trigger audit_is_not_changed; update audit set actor = 'nobody' where seq = 1")
    store.close()
    let logged = ''
    const logStream = new Writable({
      write(part, _, done) {
        logged += part
        done()
      },
    })
    const second = await openServer({ folder, logLevel: 'warn' }, { logStream })
    await second.close()
    const lines = logged.trim().split('\n')
    const errors = lines.map(line => JSON.parse(line)).filter(({ level }) => level >= 50) // it also warns where the page was never built
    expect(errors).toMatchObject([{ level: 50, seq: 1, msg: expect.stringMatching(/audit log was changed/) }])
  })

  it('refuses a second server, which leaves the first one alone', async () => {
    const first = await openServer({ folder })
    await first.ready
    await expect(openServer({ folder })).rejects.toThrow(/Another Headway server/)
    expect((await first.app.inject('/health')).json().status).toBe('ok')
    await first.end()
  })
})
