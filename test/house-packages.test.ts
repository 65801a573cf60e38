import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Entry {
  readonly version?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const locked = read('package-lock.json').packages as Record<string, Entry>
const manifests = ['package.json', ...readdirSync('packages').map(name => `packages/${name}/package.json`)]

it('the lock names no registry', () => {
  expect(Object.values(locked).filter(entry => entry.resolved?.startsWith('http'))).toEqual([])
})

it('the lock lists the optional packages of every system: npm 11 refuses a lock without them', () => {
  const missing = Object.entries(locked).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(name => !lookUp(path, name)),
  )
  expect(missing).toEqual([])
})

/** The way Node looks for a package: beside, then further up. */
function lookUp(path: string, name: string): Entry | undefined {
  const own = locked[`${path === '' ? '' : `${path}/`}node_modules/${name}`]
  if (own || path === '') return own
  const up = path.lastIndexOf('/node_modules/')
  return lookUp(up < 0 ? '' : path.slice(0, up), name)
}

it('only reviewed packages bring scripts that run at install', () => {
  const reviewed = Object.keys(read('package.json').allowScripts)
  const withScripts = Object.entries(locked)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
  expect(withScripts.filter(name => !reviewed.includes(name))).toEqual([])
})

it.each(manifests)('%s gives exact versions', file => {
  const { dependencies, devDependencies } = read(file)
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([name, version]) => !name.startsWith('@headway/') && !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
  )
  expect(loose).toEqual([])
})
