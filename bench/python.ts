import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Virtual environments: the peers that the published results were made with, the newest releases, and a cluster. */
const environments = {
  released: { folder: '.venv', requirements: 'peers/requirements.txt' },
  newest: { folder: '.venv-newest', requirements: 'peers/requirements-newest.txt' },
  cluster: { folder: '.venv-scale', requirements: 'scale/requirements.txt' },
} as const

export type Environment = keyof typeof environments

/**
 * Python of the peers; its environment is made on first use.
 *
 * @throws Error when Python or a package is missing
 */
export async function pythonOf(environment: Environment, say: (line: string) => void): Promise<string> {
  const { folder, requirements } = environments[environment]
  const home = join(import.meta.dirname, folder)
  const python = process.platform === 'win32' ? join(home, 'Scripts', 'python.exe') : join(home, 'bin', 'python')
  if (existsSync(python)) return python
  say(`peers: installing ${requirements} into bench/${folder} …`)
  const run = promisify(execFile)
  await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', home])
  await run(python, ['-m', 'pip', 'install', '--quiet', '-r', join(import.meta.dirname, requirements)])
  return python
}

/** Exact versions as its list of requirements pins them. */
export const requirementsOf = (environment: Environment) => join(import.meta.dirname, environments[environment].requirements)
