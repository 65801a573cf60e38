import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wholeOf } from '../../resample/split.ts'
import { sample, type TrainingPart, withTable } from '../../sample.ts'
import { categoricalColumn, numericColumn, selectColumns, table } from '../../table.ts'
import { columnValues, setColumns } from '../../trees/column-values.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { childOf, type Tree } from '../../trees/tree.ts'
import { depthOf } from '../../trees/tree-shap.ts'
import { forest } from './forest.ts'
import type { ForestParams } from './params.ts'

const kinds = ['binary', 'multiclass', 'ordinal', 'regression'] as const

/** One tree on all rows and all columns: only random splits leave anything to chance. */
const plain: Partial<ForestParams> = {
  trees: 1,
  bootstrap: false,
  columnShare: 1,
  minRows: 1,
  smoothing: 0,
  categorySmoothing: 0,
  minCategoryRows: 1,
}

function grown(part: TrainingPart, params: Partial<ForestParams>, seed = 1) {
  const model = forest.fit(part, { ...plain, ...params }, { seed })
  const values = columnValues(part.table, model.columns)
  const isSet = setColumns(model.columns)
  return {
    tree: model.trees[0],
    outputs: model.outputs,
    child: (tree: Tree, node: number, i: number) => childOf(tree, node, values, isSet, i),
  }
}

/** The rows that come by each node. */
function rowsByNode({ tree, child }: ReturnType<typeof grown>, n: number): number[][] {
  const rows: number[][] = tree.column.map(() => [])
  for (let i = 0; i < n; i++) {
    let node = 0
    while (tree.column[node] >= 0) {
      rows[node].push(i)
      node = child(tree, node, i)
    }
    rows[node].push(i)
  }
  return rows
}

/** Weighted impurity by its definition: Gini, the ranked probability score of the node's shares, or squares about the mean. */
function impurity({ y, weights, task }: TrainingPart, rows: readonly number[]): number {
  const sum = (of: (i: number) => number) => rows.reduce((total, i) => total + weights![i] * of(i), 0)
  const weight = sum(() => 1)
  if (task.kind === 'regression') {
    const mean = sum(i => y[i]) / weight
    return sum(i => (y[i] - mean) ** 2)
  }
  const shares = task.classes.map((_, c) => sum(i => Number(y[i] === c)) / weight)
  if (task.kind !== 'ordinal') return weight * (1 - shares.reduce((total, p) => total + p * p, 0))
  const upTo = shares.map((_, c) => shares.slice(0, c + 1).reduce((a, b) => a + b, 0))
  return sum(i => upTo.reduce((score, p, c) => score + (p - Number(y[i] <= c)) ** 2, 0))
}

function gain(part: TrainingPart, goesLeft: readonly boolean[], minRows: number): number {
  const all = [...part.y.keys()]
  const sides = [all.filter(i => goesLeft[i]), all.filter(i => !goesLeft[i])]
  if (sides.some(side => side.length < minRows)) return -Infinity
  return sides.reduce((left, side) => left - impurity(part, side), impurity(part, all))
}

/** Over all cuts and all sets of levels, with missing on either side. */
function bestOfAll(part: TrainingPart, minRows: number): number {
  let best = -Infinity
  for (const column of part.table.columns) {
    const values = column.kind === 'numeric' ? [...column.values] : Array.from(column.codes, c => (c < 0 ? NaN : c))
    const distinct = [...new Set(values.filter(v => !Number.isNaN(v)))].sort((a, b) => a - b)
    const sides =
      column.kind === 'categorical' && !column.ordered
        ? Array.from({ length: 1 << distinct.length }, (_, mask) => distinct.filter((_, at) => mask & (1 << at)))
        : distinct.map((_, at) => distinct.slice(0, at + 1))
    for (const left of sides) {
      for (const missingLeft of [false, true]) {
        const goesLeft = values.map(v => (Number.isNaN(v) ? missingLeft : left.includes(v)))
        best = Math.max(best, gain(part, goesLeft, minRows))
      }
    }
  }
  return best
}

