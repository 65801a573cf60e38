import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './command.ts'

/** A clone of what is committed, to be broken at will. It uses the installed packages, and its own copy of ours. */
export interface Scratch {
  readonly path: string
  /** @returns git's complaint when the patch does not apply */
  plant(patch: string): Promise<string | undefined>
  restore(): Promise<void>
}

const scratchFolders = new Set<string>()

export async function makeScratch(root: string): Promise<Scratch> {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'headway-faults-')))
  scratchFolders.add(path)
  const cloned = await runCommand('git', ['clone', '--quiet', root, path])
  if (!cloned.ok) {
    removeFolder(path)
    throw new Error(`Faults are planted in a clone, and git could not make one:\n${cloned.output}`)
  }
  linkPackages(root, path)
  return {
    path,
    async plant(patch) {
      const { ok, output } = await runCommand('git', ['apply', join(root, patch)], { cwd: path })
      return ok ? undefined : output
    },
    async restore() {
      await runCommand('git', ['checkout', '--quiet', '--', '.'], { cwd: path })
      await runCommand('git', ['clean', '--quiet', '-fd'], { cwd: path })
    },
  }
}

/** All that are left, also those still being made. */
export function removeScratches(): void {
  for (const path of scratchFolders) removeFolder(path)
}

function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 })
  scratchFolders.delete(path)
}

/** node_modules of links to the installed packages, except that @headway/* leads to the clone's own packages. */
function linkPackages(root: string, path: string): void {
  linkEntries(join(root, 'node_modules'), join(path, 'node_modules'))
  for (const name of readdirSync(join(path, 'packages'))) {
    link(join(path, 'packages', name), join(path, 'node_modules', '@headway', name))
    const nested = join(root, 'packages', name, 'node_modules')
    if (existsSync(nested)) linkEntries(nested, join(path, 'packages', name, 'node_modules'))
  }
}

function linkEntries(from: string, to: string): void {
  mkdirSync(join(to, '@headway'), { recursive: true })
  for (const { name } of readdirSync(from, { withFileTypes: true }).filter(e => !e.isFile())) {
    if (name !== '@headway' && !name.startsWith('.')) link(join(from, name), join(to, name)) // .bin is for shells, .vite is a cache
  }
}

function link(target: string, at: string): void {
  symlinkSync(target, at, 'junction') // on Windows a junction needs no rights; elsewhere the word is ignored
}
