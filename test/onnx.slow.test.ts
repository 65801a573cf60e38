import { describe, expect, it } from 'vitest'
import { learners } from '../packages/learn/src/learners/index.ts'
import { fitRecipe } from '../packages/learn/src/recipe.ts'
import { calibratorsFor, exportRecipes } from '../packages/learn/test/export-cases.ts'
import { exportPart, newRows } from '../packages/learn/test/export-rows.ts'
import { expectSameInOnnx } from './run-onnx.ts'

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
  expect(Object.keys(exportRecipes).sort()).toEqual(Object.keys(learners).sort())
})
