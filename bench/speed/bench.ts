import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bench, BenchOptions } from '../bench.ts'
import { requirementsOf } from '../python.ts'
import { folder } from '../quality/folder.ts'
import type { Result } from '../result.ts'
import { growthSvg } from './growth-svg.ts'
import { lines } from './lines/index.ts'
import type { SpeedRow } from './speed-row.ts'
import { type SpeedResult, toMarkdown } from './to-markdown.ts'

/** How long fits, forecasts and explanations take beside those of others, line by line as the page shows them. */
export const bench: Bench = { run, document }

async function run({ raw, only, say }: BenchOptions) {
  const rows: SpeedRow[] = []
  for (const line of lines.filter(({ task }) => task.includes(only))) {
    const lacking = await line.lacks?.()
    say(`${line.task}: ${lacking ?? 'measuring'}`)
    if (lacking !== undefined) continue
    const began = performance.now()
    const own = await line.run({ raw, say })
    await writeFile(join(raw, `${line.task.replaceAll(/\W+/g, '-')}.json`), `${JSON.stringify(own, null, 1)}\n`)
    rows.push(...own)
    say(`${line.task}: ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  return { rows, versions: await versions() }
}

/** Of ours and of what both environments pin. */
async function versions(): Promise<Record<string, string>> {
  const pinned = async (environment: 'released' | 'newest') => {
    const text = await readFile(requirementsOf(environment), 'utf8')
    const pairs = text
      .trimEnd()
      .split('\n')
      .map(line => line.split('=='))
    return pairs.map(([name, version]) => [environment === 'newest' ? `newest ${name}` : name!, version!] as const)
  }
  return { node: process.versions.node, ...Object.fromEntries([...(await pinned('released')), ...(await pinned('newest'))]) }
}

async function document(result: Result): Promise<void> {
  const own = result as SpeedResult // the file holds what `run` made
  await writeFile(join(folder.docs, 'speed.md'), toMarkdown(own))
  await writeFile(join(folder.docs, 'images', 'growth.svg'), growthSvg(own.rows))
}