describe.each(kinds)('a %s tree', task => {
  // sets of levels are searched to the last only where the target is one number
  const columns = task === 'binary' || task === 'regression' ? ['x0', 'c0', 'x1', 'c1'] : ['x0', 'x1', 'c1']

  it.each([1, 5])('makes the best of all splits that leave %d rows on each side', minRows => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0, 0.3), (seed, missing) => {
        const whole = randomPart(seed, { task, rows: 30, distinct: 7, missing, weights: true })
        const part = withTable(whole, selectColumns(whole.table, columns))
        const { tree, child } = grown(part, { maxDepth: 1, minRows })
        const goesLeft = Array.from(part.y, (_, i) => child(tree, 0, i) === tree.left[0])
        const mine = gain(part, goesLeft, minRows)
        expect(mine).toBeCloseTo(bestOfAll(part, minRows), 9)
      }),
      { seed: 1, numRuns: 40 },
    )
  })

  it.each([
    { splits: 'best', minRows: 1 },
    { splits: 'best', minRows: 4, maxDepth: 3, smoothing: 2 },
    { splits: 'best', maxLeaves: 5, columnShare: 0.5, smoothing: 0.5 },
    { splits: 'best', maxBins: 3, smoothing: 1, categorySmoothing: 5, minCategoryRows: 3 },
    { splits: 'random', minRows: 1, smoothing: 1 },
    { splits: 'random', minRows: 3, maxLeaves: 6, columnShare: 0.3 },
  ] as const)('holds its limits, and forecasts by the definition: %o', params => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const part = randomPart(seed, { task, rows: 60, missing: 0.15, weights: true })
        const all = { ...forest.defaults, ...plain, ...params } as ForestParams
        const found = grown(part, params, seed)
        const { tree, outputs } = found
        const rows = rowsByNode(found, 60)
        const leaves = tree.column.filter(c => c < 0).length
        if (all.maxLeaves > 0) expect(leaves).toBe(all.maxLeaves)
        if (all.maxDepth > 0) expect(depthOf(tree)).toBeLessThanOrEqual(all.maxDepth)
        expect(leaves).toBeGreaterThan(1)

        const unit = part.weights!.reduce((a, b) => a + b, 0) / 60
        const target = (i: number, o: number) => (outputs > 1 ? Number(part.y[i] === o) : part.y[i])
        const check = (node: number, parent: readonly number[]) => {
          const weight = rows[node].reduce((sum, i) => sum + part.weights![i] / unit, 0)
          expect(tree.cover[node]).toBeCloseTo(weight, 9)
          const forecast = parent.map((says, o) => {
            const sum = rows[node].reduce((total, i) => total + (part.weights![i] / unit) * target(i, o), 0)
            return (sum + all.smoothing * says) / (weight + all.smoothing)
          })
          if (tree.column[node] < 0) {
            expect(rows[node].length).toBeGreaterThanOrEqual(all.minRows)
            forecast.forEach((value, o) => {
              expect(tree.value[node * outputs + o]).toBeCloseTo(value, 9)
            })
          } else for (const next of [tree.left[node], tree.right[node]]) check(next, forecast)
        }
        const mean = part.y.reduce((sum, v, i) => sum + (v * part.weights![i]) / unit, 0) / 60
        check(0, new Array(outputs).fill(task === 'regression' ? mean : task === 'binary' ? 0.5 : 1 / outputs))
      }),
      { seed: 1, numRuns: 12 },
    )
  })

  it('splits the most gaining first when leaves are few', () => {
    const part = randomPart(3, { task, rows: 80, distinct: 9, weights: true })
    const gains = (maxLeaves: number) => {
      const found = grown(part, { maxLeaves })
      const rows = rowsByNode(found, 80)
      return found.tree.column.flatMap((column, node) =>
        column < 0
          ? []
          : [impurity(part, rows[node]) - impurity(part, rows[found.tree.left[node]]) - impurity(part, rows[found.tree.right[node]])],
      )
    }
    const few = gains(6)
    const all = gains(7)
    expect([few.length, all.length]).toEqual([5, 6])
    const gained = (of: number[]) => of.reduce((a, b) => a + b, 0)
    expect(gained(all) - gained(few)).toBeGreaterThan(0)
    expect(Math.max(...all)).toBeCloseTo(Math.max(...few), 9)
  })

  it('sends missing with the many when the node has none', () => {
    const part = randomPart(4, { task, rows: 60, weights: true })
    for (const splits of ['best', 'random'] as const) {
      const { tree } = grown(part, { splits })
      const isSet = [false, true, false, false]
      tree.column.forEach((column, node) => {
        if (column < 0) return
        const [left, right] = [tree.cover[tree.left[node]], tree.cover[tree.right[node]]]
        if (isSet[column]) expect(left).toBeLessThanOrEqual(right)
        else if (left !== right) expect(tree.missingLeft[node] === 1).toBe(left > right)
      })
    }
  })
})

