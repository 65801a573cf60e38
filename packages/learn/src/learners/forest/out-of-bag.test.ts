import { describe, expect, it } from 'vitest'
import { rowLosses } from '../../metrics/row-losses.ts'
import { createRandom } from '../../random.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample } from '../../sample.ts'
import { numericColumn, table, takeRows } from '../../table.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { bagOf } from './bag.ts'
import { forest } from './forest.ts'
import { outOfBag } from './out-of-bag.ts'

describe('bagOf', () => {
  it('draws as many rows as there are, and leaves out one in e of them', () => {
    const bags = Array.from({ length: 200 }, (_, t) => bagOf(100, 1, t))
    for (const bag of bags) expect(bag.reduce((a, b) => a + b, 0)).toBe(100)
    const out = bags.flatMap(bag => [...bag]).filter(times => times === 0).length / 20_000
    expect(Math.abs(out - 0.99 ** 100)).toBeLessThan(0.01)
    expect(new Set(bags.map(String)).size).toBe(200)
  })
})

describe('outOfBag', () => {
  const seed = 4

  it.each(['binary', 'multiclass', 'ordinal', 'regression'] as const)('is the mean of the trees without the row: %s', task => {
    const part = randomPart(1, { task, rows: 40, missing: 0.1, weights: true })
    const model = forest.fit(part, { trees: 7 }, { seed })
    const { data, cols } = outOfBag(model, part)
    const alone = model.trees.map(tree => forest.predict({ ...model, trees: [tree] }, part.table).data)
    for (let i = 0; i < 40; i++) {
      const without = alone.filter((_, t) => bagOf(40, seed, t)[i] === 0)
      for (let c = 0; c < cols; c++) {
        const mean = without.reduce((sum, said) => sum + said[i * cols + c], 0) / without.length
        if (without.length === 0) expect(data[i * cols + c]).toBeNaN()
        else expect(data[i * cols + c]).toBeCloseTo(mean, 12)
      }
    }
  })

  it('does not know a row that no tree was without', () => {
    const part = randomPart(1, { task: 'regression', rows: 40 })
    const { data } = outOfBag(forest.fit(part, { trees: 1 }, { seed }), part)
    expect([...data.keys()].filter(i => Number.isNaN(data[i]))).toEqual([...data.keys()].filter(i => bagOf(40, seed, 0)[i] > 0))
  })

  it('uses the bags the trees grew on: a tree to the last row is right on every row of its bag', () => {
    const part = randomPart(2, { task: 'regression', rows: 60 })
    const model = forest.fit(part, { trees: 3, minRows: 1, smoothing: 0 }, { seed })
    model.trees.forEach((tree, t) => {
      const { data } = forest.predict({ ...model, trees: [tree] }, part.table)
      const right = Array.from(data, (v, i) => Math.abs(v - part.y[i]) < 1e-9)
      expect(right).toEqual(Array.from(bagOf(60, seed, t), times => times > 0))
    })
  })

  it('is not taken in by noise, as the forecasts of the training rows are', () => {
    const random = createRandom(5)
    const n = 200
    const columns = Array.from({ length: 6 }, (_, j) =>
      numericColumn(
        `x${j}`,
        Array.from({ length: n }, () => random.next()),
      ),
    )
    const y = Float64Array.from({ length: n }, (_, i) => i % 2)
    const part = wholeOf(sample({ table: table(columns), y, task: { kind: 'binary', classes: ['a', 'b'] } }))
    const model = forest.fit(part, { trees: 200, minRows: 5 }, { seed })
    const loss = (forecast: ReturnType<typeof outOfBag>) => rowLosses(y, forecast, part.task).reduce((a, b) => a + b, 0) / n
    expect(Math.abs(loss(outOfBag(model, part)) - Math.LN2)).toBeLessThan(0.08)
    expect(loss(forest.predict(model, part.table))).toBeLessThan(0.5)
  })

  it('refuses a forest without bags, other rows, and groups of rows', () => {
    const part = randomPart(3, { task: 'binary', rows: 40 })
    const model = forest.fit(part, { trees: 2 }, { seed })
    const fewer = wholeOf(sample({ table: takeRows(part.table, [1, 2]), y: part.y.slice(1, 3), task: part.task }))
    const refusal = (code: string) => expect.objectContaining({ name: 'LearnError', code })
    expect(() => outOfBag(forest.fit(part, { trees: 2, bootstrap: false }, { seed }), part)).toThrow(refusal('bad_param'))
    expect(() => outOfBag(model, fewer)).toThrow(refusal('shape_mismatch'))
    const groups = Int32Array.from(part.y.keys())
    expect(outOfBag(model, { ...part, groups })).toEqual(outOfBag(model, part))
    expect(() => outOfBag(model, { ...part, groups: groups.with(1, 0) })).toThrow(refusal('group_leak'))
  })
})
