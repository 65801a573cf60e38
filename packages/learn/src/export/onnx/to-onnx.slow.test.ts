import { describe, it } from 'vitest'
import { exportPart, newRows } from '../../../test/export-rows.ts'
import { expectSameInOnnx } from '../../../test/onnx-run.ts'
import { fitRecipe } from '../../recipe.ts'
import type { TaskKind } from '../../task.ts'

const encoded = [
  { kind: 'ordinalCodes' },
  { kind: 'impute', params: { indicators: true } },
  { kind: 'oneHot' },
  { kind: 'standardScale' },
  { kind: 'clip', params: { limit: 5 } },
]
const table = newRows(10_000)
const tasks: TaskKind[] = ['binary', 'multiclass', 'ordinal', 'regression']
describe('toOnnx', () => {
  it.each(tasks)('linear, %s', async task => {
    await expectSameInOnnx(fitRecipe({ steps: encoded, learner: { kind: 'linear' } }, exportPart(task), { seed: 1 }), table)
  })
  it.each(tasks)('boosting, %s', async task => {
    await expectSameInOnnx(
      fitRecipe({ steps: [], learner: { kind: 'boosting', params: { rounds: 20 } } }, exportPart(task), { seed: 1 }),
      table,
    )
  })
})
