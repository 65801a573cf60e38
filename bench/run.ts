import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'
import { machineHere, mergeRows, type Result } from './result.ts'
import { tableText } from './table.ts'

/** The benches by name: npm run bench -- <name> [--only <text>]. */
const benches: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  import: () => import('./import/bench.ts'),
  indicators: () => import('./indicators/bench.ts'),
  oulad: () => import('./oulad/bench.ts'),
  planted: () => import('./planted/bench.ts'),
  quality: () => import('./quality/bench.ts'),
  scale: () => import('./scale/bench.ts'),
  speed: () => import('./speed/bench.ts'),
}

const here = import.meta.dirname

async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { only: { type: 'string' } } })
  const [name] = positionals
  if (name === undefined || !Object.hasOwn(benches, name)) {
    console.error(`Say which bench: npm run bench -- <name> [--only <part of a task>]. There is: ${Object.keys(benches).join(', ')}.`)
    return 2
  }
  const { bench } = await benches[name]!()
  const raw = join(here, 'raw', name)
  await mkdir(raw, { recursive: true })
  const { rows, versions } = await bench.run({ raw, only: values.only ?? '', say: line => console.error(line) })
  if (rows.length === 0) {
    console.error(`No task of ${name} has ${values.only} in its name. Nothing was written.`)
    return 2
  }
  const file = join(here, 'results', `${name}.json`)
  const earlier = values.only === undefined ? undefined : await readResult(file)
  const result: Result = {
    machine: machineHere(),
    versions: { ...earlier?.versions, ...versions },
    date: new Date().toISOString(),
    rows: mergeRows(earlier?.rows ?? [], rows),
  }
  await writeResult(file, result)
  await bench.document?.(result, values.only === undefined)
  console.log(tableText(result))
  return 0
}

async function readResult(file: string): Promise<Result | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Result
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function writeResult(file: string, result: Result): Promise<void> {
  await mkdir(join(here, 'results'), { recursive: true })
  await writeFile(`${file}.new`, `${JSON.stringify(result, null, 1)}\n`)
  await rename(`${file}.new`, file)
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
