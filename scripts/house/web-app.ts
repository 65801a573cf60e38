import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Finished, runNode } from './command.ts'
import { tools } from './tools.ts'

const folder = join('packages', 'web')
const built = join(folder, 'dist')
const stamp = join(folder, '.vite', 'built-from')

/** What the pages are made of: the web package and the packages that it bundles, and the versions of everything else. */
const sources = ['web', 'learn', 'campus', 'contract', 'ingest'].map(name => join('packages', name, 'src'))
const files = [...['index.html', 'train.html', 'vite.config.ts', 'package.json'].map(file => join(folder, file)), 'package-lock.json']

/** Whether the built pages are those of the present sources, by the sizes and times of their files (nothing is read). */
export function webAppBuilt(): boolean {
  return existsSync(join(built, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOfSources()
}

/** Builds them; the stamp of the sources as they were before the build is written last. */
export async function buildWebApp(): Promise<Finished> {
  const before = stampOfSources()
  const build = await runNode([join('..', '..', tools.vite), 'build', '--logLevel=warn'], { cwd: folder })
  if (!build.ok) return build
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, before)
  return build
}

function stampOfSources(): string {
  const inFolders = sources.flatMap(source =>
    readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter(name => /\.\w+$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map(name => join(source, name)),
  )
  const hash = createHash('sha256')
  for (const file of [...inFolders.sort(), ...files.filter(f => existsSync(f))]) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}
