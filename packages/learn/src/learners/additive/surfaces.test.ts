import { describe, expect, it } from 'vitest'
import { type Column, columnOf } from '../../table.ts'
import { additive } from './additive.ts'
import { type BinContent, curves } from './curves.ts'
import { additiveScores } from './predict.ts'
import { surfaces } from './surfaces.ts'
import { knownPart } from './test-rows.test-data.ts'

/** Where a row stands among bins, told by what they say that they hold. */
function binOf(holds: readonly BinContent[], column: Column, i: number): number {
  const found = holds.findIndex(bin => {
    if (column.kind === 'categorical') return bin.kind === 'levels' && bin.levels.includes(column.levels[column.codes[i]])
    const x = column.values[i]
    return bin.kind === 'range' && x > (bin.from ?? -Infinity) && x <= (bin.to ?? Infinity)
  })
  return found < 0 ? holds.length - 1 : found
}

describe('surfaces', () => {
  it.each(['binary', 'multiclass', 'ordinal'] as const)('and curves, read as they say, add up to the score of every row (%s)', kind => {
    const part = knownPart(kind)
    const model = additive.fit(part, { pairs: 8, bags: 2, rounds: 60 }, { seed: 1 })
    const scores = additiveScores(model, part.table)
    const [drawn, pairs] = [curves(model), surfaces(model)]
    expect(pairs.some(({ axes: [a], columns: [name] }) => model.columns.find(c => c.name === name)!.edges.length + 1 > a.length)).toBe(true)
    expect(model.pairs.some(pair => pair.columns.includes('level'))).toBe(true)
    expect(pairs).toHaveLength(model.pairs.length * model.intercept.length)
    model.intercept.forEach((start, output) => {
      for (let i = 0; i < part.table.rows; i++) {
        let sum = start
        for (const { column, bins } of drawn.filter(c => c.output === output)) {
          const holds = bins.map(bin => bin.holds)
          sum += bins[binOf(holds, columnOf(part.table, column), i)].value
        }
        for (const { columns, axes, values } of pairs.filter(c => c.output === output)) {
          const [a, b] = columns.map((name, side) => binOf(axes[side], columnOf(part.table, name), i))
          sum += values[a][b]
        }
        expect(sum).toBeCloseTo(scores[output * part.table.rows + i], 9)
      }
    })
  })

  it('tell the weight of each cell, and how far the bags differ there', () => {
    const part = knownPart('regression')
    const model = additive.fit(part, { pairs: 1, bags: 3, rounds: 60 }, { seed: 1 })
    const [{ axes, values, errors, weight }] = surfaces(model)
    const width = axes[1].length
    expect(axes.map(axis => axis.at(-1))).toEqual([{ kind: 'missing' }, { kind: 'missing' }])
    for (const cells of [values, errors, weight]) expect(cells.map(row => row.length)).toEqual(axes[0].map(() => width))
    expect(weight.flat().reduce((sum, w) => sum + w, 0)).toBe(part.table.rows)
    const bags = model.pairs[0].bags.map(bag => bag[0][width + 2])
    const mean = (bags[0] + bags[1] + bags[2]) / 3
    const deviation = Math.sqrt(bags.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 2)
    expect(errors[1][2]).toBeCloseTo(model.spread * deviation, 12)
    expect(errors.flat().some(e => e > 0)).toBe(true)
  })
})
