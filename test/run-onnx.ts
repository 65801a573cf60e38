import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import { expect } from 'vitest'
import { lowerRecipe } from '../packages/learn/src/export/lower.ts'
import { writeOnnx } from '../packages/learn/src/export/onnx/onnx.ts'
import { type OnnxInput, onnxInputs } from '../packages/learn/src/export/onnx/onnx-inputs.ts'
import { type Matrix, matrix } from '../packages/learn/src/matrix.ts'
import { mostLikely } from '../packages/learn/src/metrics/most-likely.ts'
import { type FittedRecipe, forecast } from '../packages/learn/src/recipe.ts'
import { columnOf, type Table } from '../packages/learn/src/table.ts'

env.wasm.numThreads = 1

/** What onnxruntime-web makes of a file, for the rows of a table. */
export async function runOnnx(
  file: Uint8Array,
  inputs: readonly OnnxInput[],
  table: Table,
): Promise<{ numbers: Matrix; labels?: string[] }> {
  const session = await InferenceSession.create(file)
  const feeds = Object.fromEntries(inputs.map(input => [input.name, tensorOf(input, table)]))
  const { probabilities, value, label } = await session.run(feeds)
  await session.release()
  const { dims, data } = probabilities ?? value
  const numbers = matrix(dims[0], dims[1], Float64Array.from(data as Float64Array))
  return label ? { numbers, labels: label.data as string[] } : { numbers }
}

/** The recipe as a file gives the recipe's own forecast, to 1e-9, and the name of its most likely class. */
export async function expectSameInOnnx(fitted: FittedRecipe, table: Table): Promise<void> {
  const wanted = forecast(fitted, table)
  const program = lowerRecipe(fitted)
  const { numbers, labels } = await runOnnx(writeOnnx(program, { missing: [] }), onnxInputs(program, { missing: [] }), table)
  expect([numbers.rows, numbers.cols]).toEqual([wanted.rows, wanted.cols])
  let worst = 0
  wanted.data.forEach((v, i) => {
    worst = Math.max(worst, Math.abs(numbers.data[i] - v)) // NaN stays
  })
  expect(worst).toBeLessThan(1e-9)
  const { task } = fitted
  if (task.kind === 'regression') return expect(labels).toBeUndefined()
  expect(labels).toEqual(Array.from(mostLikely(numbers), c => task.classes[c]))
}

function tensorOf(input: OnnxInput, table: Table): Tensor {
  const column = columnOf(table, input.column)
  if (input.kind === 'numeric' && column.kind === 'numeric') return new Tensor('float64', column.values, [table.rows, 1])
  if (input.kind !== 'categorical' || column.kind !== 'categorical') throw new Error(`${input.column} changed its kind`)
  const texts = Array.from(column.codes, code => (code < 0 ? input.missing[0] : column.levels[code]))
  return new Tensor('string', texts, [table.rows, 1])
}
