import { type CategoricalColumn, columnOf, matrix, type NumericColumn } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { type ChoosingTable, chooseRecipes } from '../bench/quality/choose-recipes.ts'
import { codes, datasetOf, field } from '../bench/quality/families/family.ts'
import { families } from '../bench/quality/families/index.ts'

describe.each(families)('the family $name', family => {
  const { table, hash, codebook } = datasetOf(family)

  it('is the same at every call, and has no row that its codebook refuses', () => {
    expect(datasetOf(family).hash).toBe(hash)
    expect(table.rows).toBe(family.rows)
  })

  it('has each class as often as it says', () => {
    const { codes } = columnOf(table, family.outcome.name) as CategoricalColumn
    const counts = family.shares.map((_, c) => codes.filter(code => code === c).length)
    family.shares.forEach((share, c) => {
      expect(Math.abs(counts[c] - share * family.rows)).toBeLessThanOrEqual(1)
    })
  })

  it('has no column that holds one value, and no count above its bound', () => {
    for (const column of table.columns) {
      const values = column.kind === 'numeric' ? column.values : column.codes
      expect(new Set(values).size, column.name).toBeGreaterThan(1)
    }
    for (const { name, boundedBy } of codebook.fields) {
      if (boundedBy === undefined) continue
      const whole = (columnOf(table, boundedBy) as NumericColumn).values
      expect((columnOf(table, name) as NumericColumn).values.every((v, i) => v <= whole[i])).toBe(true)
    }
  })
})

it('datasetOf gives higher scores the later classes, and null an empty cell', () => {
  let student = 0
  const { table } = datasetOf({
    ...families[0],
    rows: 4,
    fields: [field('x', { kind: 'quantity' })],
    outcome: field('grade', codes('ordinal', 2)),
    shares: [0.5, 0.5],
    world: () => () => ({ cells: { x: student === 0 ? null : student }, score: -100 * student++ }),
  })
  expect([...(columnOf(table, 'grade') as CategoricalColumn).codes]).toEqual([1, 1, 0, 0])
  expect([...(columnOf(table, 'x') as NumericColumn).values]).toEqual([NaN, 1, 2, 3])
})

describe('chooseRecipes', () => {
  it('gives the one table with needs of its own what it needs, though six tables together would gain more from another', () => {
    const usual = {
      forecasts: new Map([
        ['a', of([0.9, 0.45])],
        ['b', of([0.45, 0.9])],
        ['odd', of([0.5, 0.5])],
      ]),
      target: 0.31,
    }
    const unusual = {
      forecasts: new Map([
        ['a', of([0.55, 0.55])],
        ['b', of([0.5, 0.5])],
        ['odd', of([0.83, 0.83])],
      ]),
      target: 0.19,
    }
    expect(chooseRecipes([...Array(6).fill(usual), unusual], 2).sort()).toEqual(['a', 'odd'])
  })

  it('takes what adds to an average before a better recipe that adds nothing', () => {
    const [left, right] = [of([0.9, 0.45]), of([0.45, 0.9])]
    const table = new Map([
      ['left', left],
      ['left again', of([0.9, 0.44])],
      ['right', right],
    ])
    expect(chooseRecipes([{ forecasts: table, target: 0.3 }], 2).sort()).toEqual(['left', 'right'])
  })

  it('takes what helps in every fold before what helps one fold more than it harms another', () => {
    const byFold = [0, 0, 1, 1]
    const table = {
      forecasts: new Map([
        ['lucky', of([0.95, 0.4], byFold)],
        ['steady', of([0.6, 0.6], byFold)],
      ]),
      target: 0.1,
    }
    expect(chooseRecipes([table], 1)).toEqual(['steady'])
  })

  it('leaves a table as it is where a recipe is not there, and has no more than there are', () => {
    expect(chooseRecipes([forecasts({ a: 0.7 }), forecasts({ b: 0.7 })], 8).sort()).toEqual(['a', 'b'])
  })
})

/** Recipes that give each row's own class this probability. */
function forecasts(probability: Readonly<Record<string, number>>): ChoosingTable {
  const best = Math.max(...Object.values(probability))
  return { forecasts: new Map(Object.entries(probability).map(([name, p]) => [name, of([p, p])])), target: -Math.log(best) }
}

/** Four rows of two classes; the probability of the row's own class on the first two rows and on the last two. */
function of(probability: readonly number[], fold: readonly number[] = [0, 1, 0, 1]) {
  const y = Float64Array.of(0, 1, 0, 1)
  const forecast = matrix(4, 2)
  y.forEach((c, i) => {
    forecast.data[2 * i + c] = probability[i >> 1]
    forecast.data[2 * i + 1 - c] = 1 - probability[i >> 1]
  })
  return { y, repeats: [{ fold: Int32Array.from(fold), forecast }] }
}
