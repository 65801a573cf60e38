import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startPostgres } from '../scripts/house/postgres.ts'
import { findRealParts } from '../scripts/house/real-parts.ts'

const { postgres = '' } = findRealParts()

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headway-parts-'))
  chmodSync(folder, 0o755) // PostgreSQL runs as another user when we are root
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

it.skipIf(!postgres)('the throwaway PostgreSQL takes connections until it is stopped, and leaves nothing behind', async () => {
  const server = await startPostgres(postgres)
  const { hostname, port } = new URL(server.url)
  const open = async () => {
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.destroy()
  }
  await open()
  expect(readdirSync(folder)).toHaveLength(1)
  await server.stop()
  await expect(open()).rejects.toThrow('ECONNREFUSED')
  expect(readdirSync(folder)).toEqual([])
})

it('a PostgreSQL that cannot start says why and leaves nothing behind', async () => {
  await expect(startPostgres('/nowhere')).rejects.toThrow(/initdb failed:\n.*ENOENT/)
  expect(readdirSync(folder)).toEqual([])
})
