import { describe, expect, it } from 'vitest'
import { cells, partOf, threeClasses } from '../../test/step-parts.ts'
import { categoricalColumn, numericColumn } from '../table.ts'
import { overSample } from './over-sample.ts'

const labels = [0, 0, 0, 0, 0, 0, 1, 1, 2]
const columns = [numericColumn('id', [...labels.keys()]), categoricalColumn('c', new Array(9).fill(-1), ['x'])]

describe('overSample', () => {
  it('puts copies of real rows after the real ones, up to the largest class', () => {
    const part = partOf(columns, labels, threeClasses)
    const made = overSample.rebalance(part, {}, { seed: 3 })
    const ids = cells(made.table, 'id')
    expect(ids.slice(0, 9)).toEqual([...labels.keys()])
    expect([...made.y]).toEqual(ids.map(id => labels[id]))
    expect([...made.y].slice(9)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 2])
    expect(new Set(ids.slice(9, 13))).toEqual(new Set([6, 7]))
    expect(made.weights).toBeUndefined()
  })

  it('copies weights along', () => {
    const weights = labels.map((_, i) => i + 1)
    const made = overSample.rebalance(partOf(columns, labels, threeClasses, weights), {}, { seed: 3 })
    expect([...made.weights!]).toEqual(cells(made.table, 'id').map(id => weights[id]))
  })

  it('draws other rows with another seed', () => {
    const draw = (seed: number) => cells(overSample.rebalance(partOf(columns, labels, threeClasses), { target: 20 }, { seed }).table, 'id')
    expect(draw(1)).not.toEqual(draw(2))
  })
})
