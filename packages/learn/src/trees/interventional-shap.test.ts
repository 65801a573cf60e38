import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableOf } from '../../test/learner-data.ts'
import type { Learner } from '../learner.ts'
import { boosting } from '../learners/boosting/boosting.ts'
import type { BoostingModel } from '../learners/boosting/model.ts'
import { boostingScores } from '../learners/boosting/predict.ts'
import { forest } from '../learners/forest/forest.ts'
import type { ForestModel } from '../learners/forest/model.ts'
import { type Column, type Table, takeRows } from '../table.ts'
import { randomPart } from './random-part.test-data.ts'
import { shapley } from './shapley.test-data.ts'
import type { Tree } from './tree.ts'

/** The background, with row i of the table written over it in the known columns. */
function over(background: Table, x: Table, i: number, known: number): Table {
  const row = takeRows(x, new Array(background.rows).fill(i))
  return { rows: background.rows, columns: background.columns.map((column, j): Column => (known & (1 << j) ? row.columns[j] : column)) }
}

const kinds = ['binary', 'multiclass', 'ordinal', 'regression'] as const
const learners: readonly Learner[] = [boosting, forest]
const params: Readonly<Record<string, object>> = {
  boosting: { rounds: 4, learningRate: 0.5, minRows: 2, minCategoryRows: 2 },
  forest: { trees: 4, minRows: 2, minCategoryRows: 2 },
}

describe.each(kinds.flatMap(task => learners.map(learner => ({ task, learner }))))(
  'interventional shares of a $task score by $learner.kind',
  ({ task, learner }) => {
    it('are Shapley values by the definition, and sum with the mean score of the background to the score', () => {
      fc.assert(
        fc.property(fc.nat(), seed => {
          const part = randomPart(seed, { task, rows: 80, distinct: 8, missing: 0.15, weights: true })
          const model = learner.fit(part, params[learner.kind], { seed })
          const x = randomPart(seed + 1, { task, rows: 4, distinct: 8, missing: 0.3 }).table
          const background = randomPart(seed + 2, { task, rows: 6, distinct: 8, missing: 0.3 }).table
          const { values, outputs, base, scale } = learner.interventional!(model, x, background)
          expect([scale, outputs]).toEqual([learner.contributions!(model, x).scale, base.length])
          const scores = scoresOf(model, x)
          for (let i = 0; i < x.rows; i++) {
            const games = Array.from({ length: 16 }, (_, known) => scoresOf(model, over(background, x, i, known)))
            for (let o = 0; o < outputs; o++) {
              const value = (known: number) => games[known].subarray(o * 6, o * 6 + 6).reduce((sum, v) => sum + v / 6, 0)
              const shares = values.subarray((i * outputs + o) * 4, (i * outputs + o + 1) * 4)
              expect(base[o]).toBeCloseTo(value(0), 10)
              expect(shares.reduce((sum, v) => sum + v, base[o])).toBeCloseTo(scores[o * x.rows + i], 10)
              shapley(4, value).forEach((share, j) => {
                expect(shares[j]).toBeCloseTo(share, 10)
              })
            }
          }
        }),
        { seed: 1, numRuns: 8 },
      )
    })
  },
)

/** [outputs][n] what the shares add up to: a boosting's score, a forest's forecast (of class 1 where there are two). */
function scoresOf(model: BoostingModel | ForestModel, x: Table): Float64Array {
  if (model.kind === 'boosting') return boostingScores(model, x)
  const { rows, cols, data } = forest.predict(model, x)
  const first = model.task === 'binary' ? 1 : 0
  return Float64Array.from({ length: model.outputs * rows }, (_, at) => data[(at % rows) * cols + first + Math.floor(at / rows)])
}

interface Golden {
  readonly name: string
  readonly X: (number | null)[][]
  readonly background: (number | null)[][]
  readonly trees: Tree[]
  readonly interventional: { readonly base: number; readonly values: number[][] }
  readonly pathDependent: { readonly base: number; readonly values: number[][] }
}

// XGBoost keeps leaf values and covers in 32 bits: the worst here is 1.4e-8
const FLOAT32 = 1e-7

describe('as shap’s TreeExplainer on XGBoost’s trees', () => {
  const cases: Golden[] = JSON.parse(readFileSync(new URL('../../golden/explain/tree-shap.json', import.meta.url), 'utf8'))

  it.each(cases)('$name', ({ X, background, trees, interventional, pathDependent }) => {
    const numbers = (rows: (number | null)[][]) => tableOf(rows.map(row => row.map(v => v ?? NaN)))
    const x = numbers(X)
    const columns = x.columns.map(({ name }) => ({ kind: 'numeric' as const, name }))
    const model: BoostingModel = { kind: 'boosting', task: 'binary', columns, base: [0], thresholds: [], rounds: trees.length, trees }
    const pairs = [
      [boosting.interventional!(model, x, numbers(background)), interventional],
      [boosting.contributions!(model, x), pathDependent],
    ] as const
    for (const [ours, golden] of pairs) {
      const expected = golden.values.flat()
      const worst = expected.reduce((most, v, at) => Math.max(most, Math.abs(ours.values[at] - v)), Math.abs(ours.base[0] - golden.base))
      expect(ours.values).toHaveLength(expected.length)
      expect(worst).toBeLessThan(FLOAT32)
    }
  })
})
