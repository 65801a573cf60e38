import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Runs the work while no other launch of this checkout does. A lock whose owner is gone (killed, power cut) is taken over.
 *
 * @param {string} root
 * @param {string} name
 * @param {() => void} work
 */
export async function withLock(root, name, work) {
  mkdirSync(join(root, '.node'), { recursive: true })
  const file = join(root, '.node', `${name}.lock`)
  let told = false
  while (!take(file)) {
    if (abandoned(file)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) console.error('Another command is preparing this checkout; waiting for it.')
    told = true
    await wait(200)
  }
  try {
    work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    const handle = openSync(file, 'wx')
    writeSync(handle, String(process.pid))
    closeSync(handle)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function abandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    if (Date.now() - statSync(file).mtimeMs > 1_800_000) return true // no install takes half an hour; the number may be another's by now
    if (pid === 0) return Date.now() - statSync(file).mtimeMs > 5000 // its owner died before it wrote its number
    return !alive(pid)
  } catch (error) {
    if (error.code === 'ENOENT') return false // released just now: try to take it
    throw error
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
