import { execFile } from 'node:child_process'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Report } from '@headway/campus'
import { folder } from '../quality/folder.ts'
import { type Variant, WEEKS } from './variants.ts'

/** Whoever looks at the test term often enough will find something: every look is written down, here and nowhere else. */
export const logFile = join(folder.bench, 'results', 'oulad-log.jsonl')

/** One line: when, at which commit (and whether it was changed), the dataset, the variant, and the figures that were seen. */
export async function logLook(variant: Variant, reports: readonly Report[], seconds: number): Promise<void> {
  const figure = (metric: string) => reports.map(r => round(r.entries.find(e => e.id === 'model')!.metrics[metric]!.value, 4))
  const line = {
    date: new Date().toISOString(),
    commit: await git('rev-parse', '--short', 'HEAD'),
    changed: (await git('status', '--porcelain', '--', 'packages')) !== '',
    dataset: reports[0]!.data.hash.slice(0, 12),
    variant: variant.id,
    weeks: WEEKS,
    rocAuc: figure('rocAuc'),
    averagePrecision: figure('averagePrecision'),
    seconds: Math.round(seconds),
  }
  await appendFile(logFile, `${JSON.stringify(line)}\n`)
}

async function git(...args: string[]): Promise<string> {
  return (await promisify(execFile)('git', args, { cwd: join(folder.bench, '..') })).stdout.trim()
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
