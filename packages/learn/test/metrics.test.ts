import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { metrics } from '../src/index.ts'
import { metricChecks } from './metric-checks.ts'

const members = Object.values(metrics).flatMap(metric => metric.tasks.map(kind => ({ id: metric.id, kind, metric })))

describe.each(members)('$id ($kind)', ({ metric, kind }) => {
  it.each(Object.entries(metricChecks))('%s', (_, check) => check(metric, kind))
})

describe('the list of metrics', () => {
  it.each(Object.entries(metrics))('files %s under its own id', (id, metric) => expect(metric.id).toBe(id))

  it('does every kind of task', () => {
    expect(new Set(members.map(({ kind }) => kind))).toEqual(new Set(['binary', 'multiclass', 'ordinal', 'regression']))
  })

  it('draws on every file that exports a metric function', () => {
    const folder = new URL('../src/metrics/', import.meta.url)
    const index = readFileSync(new URL('index.ts', folder), 'utf8')
    const documented = readdirSync(folder)
      .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts')
      .filter(file => /is better/.test(readFileSync(new URL(file, folder), 'utf8')))
    const unused = documented.filter(file => !index.includes(`'./${file}'`))
    expect(unused).toEqual(['class-scores.ts', 'equal-count-calibration-error.ts', 'log-loss.ts', 'rmse.ts']) // per class; read beside its value by chance; plain forms of the row losses
  })
})
