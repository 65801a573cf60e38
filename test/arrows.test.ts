import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** Who may import whom. The house stands on this: see docs/architecture.md. */
const mayImport: Record<string, readonly string[]> = {
  learn: [],
  campus: ['learn'],
  contract: [],
  ingest: ['learn', 'learn/help', 'campus'],
  server: ['learn', 'campus', 'ingest', 'contract'],
  cli: ['learn', 'campus', 'ingest', 'contract', 'server'],
  web: ['learn', 'learn/help', 'campus', 'contract', 'ingest/browser'],
}

it.each(Object.entries(mayImport))('%s imports only what it may', (name, allowed) => {
  const src = `packages/${name}/src`
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(f => /\.tsx?$/.test(f))
  const used = files.flatMap(f =>
    [...readFileSync(`${src}/${f}`, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'@headway\/([a-z/]+)/g)].map(m => m[1]!),
  )
  expect([...new Set(used)].filter(p => p !== name && !allowed.includes(p))).toEqual([])
})

it.each(['learn', 'campus'])('%s is pure: no package but our own, no Node', name => {
  const src = `packages/${name}/src`
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(f => /\.ts$/.test(f) && !f.endsWith('.test.ts'))
  const foreign = files.flatMap(f =>
    [...readFileSync(`${src}/${f}`, 'utf8').matchAll(/from '([^'.][^']*)'/g)]
      .map(m => `${f}: ${m[1]}`)
      .filter(x => !x.includes('@headway/')),
  )
  expect(foreign).toEqual([])
})

it('what ingest gives to a browser needs no package but our own, and no Node', () => {
  const reached = new Set(['./browser.ts'])
  for (const file of reached) {
    const text = readFileSync(`packages/ingest/src/${file}`, 'utf8')
    for (const [, from] of text.matchAll(/^(?!import type|export type).*from '(?!@headway\/)([^']+)'/gm)) reached.add(from!)
  }
  expect([...reached].filter(from => !from.startsWith('./'))).toEqual([])
  expect(reached.size).toBeGreaterThan(5)
})

it('what a helper of the kernel loads is small: the library would take longer to load than a fit', () => {
  const help = 'packages/learn/src/kernel/help.ts'
  const imported = [...readFileSync(help, 'utf8').matchAll(/^import (?!type).*from '([^']+)'/gm)].map(m => m[1])
  expect(imported).toEqual(['./web-assembly.ts'])
  for (const own of ['ingest/src/threads', 'web/src/train']) {
    expect(readFileSync(`packages/${own}/kernel-helper.ts`, 'utf8')).not.toMatch(/'@headway\/learn'/)
  }
})

it('learn depends on nothing', () => {
  expect(JSON.parse(readFileSync('packages/learn/package.json', 'utf8'))).not.toHaveProperty('dependencies')
})