describe('random splits', () => {
  const stumps = (part: TrainingPart, count: number) =>
    forest.fit(part, { ...plain, trees: count, splits: 'random', maxDepth: 1 }, { seed: 1 }).trees
  const regression = (column: ReturnType<typeof numericColumn> | ReturnType<typeof categoricalColumn>, y: number[]) =>
    wholeOf(sample({ table: table([column]), y: Float64Array.from(y), task: { kind: 'regression' } }))
  const near = (share: number, expected: number, of: number) =>
    expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / of))

  it('cut numbers evenly between the least and the largest, and toss a coin for missing', () => {
    const trees = stumps(regression(numericColumn('x', [0, 0.1, 0.2, NaN, 8]), [1, 2, 4, 9, 20]), 2000)
    expect(trees.every(({ cut }) => cut[0] >= 0 && cut[0] < 8)).toBe(true)
    for (const below of [1, 2, 6]) near(trees.filter(({ cut }) => cut[0] < below).length / 2000, below / 8, 2000)
    near(trees.filter(({ missingLeft }) => missingLeft[0] === 1).length / 2000, 0.5, 2000)
  })

  it('part the missing from the rest where all numbers are the same', () => {
    const [tree] = stumps(regression(numericColumn('x', [3, 3, NaN]), [1, 1, 5]), 1)
    expect([tree.value[tree.left[0]], tree.value[tree.right[0]]]).toEqual([1, 5].map(v => expect.closeTo(v, 12)))
  })

  it('take every set of levels as often', () => {
    const trees = stumps(regression(categoricalColumn('c', [0, 1, 2, 3, 3], ['a', 'b', 'c', 'd']), [1, 2, 4, 9, 20]), 1400)
    const times = new Map<string, number>()
    for (const { sets } of trees) times.set(String(sets[0]), (times.get(String(sets[0])) ?? 0) + 1)
    // the side with less weight is listed: of 4 levels, 7 ways to part them
    expect([...times.keys()].sort()).toEqual(['0', '0,1', '0,2', '1', '1,2', '2', '3'])
    for (const count of times.values()) near(count / 1400, 1 / 7, 1400)
  })

  it('put missing with either side of the levels', () => {
    const trees = stumps(regression(categoricalColumn('c', [0, 1, -1], ['a', 'b']), [1, 2, 4]), 900)
    for (const set of ['0', '1', '0,1']) near(trees.filter(({ sets }) => String(sets[0]) === set).length / 900, 1 / 3, 900)
  })
})

describe('levels', () => {
  it('of unordered classes are ordered along the direction in which their shares differ most, by weight', () => {
    const classes = ['a', 'b', 'c']
    // 0 and 2 are mostly a, 1 and 3 mostly b; a few rows of level 4 are all c, and by the share of c the others alternate
    const counts = [
      [17, 3, 0],
      [3, 16, 1],
      [16, 2, 2],
      [2, 15, 3],
      [0, 0, 2],
    ]
    const rows = counts.flatMap((of, level) => of.flatMap((count, c) => Array.from({ length: count }, () => [level, c])))
    const column = categoricalColumn(
      'c',
      rows.map(([level]) => level),
      ['0', '1', '2', '3', '4'],
    )
    const y = Float64Array.from(rows, ([, c]) => c)
    const { tree } = grown(wholeOf(sample({ table: table([column]), y, task: { kind: 'multiclass', classes } })), { maxDepth: 1 })
    expect(tree.sets).toEqual([[0, 2]])
  })

  const regression = (codes: number[], y: number[]) =>
    wholeOf(
      sample({ table: table([categoricalColumn('c', codes, ['a', 'b', 'c'])]), y: Float64Array.from(y), task: { kind: 'regression' } }),
    )
  const times = (count: number, value: number) => new Array<number>(count).fill(value)

  it('with few rows go with the missing', () => {
    const part = regression([...times(4, 0), ...times(4, 1), 2], [...times(4, 0), ...times(4, 4), 30])
    expect(grown(part, { maxDepth: 1 }).tree.sets).toEqual([[2]])
    expect(grown(part, { maxDepth: 1, minCategoryRows: 2 }).tree.sets.flat()).not.toContain(2)
  })

  it('with few rows are pulled to the middle', () => {
    const part = regression([...times(20, 0), ...times(20, 1), 2], [...times(20, 0), ...times(20, 4), 22])
    expect(grown(part, { maxDepth: 1 }).tree.sets).toEqual([[2]])
    expect(grown(part, { maxDepth: 1, categorySmoothing: 1000 }).tree.sets).toEqual([[0]])
  })
})

it('a column that says nothing of the classes splits nothing, whatever the rounding', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 2, maxLength: 6 }), w => {
      const thrice = <T>(make: (x: number, i: number) => T) => [0, 1, 2].flatMap(x => w.map((_, i) => make(x, i)))
      const columns = table([
        numericColumn(
          'x',
          thrice(x => x),
        ),
      ])
      const y = Float64Array.from(thrice((_, i) => i % 2))
      const weights = Float64Array.from(thrice((_, i) => w[i]))
      const part = wholeOf(sample({ table: columns, y, weights, task: { kind: 'binary', classes: ['a', 'b'] } }))
      expect(grown(part, {}).tree.column).toEqual([-1])
    }),
    { seed: 1 },
  )
})
