import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname } from 'node:path'

const PARENT_WATCH_MS = 300

/**
 * Runs the script with the given Node first on PATH, waits for it and gives its exit code.
 *
 * Signals reach the script: at a terminal the keyboard's Ctrl-C already goes to the whole group, so SIGINT is passed on only
 * where there is no terminal; on Windows a passed-on signal would kill outright, and the console tells the script itself.
 * `npm start` told to end ends the shell between it and us, and tells us nothing: when our parent is gone, the script is told.
 *
 * @param {string} node
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<number>} 128 + the signal's number when a signal ended the script
 */
export function runScript(node, script, args) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
  const child = spawn(node, [script, ...args], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const told = process.platform === 'win32' || (signal === 'SIGINT' && process.stdin.isTTY)
      if (!told) child.kill(signal)
    })
  }
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, PARENT_WATCH_MS)
  watch.unref()
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}
