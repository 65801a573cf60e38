import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bench, BenchOptions } from '../bench.ts'
import { inWorkers } from '../in-workers.ts'
import { folder } from '../quality/folder.ts'
import type { Result, Row } from '../result.ts'
import { generatedPool } from './pool.ts'
import { tasks } from './tasks.ts'
import { toMarkdown } from './to-markdown.ts'
import type { PlantedTask } from './worker.ts'

/** What is planted must be found: gaps between groups, leaks, and what is true, by the intervals that are meant to hold it. */
export const bench: Bench = { run, document }

async function run({ only, say }: BenchOptions) {
  const versions = { node: process.versions.node }
  const ids = Object.keys(tasks).filter(id => id.includes(only))
  if (ids.length === 0) return { rows: [], versions }
  const pool = generatedPool(say)
  let done = 0
  const found = await inWorkers<PlantedTask, Row[]>(
    new URL('./worker.ts', import.meta.url),
    ids.map(id => ({ id, pool })),
    ({ id }, seconds) => say(`${++done} of ${ids.length}: ${id}: ${seconds.toFixed(0)} s`),
  )
  return { rows: found.flat(), versions }
}

async function document(result: Result): Promise<void> {
  await writeFile(join(folder.docs, 'planted.md'), toMarkdown(result))
}
