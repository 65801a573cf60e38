import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ForeignModel } from '../../import/foreign-model.ts'
import { readModelFile } from '../../import/read-model-file.ts'
import { sigmoid } from '../../math/index.ts'
import { takeMatrixRows } from '../../matrix.ts'
import { categoricalColumn, numericColumn, table } from '../../table.ts'
import type { Task } from '../../task.ts'
import { imported } from './imported.ts'
import { type FeatureColumn, importedModel } from './imported-model.ts'

interface Case {
  readonly name: string
  readonly model: string
  readonly X: readonly (readonly (number | null)[])[]
}

const read = (name: string): readonly Case[] =>
  JSON.parse(readFileSync(new URL(`../../../golden/imported/${name}.json`, import.meta.url), 'utf8')).cases
const named = (file: string, name: string) => {
  const found = read(file).find(c => c.name === name)!
  return { foreign: readModelFile(found.model), X: found.X }
}

const numeric: FeatureColumn[] = ['f0', 'f1', 'f2'].map(name => ({ kind: 'numeric', name }))
const binary: Task = { kind: 'binary', classes: ['stays', 'leaves'] }
const three: Task = { kind: 'multiclass', classes: ['a', 'b', 'c'] }
const value: Task = { kind: 'regression' }
const rowsOf = (X: Case['X']) =>
  table(
    ['f0', 'f1', 'f2'].map((name, j) =>
      numericColumn(
        name,
        X.map(row => row[j] ?? NaN),
      ),
    ),
  )
const taskFor = ({ tasks }: ForeignModel) => (tasks[0] === 'regression' ? value : tasks[0] === 'binary' ? binary : three)

describe('shares', () => {
  const every = ['xgboost-3.2.0', 'lightgbm-4.7.0'].flatMap(name =>
    ['binary', 'classes', 'values'].flatMap(theme => read(`${name}-${theme}`)),
  )

  it.each(every)('$name: add up to the forecast, by covers and against a background', ({ model: text, X }) => {
    const foreign = readModelFile(text)
    const model = importedModel(foreign, { task: taskFor(foreign), columns: numeric })
    const asked = rowsOf(X)
    const forecast = imported.predict(model, asked)
    const far = rowsOf(X.slice(3, 7))
    for (const shares of [imported.contributions!(model, asked), imported.interventional!(model, asked, far)]) {
      const { outputs, base, values, scale } = shares
      expect(scale).toBe(model.task === 'regression' ? 'value' : 'log-odds')
      const scores = X.map((_, i) =>
        Array.from({ length: outputs }, (_, o) =>
          values.slice((i * outputs + o) * 3, (i * outputs + o + 1) * 3).reduce((a, b) => a + b, base[o]),
        ),
      )
      scores.forEach((score, i) => {
        const row = forecast.data.subarray(i * forecast.cols, (i + 1) * forecast.cols)
        const from = outputs > 1 ? score.map(s => s - score[0]) : score
        const told =
          model.task === 'regression' ? [row[0]] : outputs > 1 ? [...row].map(p => Math.log(p / row[0])) : [Math.log(row[1] / row[0])]
        const far = told.findIndex((s, o) => !(Math.abs(s - from[o]) <= 1e-9 * Math.max(1, Math.abs(s))))
        expect([i, far]).toEqual([i, -1])
      })
    }
  })

  it('of a forecast that is another function of the score are allocated', () => {
    const { foreign, X } = named('lightgbm-4.7.0-values', 'counts')
    const model = importedModel(foreign, { task: value, columns: numeric })
    expect(imported.contributions!(model, rowsOf(X)).allocated).toBe(true)
    const { foreign: plain } = named('lightgbm-4.7.0-values', 'absolute error')
    expect(imported.contributions!(importedModel(plain, { task: value, columns: numeric }), rowsOf(X)).allocated).toBeUndefined()
  })
})

