import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { askAt, csvLines, defaultPlan, type Frame } from '@headway/campus'
import { readRecords } from '@headway/ingest'
import { sha256 } from '@headway/learn'
import { SEED } from '../quality/ours.ts'
import { fileName, TARGET, type Variant, variants, WEEKS } from './variants.ts'

/** What a peer is given of a moment besides the table. */
export interface Task {
  readonly y: readonly number[]
  readonly terms: readonly number[]
  readonly train: readonly number[]
  readonly test: readonly number[]
  readonly categories: readonly string[]
}

/** Run as a process of its own: export.ts <dataset> <folder> <variant>. Prints the names of the tasks, each with a hash of its content. */
async function main(dataset: string, folder: string, id: string): Promise<void> {
  const records = await readRecords(dataset)
  const variant = variants.find(v => v.id === id)!
  await mkdir(folder, { recursive: true })
  const names: string[] = []
  for (const week of WEEKS) {
    const { frame } = askAt(records, {
      moment: { kind: 'day', day: 7 * week },
      delays: { marking: variant.marking, results: 0 },
      target: TARGET,
      withProtected: variant.withProtected,
    })
    names.push(await writeTask(folder, variant, week, frame))
  }
  console.log(JSON.stringify(names))
}

/** The very table that Headway learns from, and its own plan. */
async function writeTask(folder: string, variant: Variant, week: number, frame: Frame): Promise<string> {
  const { table, y, terms } = frame.sample
  const { train, test } = defaultPlan(frame, SEED).repeats[0]![0]!
  const task: Task = {
    y: [...y],
    terms: [...terms!],
    train: [...train],
    test: [...test],
    categories: table.columns.filter(c => c.kind === 'categorical').map(c => c.name),
  }
  const [csv, json] = [[...csvLines({ table })].join(''), JSON.stringify(task)]
  const name = `${fileName(variant, week)}-${sha256(csv + json).slice(0, 12)}`
  await writeFile(join(folder, `${name}.csv`), csv)
  await writeFile(join(folder, `${name}.json`), json)
  return name
}

await main(...(process.argv.slice(2) as [string, string, string]))
