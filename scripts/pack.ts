import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runNode } from './house/command.ts'
import { tools } from './house/tools.ts'
import { runNpm } from './launch/npm.mjs'

/** What leaves the house: each after those that it needs. */
const PACKAGES = ['learn', 'campus'] as const

type Name = (typeof PACKAGES)[number]

/**
 * Tarballs of `learn` and `campus` for Node 20 and newer and for bundlers: JavaScript and types built from the sources, README and
 * licence; no tests. Inside the house nothing is built: exports point at the sources, and only these copies have another package.json.
 *
 * @param into the folder that gets the tarballs
 * @returns their files, in the order of the packages
 */
export async function packPackages(into: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'headway-pack-'))
  try {
    mkdirSync(into, { recursive: true })
    for (const name of PACKAGES) writeConfig(name, join(folder, name))
    const built = await runNode([tools.tsc, '-b', ...PACKAGES.map(name => join(folder, name))])
    if (!built.ok) throw new Error(`The packages could not be compiled:\n${built.output}`)
    return PACKAGES.map(name => packed(name, join(folder, name), into))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The package's own compiler options, but for where it writes and that it writes JavaScript too. */
function writeConfig(name: Name, folder: string): void {
  const source = resolve('packages', name)
  const own = JSON.parse(readFileSync(join(source, 'tsconfig.json'), 'utf8')) as { references: readonly { path: string }[] }
  const config = {
    extends: join(source, 'tsconfig.json'),
    compilerOptions: {
      composite: false,
      declaration: true,
      emitDeclarationOnly: false,
      rootDir: join(source, 'src'),
      outDir: join(folder, 'dist'),
      tsBuildInfoFile: join(folder, '..', `${name}.tsbuildinfo`),
    },
    exclude: ['test', 'test-data'].map(kind => join(source, 'src', '**', `*.${kind}.*`)),
    references: own.references.map(({ path }) => ({ path: join(source, path) })),
  }
  mkdirSync(folder)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
}

function packed(name: Name, folder: string, into: string): string {
  for (const [file, from] of [
    ['LICENSE', 'LICENSE'],
    ['README.md', join('packages', name, 'README.md')],
  ] as const)
    copyFileSync(from, join(folder, file))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(publishedManifest(name), null, 2)}\n`)
  const { ok, output } = runNpm(
    process.execPath,
    ['pack', '--offline', '--json', '--loglevel=error', `--pack-destination=${resolve(into)}`],
    {
      cwd: folder,
      show: false,
    },
  )
  if (!ok) throw new Error(`npm could not pack ${name}:\n${output}`)
  const { version } = manifestOf(name)
  return join(into, `headway-${name}-${version}.tgz`)
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports: unknown
  readonly dependencies?: Readonly<Record<string, string>>
}

/** As in the workspace, but with built exports and the exact versions of our own packages. */
function publishedManifest(name: Name): object {
  const { private: _, exports: __, dependencies, ...rest } = manifestOf(name)
  return {
    ...rest,
    engines: { node: '>=20' },
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist'],
    sideEffects: false,
    ...(dependencies && { dependencies: Object.fromEntries(Object.keys(dependencies).map(own => [own, versionOf(own)])) }),
  }
}

function versionOf(dependency: string): string {
  const name = PACKAGES.find(own => `@headway/${own}` === dependency)
  if (!name) throw new Error(`${dependency} is not packed: pack it too, or depend on it no longer.`)
  return manifestOf(name).version
}

function manifestOf(name: Name): Manifest {
  return JSON.parse(readFileSync(join('packages', name, 'package.json'), 'utf8'))
}

if (import.meta.main) for (const file of await packPackages('dist')) console.log(file)
