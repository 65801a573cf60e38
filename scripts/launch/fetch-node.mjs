import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pinned, platform } from './node.mjs'
import { runNpm } from './npm.mjs'
import { Refusal } from './refusal.mjs'
import { fileFromTarball } from './tarball.mjs'

/** Fetches the pinned Node package of this platform, checks its hash and puts its binary into .node/<version>/bin. */
export function fetchNode(root) {
  const { version, packages } = pinned
  if (!packages[platform]) {
    throw new Refusal(
      `Headway needs Node 24 and this is ${process.versions.node} on ${platform}. Install Node 24 or newer (https://nodejs.org) and run this again.`,
    )
  }
  const { name, binary, integrity } = packages[platform]
  console.error(`Headway runs on Node 24 and this is ${process.versions.node}: fetching ${version} once, into .node/ (about 50 MB).`)
  const temporary = mkdtempSync(join(root, '.node', 'fetching-'))
  try {
    const { ok, output } = runNpm(process.execPath, ['pack', `${name}@${version}`, '--pack-destination', temporary, '--ignore-scripts'], {
      cwd: temporary,
      show: false,
    })
    const file = readdirSync(temporary).find(f => f.endsWith('.tgz'))
    if (!ok || !file)
      throw new Refusal(
        `Node ${version} could not be fetched. Install Node 24 or newer (https://nodejs.org), or try again. npm said:\n${output}`,
      )
    const tarball = readFileSync(join(temporary, file))
    checkIntegrity(name, tarball, integrity)
    unpack(tarball, binary, join(temporary, 'node'), version)
    settle(join(temporary, 'node'), join(root, '.node', version), binary)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** @throws Refusal when the bytes are not those that this repository was tested with */
export function checkIntegrity(name, bytes, expected) {
  const got = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
  if (got === expected) return
  throw new Refusal(
    `The package ${name} is not the expected one and was thrown away.\n  expected ${expected}\n  got      ${got}\nInstall Node 24 or newer yourself (https://nodejs.org), and tell whoever runs your registry.`,
  )
}

function unpack(tarball, binary, folder, version) {
  const file = join(folder, binary)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, fileFromTarball(tarball, `package/${binary}`), { mode: 0o755 })
  const { stdout, error } = spawnSync(file, ['--version'], { encoding: 'utf8' })
  if (stdout?.trim() === `v${version}`) return
  throw new Refusal(
    `Node ${version} was fetched but does not run on this system (${error?.message ?? 'no answer'}). Install Node 24 or newer (https://nodejs.org).`,
  )
}

/** One rename, so that nobody ever sees half a Node. */
function settle(from, to, binary) {
  if (!existsSync(join(to, binary))) rmSync(to, { recursive: true, force: true })
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(join(to, binary))) throw error // else another launch was first
  }
}
