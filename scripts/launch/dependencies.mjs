import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether node_modules holds what package-lock.json lists: by the stamp of the last install, else by comparing the two locks. */
export function dependenciesInstalled(root) {
  const stamp = stampFile(root)
  const wanted = stampOf(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true
  if (!installedMatchesLock(root)) return false
  writeFileSync(stamp, wanted) // somebody ran npm install: no need to do it again
  return true
}

export function stampFile(root) {
  return join(root, 'node_modules', '.headway-install')
}

export function stampOf(root) {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  return `${hash} ${process.platform} ${process.arch}\n`
}

/** npm keeps what it installed in node_modules/.package-lock.json, written last. */
function installedMatchesLock(root) {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const listed = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const missing = Object.entries(listed).filter(([path, entry]) => {
    if (!path.includes('node_modules/')) return false // the workspaces themselves
    if (!installed[path]) return !entry.optional && !entry.devOptional
    return installed[path].integrity !== entry.integrity || !existsSync(join(root, path))
  })
  const left = Object.keys(installed).filter(path => path.includes('node_modules/') && !listed[path])
  return missing.length === 0 && left.length === 0
}
