import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateProgram } from '../packages/learn/src/export/evaluate.ts'
import { writeOnnx } from '../packages/learn/src/export/onnx/onnx.ts'
import { onnxInputs } from '../packages/learn/src/export/onnx/onnx-inputs.ts'
import type { Ensemble, FormulaNode, FormulaProgram } from '../packages/learn/src/export/program.ts'
import { createRandom, type Random } from '../packages/learn/src/random.ts'
import type { Input } from '../packages/learn/src/recipe.ts'
import { categoricalColumn, numericColumn, type Table, table } from '../packages/learn/src/table.ts'
import { addNode, emptyTree, type Tree } from '../packages/learn/src/trees/tree.ts'
import { runOnnx } from './run-onnx.ts'

const inputs: Input[] = [
  { kind: 'numeric', name: 'a' },
  { kind: 'numeric', name: 'b' },
  { kind: 'categorical', name: 'c', levels: ['x', '', 'y "\n'], ordered: false },
]

const NUMBERS = [NaN, -2, -1, -0.5, 0, 0.1, 0.3, 0.30000000000000004, 1, 2, 700]

/** Every pair of numbers, and with them every level, a missing one and two that are not listed. */
const rows: Table = table([
  numericColumn(
    'a',
    NUMBERS.flatMap(v => NUMBERS.map(() => v)),
  ),
  numericColumn(
    'b',
    NUMBERS.flatMap(() => NUMBERS),
  ),
  categoricalColumn(
    'c',
    Array.from({ length: NUMBERS.length ** 2 }, (_, i) => (i % 6) - 1),
    ['', 'never', 'x', 'y "\n', 'z'],
  ),
])

const [a, b, c, codes] = [0, 1, 2, 3]
const reads: readonly FormulaNode[] = [
  { op: 'number', input: 0 },
  { op: 'number', input: 1 },
  { op: 'lookup', input: 2, values: [0.3, -4, 2], missing: NaN, unseen: 0.25 },
  { op: 'lookup', input: 2, values: [0, 1, 2], missing: NaN, unseen: NaN },
]

async function expectSame(formula: Omit<FormulaProgram, 'task'>, { relative = 0, absolute = 0 } = { relative: 1e-14 }): Promise<void> {
  const program: FormulaProgram = { ...formula, task: { kind: 'multiclass', classes: formula.outputs.map((_, c) => `c${c}`) } }
  const { numbers } = await runOnnx(writeOnnx(program, { missing: [] }), onnxInputs(program, { missing: [] }), rows)
  const wanted = evaluateProgram(program, rows)
  expect([numbers.rows, numbers.cols]).toEqual([wanted.rows, wanted.cols])
  const same = (got: number, v: number) => Object.is(got, v) || Math.abs(got - v) <= relative * Math.abs(v) + absolute
  const wrong = wanted.data.findIndex((v, i) => !same(numbers.data[i], v))
  expect(wrong, `cell ${wrong} is ${numbers.data[wrong]}, expected ${wanted.data[wrong]}`).toBe(-1)
}

