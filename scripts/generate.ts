import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type GeneratedFile, generatedFiles } from './generated.ts'

/** `npm run generate` writes every generated file; with `--check` it writes nothing and fails where one is stale. */
export async function generate(files: readonly GeneratedFile[], { check }: { readonly check: boolean }): Promise<string[]> {
  const stale: string[] = []
  for (const { path, make } of files) {
    const wanted = await make()
    const present = existsSync(path) ? readFileSync(path, 'utf8') : undefined
    if (present === wanted) continue
    stale.push(`${path} ${present === undefined ? 'is missing' : 'is stale'}\n${firstDifference(present ?? '', wanted)}`)
    if (check) continue
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, wanted)
  }
  return stale
}

/** The first lines that differ, as in a diff. */
export function firstDifference(present: string, wanted: string, lines = 5): string {
  const a = present.split('\n')
  const b = wanted.split('\n')
  let from = 0
  while (from < b.length && a[from] === b[from]) from++
  const part = (of: readonly string[], sign: string) => of.slice(from, from + lines).map(line => `  ${sign} ${line}`)
  return [`  line ${from + 1}:`, ...part(a, '-'), ...part(b, '+')].join('\n')
}

if (import.meta.main) {
  const check = process.argv.includes('--check')
  const stale = await generate(generatedFiles, { check })
  for (const text of stale) console.log(check ? text : `wrote ${text.split(' ')[0]}`)
  if (check && stale.length > 0) {
    console.log('\nRun npm run generate and commit what it writes.')
    process.exitCode = 1
  }
}
