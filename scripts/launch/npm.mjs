import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { Refusal } from './refusal.mjs'

/**
 * Runs npm's own JavaScript with the given Node, so that no shell and no `.cmd` file stands between.
 *
 * @param {string} node
 * @param {readonly string[]} args
 * @param {{ cwd: string, show: boolean }} options `show`: what npm prints goes to standard error
 * @returns {{ ok: boolean, output: string }}
 */
export function runNpm(node, args, { cwd, show }) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
  const { status, stdout, stderr, error } = spawnSync(node, [npmCli(), ...args], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', show ? 2 : 'pipe', show ? 2 : 'pipe'],
  })
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` }
}

function npmCli() {
  const beside = dirname(process.execPath)
  const candidates = [
    process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : undefined,
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'), // macOS, Linux
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'), // Windows
    ...(process.env.PATH ?? '')
      .split(delimiter)
      .flatMap(folder => [linked(join(folder, 'npm')), join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')]),
  ]
  const found = candidates.find(file => file?.endsWith('npm-cli.js') && existsSync(file))
  if (found) return found
  throw new Refusal('npm was not found. Install Node 24 with npm (https://nodejs.org) and run this again.')
}

function linked(file) {
  return existsSync(file) ? realpathSync(file) : undefined
}
