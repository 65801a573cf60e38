import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wholeOf } from '../../resample/split.ts'
import { sample } from '../../sample.ts'
import { categoricalColumn, numericColumn, table } from '../../table.ts'
import type { Task } from '../../task.ts'
import { addNode, emptyTree, type Tree } from '../../trees/tree.ts'
import { boosting } from './boosting.ts'
import type { BoostingModel } from './model.ts'
import type { BoostingParams } from './params.ts'

type Rows = readonly (readonly (number | null)[])[]

interface ForecastCase {
  readonly name: string
  readonly task: 'binary' | 'multiclass' | 'regression'
  readonly X: Rows
  readonly lastIsCategorical: boolean
  readonly y: readonly number[]
  readonly weights: readonly number[]
  readonly params: Partial<BoostingParams>
  readonly forecast: readonly (number | readonly number[])[]
}

type DumpedNode =
  | { readonly nodeid: number; readonly cover: number; readonly leaf: number }
  | {
      readonly nodeid: number
      readonly cover: number
      readonly split: string
      readonly split_condition: number
      readonly yes: number
      readonly missing: number
      readonly children: readonly [DumpedNode, DumpedNode]
    }

interface ShapCase {
  readonly name: string
  readonly X: Rows
  readonly trees: readonly DumpedNode[]
  readonly contributions: readonly (readonly number[])[]
  readonly base: number
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../../golden/boosting/${name}.json`, import.meta.url), 'utf8'))

function columnsOf(X: Rows, lastIsCategorical: boolean) {
  return X[0].map((_, j) => {
    const values = X.map(row => row[j])
    if (!lastIsCategorical || j < X[0].length - 1)
      return numericColumn(
        `f${j}`,
        values.map(v => v ?? NaN),
      )
    return categoricalColumn(
      `f${j}`,
      values.map(v => v ?? -1),
      ['0', '1', '2', '3', '4', '5'],
    )
  })
}

function taskOf({ task: kind, y }: ForecastCase): Task {
  return kind === 'regression' ? { kind } : { kind, classes: [...new Set(y)].sort().map(String) }
}

// XGBoost keeps gradients, leaf values and scores in 32 bits: the worst here is 4e-7
const FLOAT32 = 2e-6

describe('forecasts as XGBoost', () => {
  it.each(read<ForecastCase[]>('forecasts'))('$name', golden => {
    const { X, y, weights, params, forecast, lastIsCategorical, task } = golden
    const rows = { table: table(columnsOf(X, lastIsCategorical)), y: Float64Array.from(y), weights: Float64Array.from(weights) }
    const part = wholeOf(sample({ ...rows, task: taskOf(golden) }))
    const { data } = boosting.predict(boosting.fit(part, params, { seed: 1 }), part.table)
    const ours = task === 'binary' ? data.filter((_, at) => at % 2 === 1) : data
    const wrong = forecast.flat().filter((value, at) => !(Math.abs(ours[at] - value) < FLOAT32))
    expect([ours.length, wrong]).toEqual([forecast.flat().length, []])
  })
})

describe('shares of a score as XGBoost', () => {
  const { name, X, trees, contributions, base } = read<ShapCase>('tree-shap')

  it(name, () => {
    const columns = columnsOf(X, false)
    const model: BoostingModel = {
      kind: 'boosting',
      task: 'binary',
      columns: columns.map(({ name }) => ({ kind: 'numeric', name })),
      base: [0],
      thresholds: [],
      rounds: trees.length,
      trees: trees.map(imported),
    }
    const ours = boosting.contributions!(model, table(columns))
    expect(Math.abs(ours.base[0] - base)).toBeLessThan(FLOAT32)
    const wrong = contributions.flat().filter((value, at) => !(Math.abs(ours.values[at] - value) < FLOAT32))
    expect([ours.values.length, wrong]).toEqual([contributions.flat().length, []])
  })
})

/** XGBoost sends value < condition to the left; all values are multiples of 1/8, so that is value ≤ condition − 1/1024. */
function imported(root: DumpedNode): Tree {
  const tree = emptyTree()
  const add = (from: DumpedNode): number => {
    const node = addNode(tree, from.cover)
    if ('leaf' in from) {
      tree.value[node] = from.leaf
      return node
    }
    const [left, right] = from.yes === from.children[0].nodeid ? from.children : [from.children[1], from.children[0]]
    tree.column[node] = Number(from.split.slice(1))
    tree.cut[node] = from.split_condition - 1 / 1024
    tree.missingLeft[node] = from.missing === from.yes ? 1 : 0
    tree.left[node] = add(left)
    tree.right[node] = add(right)
    return node
  }
  add(root)
  return tree
}
