import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rowLosses } from '../../metrics/row-losses.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample } from '../../sample.ts'
import { numericColumn, type Table, table, takeRows } from '../../table.ts'
import type { Task } from '../../task.ts'
import { forest } from './forest.ts'
import type { ForestParams } from './params.ts'

interface TreeCase {
  readonly name: string
  readonly task: 'binary' | 'multiclass' | 'regression'
  readonly X: readonly (readonly number[])[]
  readonly y: readonly number[]
  readonly weights: readonly number[]
  readonly params: Partial<ForestParams>
  readonly column: readonly number[] // −2: a leaf
  readonly cut: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly value: readonly (readonly number[])[]
}

interface Quality {
  readonly train: number // the first so many rows
  readonly X: readonly (readonly number[])[]
  readonly cases: readonly {
    readonly task: 'binary' | 'multiclass' | 'regression'
    readonly splits: 'best' | 'random'
    readonly y: readonly number[]
    readonly losses: readonly number[] // by seed
  }[]
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../../golden/forest/${name}.json`, import.meta.url), 'utf8'))

function columnsOf(X: readonly (readonly number[])[]): Table {
  return table(
    X[0].map((_, j) =>
      numericColumn(
        `f${j}`,
        X.map(row => row[j]),
      ),
    ),
  )
}

function taskOf(kind: TreeCase['task'], y: readonly number[]): Task {
  return kind === 'regression' ? { kind } : { kind, classes: [...new Set(y)].sort().map(String) }
}

describe('a tree without chance as scikit-learn', () => {
  const whole: Partial<ForestParams> = { trees: 1, bootstrap: false, columnShare: 1, smoothing: 0 }

  it.each(read<TreeCase[]>('single-trees'))('$name', golden => {
    const { X, y, weights, params, task } = golden
    const rows = { table: columnsOf(X), y: Float64Array.from(y), weights: Float64Array.from(weights), task: taskOf(task, y) }
    const [tree] = forest.fit(wholeOf(sample(rows)), { ...whole, ...params }, { seed: 1 }).trees
    const outputs = task === 'multiclass' ? golden.value[0].length : 1
    let met = 0
    compare(0, 0)
    expect([met, tree.column.length]).toEqual([golden.column.length, golden.column.length])

    function compare(ours: number, theirs: number): void {
      met++
      if (golden.left[theirs] < 0) {
        expect(tree.column[ours]).toBe(-1)
        const wanted = task === 'binary' ? golden.value[theirs].slice(1) : golden.value[theirs]
        wanted.forEach((value, o) => {
          expect(tree.value[ours * outputs + o]).toBeCloseTo(value, 7)
        })
        return
      }
      expect([tree.column[ours], tree.cut[ours]]).toEqual([golden.column[theirs], golden.cut[theirs]])
      compare(tree.left[ours], golden.left[theirs])
      compare(tree.right[ours], golden.right[theirs])
    }
  })
})

/**
 * Loss on held-out rows. Theirs and ours are means over seeds; by the spread over theirs, the two means differ by chance by a
 * standard error of spread × √(1 / seeds + 1 / SEEDS), and four of those are allowed.
 */
describe('forests lose as much as those of scikit-learn', () => {
  const { train, X, cases } = read<Quality>('quality')
  const all = columnsOf(X)
  const first = Array.from({ length: train }, (_, i) => i)
  const others = Array.from({ length: X.length - train }, (_, i) => train + i)
  const SEEDS = 8

  it.each(cases)('$task, $splits splits', ({ task: kind, splits, y, losses }) => {
    const task = taskOf(kind, y)
    const part = wholeOf(sample({ table: takeRows(all, first), y: Float64Array.from(first, i => y[i]), task }))
    const held = { table: takeRows(all, others), y: Float64Array.from(others, i => y[i]) }
    const ours = Array.from({ length: SEEDS }, (_, seed) => {
      const model = forest.fit(part, { trees: 50, splits, minRows: 3, columnShare: 3 / 8, smoothing: 0 }, { seed })
      return mean(rowLosses(held.y, forest.predict(model, held.table), task))
    })
    const spread = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean(losses)) ** 2, 0) / (losses.length - 1))
    const allowed = 4 * spread * Math.sqrt(1 / losses.length + 1 / SEEDS)
    expect(Math.abs(mean(ours) - mean(losses))).toBeLessThan(allowed)
  })
})

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((a, b) => a + b, 0) / values.length
}
