import { describe, expect, it } from 'vitest'
import { evaluateProgram } from '../packages/learn/src/export/evaluate.ts'
import { writeOnnx } from '../packages/learn/src/export/onnx/onnx.ts'
import { onnxInputs } from '../packages/learn/src/export/onnx/onnx-inputs.ts'
import type { FormulaProgram } from '../packages/learn/src/export/program.ts'
import { learners } from '../packages/learn/src/learners/index.ts'
import { createRandom } from '../packages/learn/src/random.ts'
import { fitRecipe } from '../packages/learn/src/recipe.ts'
import { numericColumn, table } from '../packages/learn/src/table.ts'
import { addNode, emptyTree, type Tree } from '../packages/learn/src/trees/tree.ts'
import { calibratorsFor, exportRecipes } from '../packages/learn/test/export-cases.ts'
import { exportPart, newRows } from '../packages/learn/test/export-rows.ts'
import { expectSameInOnnx, runOnnx } from './run-onnx.ts'

/** With gaps, and levels that training never saw. */
const rows = newRows(10_000)

describe.each(Object.entries(exportRecipes))('%s', (learner, recipe) => {
  it.each(learners[learner as keyof typeof learners].tasks)('forecasts 10,000 rows in ONNX as here: %s', async task => {
    const fitted = fitRecipe(recipe, exportPart(task), { seed: 1 })
    await expectSameInOnnx(fitted, rows)
    for (const calibrator of calibratorsFor(task)) await expectSameInOnnx({ ...fitted, calibrator }, rows)
  })
})

it('stands for every learner', () => {
  const trained = Object.keys(learners).filter(kind => !learners[kind]!.elsewhere) // the others: onnx-models.test.ts
  expect(Object.keys(exportRecipes).sort()).toEqual(trained.sort())
})

it('writes a million tree nodes in a file that grows with them alone', async () => {
  const program: FormulaProgram = {
    task: { kind: 'regression' },
    inputs: [{ kind: 'numeric', name: 'x' }],
    ensembles: [{ columns: [0], isSet: [false], outputs: 1, width: 1, trees: Array.from({ length: 1000 }, (_, t) => fullTree(9, t)) }],
    nodes: [
      { op: 'number', input: 0 },
      { op: 'ensemble', ensemble: 0, output: 0 },
    ],
    outputs: [1],
  }
  const file = writeOnnx(program, { missing: [] })
  expect(file.length).toBeLessThan(20 * 1_023_000)
  const few = table([numericColumn('x', [NaN, 0, 0.25, 0.5, 1])])
  const { numbers } = await runOnnx(file, onnxInputs(program, { missing: [] }), few)
  const wanted = evaluateProgram(program, few)
  expect(Math.max(...wanted.data.map((v, i) => Math.abs(numbers.data[i] - v)))).toBeLessThan(1e-9)
})

function fullTree(depth: number, seed: number): Tree {
  const tree = emptyTree()
  const random = createRandom(seed)
  grow(depth)
  return tree

  function grow(left: number): number {
    const node = addNode(tree, 1)
    if (left === 0) {
      tree.value[node] = random.next()
      return node
    }
    tree.column[node] = 0
    tree.cut[node] = random.next()
    tree.missingLeft[node] = random.int(2)
    tree.left[node] = grow(left - 1)
    tree.right[node] = grow(left - 1)
    return node
  }
}
