import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './command.ts'

/** A PostgreSQL of our own in a temporary folder: only this machine reaches it, nothing in it outlives `stop`. */
export interface ThrowawayPostgres {
  readonly url: string
  stop(): Promise<void>
}

/**
 * Makes a cluster and starts it on a free port of 127.0.0.1. Root may not run PostgreSQL: there it runs as the user `postgres`.
 *
 * @param programs the folder of `initdb` and `postgres`
 * @throws Error with PostgreSQL's own words when it does not start
 */
export async function startPostgres(programs: string): Promise<ThrowawayPostgres> {
  const as = process.getuid?.() === 0 ? await idOf('postgres') : undefined
  const folder = mkdtempSync(join(tmpdir(), 'headway-postgres-'))
  if (as) chownSync(folder, as.uid, as.gid)
  let server: ChildProcess | undefined
  const stop = async () => {
    if (server) await end(server)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const init = ['-D', folder, '-U', 'headway', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
    const made = await runCommand(join(programs, 'initdb'), init, { cwd: folder, ...(as && { as }) })
    if (!made.ok) throw new Error(`initdb failed:\n${made.output}`)
    const port = await freePort()
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=200']
    server = spawn(join(programs, 'postgres'), ['-D', folder, ...settings.flatMap(s => ['-c', s])], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...as,
    })
    await ready(server)
    return { url: `postgres://headway@127.0.0.1:${port}/postgres`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** It says on standard error when it takes connections. */
function ready(server: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    server.stderr?.on('data', part => {
      said = (said + part).slice(-10_000)
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${said}`)))
  })
}

/** SIGINT is PostgreSQL's fast shutdown; what has not ended after ten seconds is killed. */
function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => {
    const hard = setTimeout(() => server.kill('SIGKILL'), 10_000)
    server.once('exit', () => {
      clearTimeout(hard)
      resolve()
    })
    server.kill('SIGINT')
  })
}

async function idOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([runCommand('id', ['-u', user]), runCommand('id', ['-g', user])])
  if (uid.ok && gid.ok) return { uid: Number(uid.output), gid: Number(gid.output) }
  throw new Error(`PostgreSQL refuses to run as root, and there is no user ${user} to run it as.`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
