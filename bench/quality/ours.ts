import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { askQuestion, type Evaluated, evaluate, type Frame, frame, portfolio, type TrainOptions } from '@headway/campus'
import { importFile } from '@headway/ingest'
import { type OutOfFold, planGivenFolds, type SplitPlan } from '@headway/learn'
import { folder } from './folder.ts'
import type { Line } from './lines.ts'

export const SEED = 1

/** With protected columns as in the reference, or without them as the product does by default. */
export type Variant = 'with protected' | 'default'

export interface Ours extends Evaluated {
  readonly rows: number
  readonly rawFile: string
  /** The same search, choosing the simplest recipe within one standard error; and with a tenth of its configurations. */
  readonly simplest: OutOfFold
  readonly tenth: OutOfFold
}

/** The path of `headway evaluate --choose best --folds …`: file, question, frame, the whole tuning inside every training part. */
export async function ours(line: Line, variant: Variant, raw: string): Promise<Ours> {
  const { dataset, refused } = await importFile(join(folder.data, line.file))
  if (refused.length > 0)
    throw new Error(`${line.file}: ${refused.length} rows were refused, so the folds no longer fit. The first: ${refused[0]!.got}`)
  const withProtected = variant === 'with protected'
  const question = askQuestion(dataset.codebook, {
    target: line.target,
    withProtected,
    with: line.with ?? [],
    without: line.without ?? [],
  })
  const framed = frame(dataset, question)
  const plan = await planOf(line, variant, framed)
  const memory = new Map<string, string>() // the three searches try the same recipes on the same folds
  const all = portfolio(framed).length
  const budget = { configurations: all }
  const search = (more: Partial<TrainOptions>) => evaluate(framed, plan, { seed: SEED, choose: 'best', memory, budget, ...more })
  const evaluated = search({})
  const simplest = search({ choose: 'simplest' }).model
  const tenth = search({ budget: { configurations: Math.ceil(all / 10) } }).model
  const rawFile = join(raw, `${line.id}.${withProtected ? 'protected' : 'default'}.json`)
  await writeFile(rawFile, JSON.stringify(rawOf(line, variant, evaluated)))
  return { ...evaluated, rows: framed.sample.y.length, rawFile: basename(rawFile), simplest, tenth }
}

/** The default stands beside the figures that are aimed at: one repeat is enough for it. */
export function repeatsOf({ repeats }: Pick<Line, 'repeats'>, variant: Variant): number {
  return variant === 'default' ? 1 : repeats
}

/** Test rows as the reference names them; all other rows train. */
async function planOf({ folds, ...line }: Line, variant: Variant, { sample }: Frame): Promise<SplitPlan> {
  const given = JSON.parse(await readFile(join(folder.folds, `${folds}.json`), 'utf8')) as { repeats: number[][][] }
  return planGivenFolds(sample.y.length, given.repeats.slice(0, repeatsOf(line, variant)), sample.groups)
}

function rawOf({ id }: Line, variant: Variant, { model, chosen, rules }: Evaluated) {
  return {
    task: id,
    variant,
    seed: SEED,
    chosen: Object.fromEntries(chosen),
    rules: Object.fromEntries(rules.map(({ name, forecasts }) => [name, forecastRows(forecasts)])),
    y: [...model.y],
    repeats: forecastRows(model),
  }
}

function forecastRows({ repeats }: OutOfFold): number[][][] {
  return repeats.map(({ forecast: { rows, cols, data } }) =>
    Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols), v => Math.round(v * 1e7) / 1e7)),
  )
}
