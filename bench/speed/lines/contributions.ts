import { join } from 'node:path'
import { median } from '../../pairs.ts'
import { alternate } from '../alternate.ts'
import type { Line } from '../line.ts'
import { madeFile } from '../rows-file.ts'
import { savedModels } from '../saved-models.ts'
import { comparedRow } from '../speed-row.ts'
import { FEWER_PAIRS, generators, PAIRS } from './setups.ts'

/** TreeSHAP beside XGBoost's pred_contribs, on trees of two depths. */
export const contributions: readonly Line[] = [
  line(6, { most: 0.3, rows: 1000 }),
  line(10, { most: 1, rows: 200 }), // XGBoost takes 44 ms a row
]

function line(depth: number, { most, rows }: { most: number; rows: number }): Line {
  const task = `TreeSHAP, depth ${depth}`
  return {
    task,
    async run(tools) {
      const compared = await alternate(
        depth > 6 ? FEWER_PAIRS : PAIRS,
        async pair => {
          const models = await savedModels(tools, pair, depth)
          const generator = generators[pair % generators.length]!
          const test = await madeFile(join(tools.raw, 'rows'), { generator, rows, columns: 30, classes: 2, seed: 3000 })
          const same = { work: 'contributions', test, repeats: 1 } as const
          return {
            ours: { name: 'ours', engine: 'ours', task: { ...same, model: models.ours } },
            peers: [
              { name: 'XGBoost 1.7.4', engine: 'released', task: { ...same, model: models.released } },
              { name: 'XGBoost newest', engine: 'newest', task: { ...same, model: models.newest } },
            ],
          }
        },
        tools.say,
      )
      return [...compared].map(([peerName, pairs]) =>
        comparedRow(pairs, {
          task,
          work: `TreeSHAP of ${rows.toLocaleString('en')} rows, 300 trees of depth ${depth}, a warm process`,
          data: 'smooth, steps',
          n: rows,
          peerName,
          most,
          note: `our first call, with whatever is built once for a model: ${median(pairs.map(pair => pair.ours.figures['first']!)).toFixed(2)} s`,
        }),
      )
    },
  }
}
