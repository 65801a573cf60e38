import { describe, expect, it } from 'vitest'
import { columnValues, setColumns } from '../../trees/column-values.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { createWalkedShap } from '../../trees/tree-shap.test-data.ts'
import { depthOf } from '../../trees/tree-shap.ts'
import { forest } from './forest.ts'

const kinds = ['binary', 'multiclass', 'ordinal', 'regression'] as const

describe.each(kinds)('contributions to a %s forecast', task => {
  const part = randomPart(1, { task, rows: 80, missing: 0.15, weights: true })
  const unseen = randomPart(2, { task, rows: 8, missing: 0.3 }).table

  // that those of one output are Shapley values by the definition: tree-shap.test.ts
  it.each(['best', 'random'] as const)('are the mean over trees of those to each output alone: %s splits', splits => {
    const model = forest.fit(part, { trees: 6, splits }, { seed: 1 })
    const { values, outputs } = forest.contributions!(model, unseen)
    expect(outputs).toBe(task === 'binary' || task === 'regression' ? 1 : 4)
    const columns = columnValues(unseen, model.columns)
    const isSet = setColumns(model.columns)
    for (let o = 0; o < outputs; o++) {
      const alone = model.trees.map(tree => ({ ...tree, value: tree.value.filter((_, at) => at % outputs === o) }))
      const shap = createWalkedShap(Math.max(...alone.map(tree => depthOf(tree))))
      for (let i = 0; i < unseen.rows; i++) {
        const shares = new Float64Array(4)
        for (const tree of alone) shap(tree, columns, isSet, i, shares)
        shares.forEach((share, j) => {
          expect(values[(i * outputs + o) * 4 + j]).toBeCloseTo(share / 6, 12)
        })
      }
    }
  })

  it('have the mean forecast of the training rows, by weight, as their base', () => {
    const model = forest.fit(part, { trees: 6, bootstrap: false }, { seed: 1 })
    const { data, cols } = forest.predict(model, part.table)
    const total = part.weights!.reduce((a, b) => a + b, 0)
    const mean = (c: number) => part.weights!.reduce((sum, w, i) => sum + w * data[i * cols + c], 0) / total
    forest.contributions!(model, unseen).base.forEach((base, o) => {
      expect(base).toBeCloseTo(mean(task === 'binary' ? 1 : o), 9)
    })
  })

  it('come with the spread between the trees', () => {
    const model = forest.fit(part, { trees: 6 }, { seed: 1 })
    const { outputs, values } = forest.uncertainty!(model, unseen)
    const alone = model.trees.map(tree => forest.predict({ ...model, trees: [tree] }, unseen))
    values.forEach((sd, at) => {
      const said = alone.map(({ data }) => (task === 'binary' ? data[2 * at + 1] : data[at]))
      const mean = said.reduce((a, b) => a + b, 0) / 6
      expect(sd).toBeCloseTo(Math.sqrt(said.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 6), 12)
    })
    expect(values).toHaveLength(8 * outputs)
    expect(Math.max(...values)).toBeGreaterThan(0)
  })
})
