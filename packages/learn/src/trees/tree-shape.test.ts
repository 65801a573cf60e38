import { describe, expect, it } from 'vitest'
import { DEEPEST_TREE, type Tree } from './tree.ts'
import { treeColumns, treeShape, wrongWithTree } from './tree-shape.ts'

const columns = [
  { kind: 'numeric', name: 'x' },
  { kind: 'categorical', name: 'g', levels: ['a', 'b'], ordered: false },
] as const

/** x ≤ 1 ? (g in {b} ? 1 : 2) : 3 */
const tree: Tree = {
  column: [0, 1, -1, -1, -1],
  cut: [1, 0, 0, 0, 0],
  sets: [[1]],
  left: [1, 3, -1, -1, -1],
  right: [2, 4, -1, -1, -1],
  missingLeft: [0, 0, 0, 0, 0],
  value: [0, 0, 3, 1, 2],
  cover: [4, 3, 1, 2, 1],
}

const wrong = (changes: Partial<Tree>) => wrongWithTree({ ...tree, ...changes }, columns)

/** A chain: every node but the last two splits, and its left child is a leaf. */
function chain(splits: number): Tree {
  const n = 2 * splits + 1
  const each = (of: (node: number) => number) => Array.from({ length: n }, (_, node) => of(node))
  const inner = (node: number) => node % 2 === 0 && node < n - 1
  return {
    column: each(node => (inner(node) ? 0 : -1)),
    cut: each(() => 0),
    sets: [],
    left: each(node => (inner(node) ? node + 1 : -1)),
    right: each(node => (inner(node) ? node + 2 : -1)),
    missingLeft: each(() => 0),
    value: each(() => 1),
    cover: each(() => 1),
  }
}

describe('wrongWithTree', () => {
  it('lets a tree pass', () => {
    expect(treeShape(tree)).toBeUndefined()
    expect(wrong({})).toBeUndefined()
    expect(wrongWithTree(chain(DEEPEST_TREE), columns)).toBeUndefined()
    expect(wrongWithTree({ ...tree, value: [...tree.value, ...tree.value] }, columns, 2)).toBeUndefined()
  })

  it.each<[string, Partial<Tree>, RegExp]>([
    ['a cycle', { left: [1, 0, -1, -1, -1] }, /node 1 whose child is 0/],
    ['a node that is its own child', { left: [0, 3, -1, -1, -1] }, /node 0 whose child is 0/],
    ['a child beyond the end', { right: [2, 1e9, -1, -1, -1] }, /child is 1000000000/],
    ['a child that is not there', { left: [1, -1, -1, -1, -1] }, /child is -1/],
    ['two ways to one node', { right: [1, 4, -1, -1, -1] }, /node 1 with two parents/],
    ['two parents', { left: [1, 2, -1, -1, -1] }, /node 2 with two parents/],
    ['a node that nothing leads to', { column: [0, -1, -1, -1, -1] }, /node 3 that no earlier node leads to/],
    ['a column beyond the table', { column: [0, 2, -1, -1, -1] }, /column\[1\] must be below 2/],
    ['a set that is not there', { cut: [1, 1, 0, 0, 0] }, /cut\[1\] must name one of 1 sets/],
    ['half a set', { cut: [1, 0.5, 0, 0, 0] }, /cut\[1\] must name one of/],
    ['uneven lists', { cover: [4, 3, 1, 2] }, /\.cover must have 5 items/],
    ['a leaf without a value', { value: [0, 0, 3, 1] }, /\.value must have 5 items, 1 per node/],
  ])('refuses %s', (_, changes, says) => expect(wrong(changes)).toMatch(says))

  it('refuses a tree that is too deep', () => {
    expect(wrongWithTree(chain(DEEPEST_TREE + 1), columns)).toMatch(/more than 200 splits deep/)
  })

  it('refuses ways that double at every node, without walking them', () => {
    const n = 150
    const next = Array.from({ length: n }, (_, node) => (node < n - 1 ? node + 1 : -1))
    const each = (of: number) => new Array<number>(n).fill(of)
    const doubling: Tree = {
      column: next.map(child => (child < 0 ? -1 : 0)),
      cut: each(0),
      sets: [],
      left: next,
      right: next,
      missingLeft: each(0),
      value: each(1),
      cover: each(1),
    }
    expect(wrongWithTree(doubling, columns)).toMatch(/node 1 with two parents/)
  })
})

describe('treeShape and treeColumns', () => {
  it.each<[string, unknown]>([
    ['no node', { ...tree, column: [] }],
    ['NaN as text', { ...tree, value: [0, 0, 'NaN', 1, 2] }],
    ['rows that weigh nothing', { ...tree, cover: [4, 3, 0, 2, 1] }],
    ['a number for a list', { ...tree, left: 1e9 }],
    ['no sets', { ...tree, sets: undefined }],
  ])('refuses %s', (_, value) => expect(treeShape(value)).toMatch(/must/))

  it('refuses a column or a level named twice', () => {
    expect(treeColumns(columns)).toBeUndefined()
    expect(treeColumns([columns[0], columns[0]])).toMatch(/twice/)
    expect(treeColumns([{ ...columns[1], levels: ['a', 'a'] }])).toMatch(/\.levels names something twice/)
  })
})