describe('renderNodes', () => {
  const cuts = [-1, 0.3, 1]
  it.each<FormulaNode>([
    { op: 'constant', value: 0.1 },
    { op: 'linear', intercept: 0.1, terms: [a, b, c].map(node => ({ node, weight: node - 1 })) },
    { op: 'linear', intercept: 0, terms: [{ node: a, weight: 1 }] },
    { op: 'linear', intercept: 1e-3, terms: Array.from({ length: 20 }, (_, t) => ({ node: t % 3, weight: (t * t) / 7 })) },
    { op: 'multiply', a, b },
    { op: 'min', a, b: c },
    { op: 'max', a: c, b },
    { op: 'divide', a, b },
    { op: 'ifMissing', a, b },
    { op: 'isMissing', of: a },
    { op: 'exp', of: a },
    { op: 'log', of: a },
    { op: 'sigmoid', of: a },
    { op: 'steps', of: a, cuts, values: [3, 1, -1, 7], missing: 0.5 },
    { op: 'steps', of: a, cuts, values: [3, 1, -1, NaN], missing: NaN },
    { op: 'steps', of: a, cuts: [], values: [3], missing: 4 },
    { op: 'interpolate', of: a, x: [-1, 0.3, 0.30000000000000004, 1], y: [0, 0.1, 0.6, 1] },
    { op: 'interpolate', of: a, x: [0], y: [0.4] },
  ])('gives the number of %o', async node => {
    await expectSame({ inputs, ensembles: [], nodes: [...reads, node], outputs: [a, c, reads.length] })
  })

  it('picks from a list by a whole number, and nothing by a missing one', async () => {
    const steps: FormulaNode = { op: 'steps', of: a, cuts, values: [0, 2, 1, 2], missing: NaN }
    await expectSame({
      inputs,
      ensembles: [],
      nodes: [...reads, steps, { op: 'pick', of: reads.length, values: [7, 8, 9] }],
      outputs: [reads.length + 1],
    })
  })

  it('gives constants alone a number for every row', async () => {
    await expectSame({ inputs, ensembles: [], nodes: [0.25, 0.75].map(value => ({ op: 'constant', value })), outputs: [0, 1] })
  })

  it('computes chains of what adds, multiplies and compares, to the last bit', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgram, program => expectSame(program, {})),
      { seed: 1, numRuns: 30 },
    )
  })

  it('sums trees: sets of levels, missing cells, several outputs, wide leaves, no trees, no columns', async () => {
    await fc.assert(
      fc.asyncProperty(anyEnsemble, async ensemble => {
        const sums = Array.from({ length: ensemble.outputs }, (_, output) => ({ op: 'ensemble', ensemble: 0, output }) as const)
        const outputs = sums.map((_, o) => reads.length + o)
        await expectSame({ inputs, ensembles: [ensemble], nodes: [...reads, ...sums], outputs }, { absolute: 1e-13 })
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  it('rounds a sum to float32 after each tree, to the last bit', async () => {
    const random = createRandom(3)
    const trees = Array.from({ length: 150 }, () => anyTree(random, 3, 1)).map(tree => ({ ...tree, value: tree.value.map(Math.fround) }))
    const ensemble = { columns: [a, b, codes], isSet: [false, false, true], outputs: 1, width: 1, trees }
    const rounded = { ...ensemble, float32: { first: 100, last: Math.fround(0.1) } }
    const sums = [0, 1].map(e => ({ op: 'ensemble', ensemble: e, output: 0 }) as const)
    const both = { inputs, ensembles: [rounded, ensemble], nodes: [...reads, ...sums], outputs: [reads.length] }
    await expectSame(both, {})
    const own = evaluateProgram({ ...both, outputs: [reads.length, reads.length + 1], task: { kind: 'regression' } }, rows)
    const off = Array.from({ length: own.rows }, (_, i) => Math.abs(own.data[2 * i] - own.data[2 * i + 1] - rounded.float32.last - 100))
    expect(Math.max(...off)).toBeGreaterThan(1e-6) // what rounding takes away
    expect(own.data.filter((v, i) => i % 2 === 0 && v !== Math.fround(v))).toHaveLength(0)
  })
})

/** Nodes that read from any nodes before them. */
const anyProgram: fc.Arbitrary<Omit<FormulaProgram, 'task'>> = fc
  .array(fc.record({ op: fc.nat(7), a: fc.nat(), b: fc.nat(), weight: fc.constantFrom(0, 1, -1, 0.1, 3) }), { minLength: 1, maxLength: 15 })
  .map(choices => {
    const nodes = [...reads]
    for (const { op, a: first, b: second, weight } of choices) {
      const [a, b] = [first % nodes.length, second % nodes.length]
      nodes.push(
        [
          { op: 'linear', intercept: weight, terms: [a, b, a].map(node => ({ node, weight })) } as const,
          { op: 'multiply', a, b } as const,
          { op: 'min', a, b } as const,
          { op: 'max', a, b } as const,
          { op: 'divide', a, b } as const,
          { op: 'ifMissing', a, b } as const,
          { op: 'isMissing', of: a } as const,
          { op: 'steps', of: a, cuts: [-1, 0.1, 2], values: [NaN, weight, 2, -1], missing: weight } as const,
        ][op],
      )
    }
    return { inputs, ensembles: [], nodes, outputs: nodes.map((_, id) => id).slice(reads.length) }
  })

/** Columns: both numbers, and the codes 0 to 2 of the levels as a set. */
const anyEnsemble: fc.Arbitrary<Ensemble> = fc
  .record({
    outputs: fc.integer({ min: 1, max: 3 }),
    wide: fc.boolean(),
    seed: fc.nat(1e6),
    trees: fc.constantFrom(0, 1, 5, 70),
    depth: fc.nat(4),
  })
  .map(({ outputs, wide, seed, trees, depth }) => {
    const random = createRandom(seed)
    const width = wide ? outputs : 1
    return {
      columns: depth === 0 ? [] : [a, b, codes],
      isSet: depth === 0 ? [] : [false, false, true],
      outputs,
      width,
      trees: Array.from({ length: trees }, () => anyTree(random, depth, width)),
    }
  })

function anyTree(random: Random, depth: number, width: number): Tree {
  const tree = emptyTree()
  grow(tree, depth)
  return tree

  function grow(into: Tree, left: number): number {
    const node = addNode(into, 1, width)
    if (left === 0 || random.next() < 0.2) {
      for (let w = 0; w < width; w++) into.value[node * width + w] = random.next() - 0.5
      return node
    }
    const column = random.int(3)
    into.column[node] = column
    into.cut[node] =
      column === 2 ? into.sets.push([0, 1, 2].filter(() => random.next() < 0.4)) - 1 : NUMBERS[1 + random.int(NUMBERS.length - 1)]
    into.missingLeft[node] = column < 2 ? random.int(2) : 0
    into.left[node] = grow(into, left - 1)
    into.right[node] = grow(into, left - 1)
    return node
  }
}