describe('importedModel', () => {
  it('puts classes in the order of the task', () => {
    const { foreign, X } = named('xgboost-2.1.4-classes', 'classes, parallel trees')
    const plain = imported.predict(importedModel(foreign, { task: three, columns: numeric }), rowsOf(X))
    const turned = imported.predict(importedModel(foreign, { task: three, columns: numeric, outputOfClass: [2, 0, 1] }), rowsOf(X))
    const [row] = [0, 1].map(i => [...takeMatrixRows(plain, [i]).data])
    expect([...takeMatrixRows(turned, [0]).data]).toEqual([row[2], row[0], row[1]].map(p => expect.closeTo(p, 12)))
  })

  it('takes levels for the numbers that stood for them', () => {
    const { foreign, X } = named('xgboost-1.7.4-binary', 'levels by sets')
    const numbers = [12, 0, null, 39]
    const columns: FeatureColumn[] = [
      ...numeric.slice(0, 2),
      { kind: 'categorical', name: 'f2', levels: ['l', 'a', 'never', 'z'], ordered: false, numbers },
    ]
    const two = [0, 1].map(j =>
      numericColumn(
        `f${j}`,
        [0, 1, 2, 3, 4].map(i => X[i][j] ?? NaN),
      ),
    )
    const levels = table([...two, categoricalColumn('f2', [0, 1, 2, 3, -1], ['l', 'a', 'never', 'z'])])
    const codes = table([...two, numericColumn('f2', [12, 0, NaN, 39, NaN])])
    const byLevel = imported.predict(importedModel(foreign, { task: binary, columns }), levels)
    expect(byLevel).toEqual(imported.predict(importedModel(foreign, { task: binary, columns: numeric }), codes))
  })

  it('asked about a share forecasts it, or the class it is of', () => {
    const { foreign, X } = named('xgboost-3.2.0-values', 'shares')
    const share = imported.predict(importedModel(foreign, { task: value, columns: numeric }), rowsOf(X))
    const event = imported.predict(importedModel(foreign, { task: binary, columns: numeric }), rowsOf(X))
    expect([...share.data]).toEqual([...event.data].filter((_, at) => at % 2 === 1))
  })

  it('takes two scores of two classes for one', () => {
    const { foreign, X } = named('xgboost-3.2.0-classes', 'classes, parallel trees')
    const two: ForeignModel = {
      ...foreign,
      outputs: 2,
      tasks: ['multiclass', 'binary'],
      base: foreign.base.slice(1),
      trees: foreign.trees.filter((_, t) => foreign.outputOf[t] > 0),
      outputOf: foreign.outputOf.filter(o => o > 0).map(o => o - 1),
    }
    const model = importedModel(two, { task: binary, columns: numeric })
    const { outputs, base, values } = imported.contributions!(model, rowsOf(X))
    expect(outputs).toBe(1)
    const score = values.subarray(0, 3).reduce((a, b) => a + b, base[0])
    expect(imported.predict(model, rowsOf(X)).data[1]).toBeCloseTo(sigmoid(score), 9)
  })

  it.each<[string, string, string, Partial<Parameters<typeof importedModel>[1]>, string]>([
    ['another task', 'xgboost-3.2.0-binary', 'DART', { task: value }, 'wrong_task'],
    ['other classes', 'xgboost-3.2.0-classes', 'the likeliest class', { task: { ...three, classes: ['a', 'b'] } }, 'shape_mismatch'],
    ['two classes of three', 'xgboost-3.2.0-classes', 'the likeliest class', { task: binary }, 'wrong_task'],
    ['other columns', 'xgboost-3.2.0-binary', 'DART', { columns: numeric.slice(1) }, 'shape_mismatch'],
    ['an output twice', 'xgboost-3.2.0-classes', 'the likeliest class', { task: three, outputOfClass: [0, 0, 1] }, 'bad_param'],
    ['one column for two', 'xgboost-3.2.0-binary', 'DART', { columns: [numeric[0], numeric[0], numeric[1]] }, 'bad_bundle'],
  ])('refuses %s', (_, file, name, change, code) => {
    const { foreign } = named(file, name)
    expect(() => importedModel(foreign, { task: binary, columns: numeric, ...change })).toThrow(
      expect.objectContaining({ name: 'LearnError', code }),
    )
  })

  it('is never fitted', () => {
    expect(() => imported.fit({} as never, {}, { seed: 1 })).toThrow(expect.objectContaining({ code: 'trained_elsewhere' }))
  })
})
