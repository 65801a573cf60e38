import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boosting } from '../learners/boosting/boosting.ts'
import type { BoostingModel } from '../learners/boosting/model.ts'
import { boostingScores } from '../learners/boosting/predict.ts'
import { columnValues, setColumns } from './column-values.ts'
import { randomPart } from './random-part.test-data.ts'
import { shapley } from './shapley.test-data.ts'
import { childOf, type Tree } from './tree.ts'

/** What a tree says of a row of which only some columns are known: the others go both ways, by cover. */
function knowing(tree: Tree, known: number, values: Float64Array[], isSet: boolean[], i: number, node = 0): number {
  const column = tree.column[node]
  if (column < 0) return tree.value[node]
  if (known & (1 << column)) return knowing(tree, known, values, isSet, i, childOf(tree, node, values, isSet, i))
  return [tree.left[node], tree.right[node]].reduce(
    (sum, child) => sum + (tree.cover[child] / tree.cover[node]) * knowing(tree, known, values, isSet, i, child),
    0,
  )
}

const kinds = ['binary', 'multiclass', 'ordinal', 'regression'] as const

describe.each(kinds)('contributions to a %s score', task => {
  const fitted = (seed: number) => {
    const part = randomPart(seed, { task, rows: 80, distinct: 8, missing: 0.15, weights: true })
    const model = boosting.fit(part, { rounds: 4, learningRate: 0.5, minRows: 2, minCategoryRows: 2 }, { seed })
    const unseen = randomPart(seed + 1, { task, rows: 8, distinct: 8, missing: 0.3 }).table
    return { model, part, unseen }
  }

  it('are Shapley values by the definition', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const { model, unseen } = fitted(seed)
        const { values, outputs, base } = boosting.contributions!(model, unseen)
        const columns = columnValues(unseen, model.columns)
        const isSet = setColumns(model.columns)
        for (let i = 0; i < unseen.rows; i++) {
          for (let o = 0; o < outputs; o++) {
            const trees = model.trees.filter((_, t) => t % outputs === o)
            const value = (known: number) => trees.reduce((sum, tree) => sum + knowing(tree, known, columns, isSet, i), model.base[o])
            expect(base[o]).toBeCloseTo(value(0), 9)
            shapley(4, value).forEach((share, j) => {
              expect(values[(i * outputs + o) * 4 + j]).toBeCloseTo(share, 9)
            })
          }
        }
      }),
      { seed: 1, numRuns: 6 },
    )
  })

  it('sum with the base to the score', () => {
    const { model, unseen } = fitted(5)
    const { values, outputs, base, columns } = boosting.contributions!(model, unseen)
    const scores = boostingScores(model, unseen)
    expect(columns).toEqual(['x0', 'c0', 'x1', 'c1'])
    for (let i = 0; i < unseen.rows; i++) {
      for (let o = 0; o < outputs; o++) {
        const sum = values.subarray((i * outputs + o) * 4, (i * outputs + o + 1) * 4).reduce((a, b) => a + b, base[o])
        expect(sum).toBeCloseTo(scores[o * unseen.rows + i], 9)
      }
    }
  })

  it('have the mean score of the training rows, by weight, as their base', () => {
    const { model, part } = fitted(6)
    const scores = boostingScores(model, part.table)
    const total = part.weights!.reduce((a, b) => a + b, 0)
    boosting.contributions!(model, part.table).base.forEach((base, o) => {
      const mean = part.weights!.reduce((sum, w, i) => sum + w * scores[o * part.y.length + i], 0) / total
      expect(base).toBeCloseTo(mean, 9)
    })
  })
})

it('a model without trees shares nothing', () => {
  const part = randomPart(1, { task: 'binary', rows: 20 })
  const model: BoostingModel = boosting.fit(part, { rounds: 0 }, { seed: 1 })
  const { values, base } = boosting.contributions!(model, part.table)
  expect([...values]).toEqual(new Array(80).fill(0))
  expect([...base]).toEqual(model.base)
})
