import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeModel, encodeModel, exportFormats, generate, readTable, uci856 } from '../packages/campus/src/index.ts'
import { forecast, onnxInputs } from '../packages/learn/src/index.ts'
import { importedCases } from '../packages/learn/test/imported-cases.ts'
import { metadataOf } from './onnx-metadata.ts'
import { expectSameInOnnx, runOnnx } from './run-onnx.ts'

/** The models that earlier versions shipped. */
const models = ['v1', 'v1-boosting', 'v2-additive', 'v2-boosting', 'v2-stack']

describe.each(models)('the model %s as ONNX', name => {
  const bundle = decodeModel(readFileSync(new URL(`../packages/campus/golden/bundles/${name}.json`, import.meta.url), 'utf8'))
  const file = exportFormats['onnx']!(bundle, {}) as Uint8Array

  it('forecasts as it does itself', async () => {
    const { table } = readTable(uci856, generate(uci856, { rows: 500, seed: 2 }).raw, { synthetic: true }).dataset
    const wanted = forecast(bundle.fitted, table)
    const { numbers } = await runOnnx(file, onnxInputs(bundle.fitted, bundle.codebook), table)
    expect([numbers.rows, numbers.cols]).toEqual([wanted.rows, wanted.cols])
    expect(Math.max(...wanted.data.map((p, i) => Math.abs(numbers.data[i] - p)))).toBeLessThan(1e-9)
  })

  it('tells the hash that its own file states', () => {
    expect(metadataOf(file)['model_sha256']).toBe(JSON.parse(encodeModel(bundle)).sha256)
  })
})

describe('a model trained elsewhere as ONNX', () => {
  it.each(importedCases())('forecasts as it does itself: $name', async ({ fitted, rows }) => {
    await expectSameInOnnx(fitted, rows)
  })
})
