import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rebalancers, steps } from '../src/prepare/index.ts'
import { distanceChecks, rebalancerChecks, stepChecks } from './step-checks.ts'

describe.each(Object.values(steps))('step $kind', step => {
  it.each(Object.entries(stepChecks))('%s', (_, check) => check(step))
})

describe.each(Object.values(rebalancers))('rebalancer $kind', rebalancer => {
  it.each(Object.entries(rebalancerChecks))('%s', (_, check) => check(rebalancer))
})

describe.each(Object.values(rebalancers).filter(r => 'k' in r.defaults))('rebalancer $kind', rebalancer => {
  it.each(Object.entries(distanceChecks))('%s', (_, check) => check(rebalancer))
})

describe('the registries', () => {
  it('hold each member by its own name, and no name twice', () => {
    for (const [name, { kind }] of [...Object.entries(steps), ...Object.entries(rebalancers)]) expect(kind).toBe(name)
    expect(Object.keys(steps).filter(name => Object.hasOwn(rebalancers, name))).toEqual([])
  })

  it('list every step and rebalancer that has a file', async () => {
    const folder = new URL('../src/prepare/', import.meta.url)
    const files = readdirSync(folder).filter(f => f.endsWith('.ts') && !f.endsWith('.test.ts') && f !== 'index.ts')
    const found: string[] = []
    for (const file of files) {
      const module: Record<string, unknown> = await import(new URL(file, folder).href)
      for (const value of Object.values(module)) {
        if (typeof value === 'object' && value !== null && 'kind' in value && 'defaults' in value) found.push(String(value.kind))
      }
    }
    expect(found.sort()).toEqual([...Object.keys(steps), ...Object.keys(rebalancers)].sort())
  })
})
