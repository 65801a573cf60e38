import { readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCommand } from './command.ts'

/** The programs that the slow suites run against: real ones, or the tests that need them are skipped by name. */
export interface RealParts {
  readonly chromium?: string // the browser's file
  readonly postgres?: string // the folder of initdb and postgres
}

/** Looks where they usually are; `HEADWAY_CHROMIUM` names a browser elsewhere. */
export function findRealParts(): RealParts {
  const chromium = [process.env['HEADWAY_CHROMIUM'], ...browserPlaces()].find(isFile)
  const postgres = postgresPlaces().find(
    folder => isFile(join(folder, executable('initdb'))) && isFile(join(folder, executable('postgres'))),
  )
  return { ...(chromium && { chromium }), ...(postgres && { postgres }) }
}

/** Installs what is missing, where that changes nobody's own machine: Debian or a relative, as root or in CI with sudo. */
export async function installRealParts({ chromium, postgres }: RealParts, say: (line: string) => void): Promise<void> {
  const packages = [...(chromium ? [] : ['chromium']), ...(postgres ? [] : ['postgresql'])]
  if (packages.length === 0) return
  const prefix = await mayInstall()
  if (!prefix) return
  say(`Installing ${packages.join(' and ')} for the slow tests.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const [program, ...rest] = [...prefix, 'apt-get', ...args] as [string, ...string[]]
    const { ok, output } = await runCommand(program, rest, { env })
    if (!ok) say(`apt-get ${args.join(' ')} failed:\n${output.trimEnd().split('\n').slice(-10).join('\n')}`)
  }
}

/** What to put before apt-get, or nothing where we may not. */
async function mayInstall(): Promise<readonly string[] | undefined> {
  if (!isFile('/usr/bin/apt-get') || !debianLike()) return undefined
  if (process.getuid?.() === 0) return []
  if (!process.env['CI']) return undefined
  return (await runCommand('sudo', ['-n', 'true'])).ok ? ['sudo', '-n'] : undefined
}

function debianLike(): boolean {
  return isFile('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
}

function browserPlaces(): string[] {
  return [
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap(onPath),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(v =>
      join(process.env[v] ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
    ),
  ]
}

/** Debian keeps each version in a folder of its own, away from PATH. */
function postgresPlaces(): string[] {
  const debian = ['18', '17', '16', '15'].map(version => `/usr/lib/postgresql/${version}/bin`)
  return [...debian, ...(process.env['PATH'] ?? '').split(delimiter)]
}

function onPath(program: string): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, executable(program)))
}

function executable(program: string): string {
  return process.platform === 'win32' ? `${program}.exe` : program
}

function isFile(path: string | undefined): path is string {
  return path !== undefined && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)
}
