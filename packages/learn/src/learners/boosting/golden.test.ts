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

/** A leaf's value, or column, condition, below the condition, not below. */
type Shape = number | readonly [number, number, Shape, Shape]

interface GrownTrees {
  readonly task: 'binary' | 'regression'
  readonly X: readonly (readonly number[])[]
  readonly y: readonly number[]
  readonly weights: readonly number[]
  readonly cases: readonly { readonly name: string; readonly params: Partial<BoostingParams>; readonly trees: readonly Shape[] }[]
}

interface QuantileCase {
  readonly name: string
  readonly X: readonly (readonly number[])[]
  readonly y: readonly number[]
  readonly weights: readonly number[]
  readonly params: Partial<BoostingParams>
  readonly forecast: readonly number[]
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

function taskOf({ task: kind, y }: Pick<ForecastCase, 'task' | 'y'>): Task {
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

describe.each(read<GrownTrees[]>('trees'))('trees as XGBoost, split for split: $task', golden => {
  const { X, y, weights, cases } = golden
  const rows = { table: table(columnsOf(X, false)), y: Float64Array.from(y), weights: Float64Array.from(weights) }
  const part = wholeOf(sample({ ...rows, task: taskOf(golden) }))

  it.each(cases)('$name', ({ params, trees }) => {
    const ours = boosting.fit(part, params, { seed: 1 }).trees.map(tree => outlineOf(tree, X))
    const theirs = trees.map(tree => outlineOfShape(tree, X))
    expect(ours.map(tree => tree.splits)).toEqual(theirs.map(tree => tree.splits))
    const leaves = ours.flatMap(tree => tree.leaves)
    const wrong = theirs.flatMap(tree => tree.leaves).filter((value, at) => !(Math.abs(leaves[at] - value) < FLOAT32))
    expect(wrong).toEqual([])
  })
})

describe('medians and quantiles as scikit-learn', () => {
  it.each(read<QuantileCase[]>('quantiles'))('$name', ({ X, y, weights, params, forecast }) => {
    const rows = { table: table(columnsOf(X, false)), y: Float64Array.from(y), weights: Float64Array.from(weights) }
    const part = wholeOf(sample({ ...rows, task: { kind: 'regression' } }))
    const { data } = boosting.predict(boosting.fit(part, params, { seed: 1 }), part.table)
    const wrong = forecast.filter((value, at) => !(Math.abs(data[at] - value) < 1e-9))
    expect([data.length, wrong]).toEqual([forecast.length, []])
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

/** Column and cut of each inner node, the cut as the number of rows below it; and the leaves, left to right. */
interface Outline {
  readonly splits: (readonly [column: number, below: number] | 'leaf')[]
  readonly leaves: number[]
}

function outlineOf(tree: Tree, X: readonly (readonly number[])[], node = 0, into: Outline = { splits: [], leaves: [] }): Outline {
  const column = tree.column[node]
  if (column < 0) {
    into.splits.push('leaf')
    into.leaves.push(tree.value[node])
    return into
  }
  into.splits.push([column, X.filter(row => row[column] <= tree.cut[node]).length])
  outlineOf(tree, X, tree.left[node], into)
  return outlineOf(tree, X, tree.right[node], into)
}

function outlineOfShape(shape: Shape, X: readonly (readonly number[])[], into: Outline = { splits: [], leaves: [] }): Outline {
  if (typeof shape === 'number') {
    into.splits.push('leaf')
    into.leaves.push(shape)
    return into
  }
  const [column, condition, low, high] = shape
  into.splits.push([column, X.filter(row => row[column] < condition).length])
  outlineOfShape(low, X, into)
  return outlineOfShape(high, X, into)
}
