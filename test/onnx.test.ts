import { describe, expect, it } from 'vitest'
import {
  categoricalColumn,
  type FormulaProgram,
  fitRecipe,
  forecast,
  LearnError,
  lowerRecipe,
  numericColumn,
  onnxInputs,
  sample,
  table,
  takeRows,
  wholeOf,
  writeOnnx,
} from '../packages/learn/src/index.ts'
import { exportRecipes } from '../packages/learn/test/export-cases.ts'
import { exportPart, newRows } from '../packages/learn/test/export-rows.ts'
import { metadataOf } from './onnx-metadata.ts'
import { expectSameInOnnx, runOnnx } from './run-onnx.ts'

const rows = newRows(300)
const raw = { missing: [] }
const fitted = (learner: keyof typeof exportRecipes, task: 'binary' | 'regression' = 'binary') =>
  fitRecipe(exportRecipes[learner], exportPart(task), { seed: 1 })

describe('writeOnnx', () => {
  it('writes what forecasts the same: trees over all steps, in classes and in numbers', async () => {
    await expectSameInOnnx(fitted('boosting'), rows)
    await expectSameInOnnx(fitted('stack', 'regression'), rows)
  })

  it('forecasts one row, and none', async () => {
    for (const learner of ['baseline', 'forest', 'linear'] as const) {
      await expectSameInOnnx(fitted(learner), takeRows(rows, [7]))
      await expectSameInOnnx(fitted(learner), takeRows(rows, []))
    }
  })

  it('takes columns and levels of any name', async () => {
    const names = ['a\nb', 'a\tb', 'a_b', '\0', '', '\ud800', 'x'.repeat(50_000), 'value', 'label', 'v0', `'"\\);--`, '年齢', '__proto__']
    const levels = ['', ' ', '"', "'", '\n', '\r\n\t', '\u2028', '\u0001', 'x'.repeat(50_000), '(missing)', '😀', '__proto__', '</s>']
    const n = 260
    const columns = names.map((name, j) =>
      numericColumn(
        name,
        Float64Array.from({ length: n }, (_, i) => (i * (j + 3)) % 11),
      ),
    )
    const codes = Int32Array.from({ length: n }, (_, i) => ((i * 7) % 14) - 1)
    const all = table([...columns, categoricalColumn('level', codes, levels)])
    const y = Float64Array.from(codes, (c, i) => (c % 3) + columns[i % 13].values[i] / 20)
    const part = wholeOf(sample({ table: all, y, task: { kind: 'regression' } }))
    await expectSameInOnnx(fitRecipe({ steps: [], learner: { kind: 'boosting' } }, part, { seed: 1 }), all)
  })

  it('reads whole numbers as levels with .0 too, and the marks that mean missing', async () => {
    const codes = Int32Array.from({ length: 90 }, (_, i) => (i % 3) - 1)
    const y = Float64Array.from(codes, code => 10 * code)
    const all = table([categoricalColumn('c', codes, ['3', '-12'])])
    const model = fitRecipe(
      { steps: [], learner: { kind: 'boosting' } },
      wholeOf(sample({ table: all, y, task: { kind: 'regression' } })),
      {
        seed: 1,
      },
    )
    const program = lowerRecipe(model)
    const file = writeOnnx(program, { missing: ['?', '3'] })
    expect(onnxInputs(program, { missing: ['?', '3'] })).toEqual([{ kind: 'categorical', column: 'c', name: 'c', missing: ['', '?'] }])
    const given = ['3', '3.0', '-12.0', '-12', '', '?', 'other', '3.00']
    const same = [0, 0, 1, 1, -1, -1, 2, 2]
    const texts = categoricalColumn('c', [...given.keys()], given)
    const { numbers } = await runOnnx(file, [{ kind: 'categorical', column: 'c', name: 'c', missing: [''] }], table([texts]))
    const wanted = forecast(model, table([categoricalColumn('c', same, ['3', '-12', 'unseen'])]))
    expect(new Set(wanted.data).size).toBeGreaterThan(2)
    wanted.data.forEach((v, i) => {
      expect(numbers.data[i]).toBeCloseTo(v, 12)
    })
  })

  it('tells what it was made of, and the same in the same bytes', () => {
    const model = fitted('linear')
    const metadata = { model_sha256: 'abc', classes: 'not these' }
    const file = writeOnnx(lowerRecipe(model), { ...raw, metadata })
    expect(writeOnnx(lowerRecipe(JSON.parse(JSON.stringify(model))), { ...raw, metadata })).toEqual(file)
    expect(metadataOf(file)).toEqual({
      model_sha256: 'abc',
      task: 'binary',
      classes: '["c0","c1"]',
      inputs: JSON.stringify(onnxInputs(model, raw)),
    })
  })

  const program: FormulaProgram = {
    task: { kind: 'binary', classes: ['no', 'yes'] },
    inputs: [{ kind: 'categorical', name: 'c', levels: ['a', 'b'], ordered: false }],
    ensembles: [],
    nodes: [{ op: 'constant', value: 0.5 }],
    outputs: [0, 0],
  }
  const refused: [string, FormulaProgram][] = [
    ['no inputs', { ...program, inputs: [] }],
    ['a level with a NUL', { ...program, inputs: [{ kind: 'categorical', name: 'c', levels: ['a', 'b\0c'], ordered: false }] }],
    ['a level of half a character', { ...program, inputs: [{ kind: 'categorical', name: 'c', levels: ['\ud83d'], ordered: false }] }],
    ['a class with a NUL', { ...program, task: { kind: 'binary', classes: ['no', 'y\0'] } }],
  ]
  it.each(refused)('refuses %s', (_, bad) => {
    expect(writeOnnx(program, raw).length).toBeGreaterThan(0)
    expect(() => writeOnnx(bad, raw)).toThrow(expect.objectContaining({ name: LearnError.name, code: 'not_exportable' }))
  })
})
