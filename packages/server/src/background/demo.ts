import { generate, readTable, uci856 } from '@headway/campus'
import type { Progress } from '@headway/learn'
import { describeDataset } from './describe-dataset.ts'
import type { DemoInput, DemoOutcome } from './tasks.ts'
import { describe, trainOn } from './train.ts'

/** Invented students and a model of them, for a first look. */
export async function demo({ rows, seed }: DemoInput, progress: (p: Progress) => void): Promise<DemoOutcome> {
  const { raw } = generate(uci856, { rows, seed })
  const { dataset } = readTable(uci856, raw, { synthetic: true })
  return { dataset: describeDataset(dataset), model: describe(trainOn(dataset, seed, { quick: true, learner: 'linear' }, progress)) }
}
