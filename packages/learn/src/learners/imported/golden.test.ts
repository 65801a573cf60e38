import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readModelFile } from '../../import/read-model-file.ts'
import { numericColumn, type Table, table } from '../../table.ts'
import type { Task } from '../../task.ts'
import { engineValues } from './engine-values.ts'
import { imported } from './imported.ts'
import { importedModel } from './imported-model.ts'
import { importedScores } from './predict.ts'

interface Case {
  readonly name: string
  readonly model: string
  readonly X: readonly (readonly (number | null)[])[]
  readonly margin: readonly (number | readonly number[])[]
  readonly forecast: readonly (number | readonly number[])[]
  readonly contributions: readonly (readonly number[])[] | readonly (readonly (readonly number[])[])[]
  readonly best?: { readonly rounds: number; readonly margin: readonly number[] }
}

interface Golden {
  readonly engine: 'xgboost' | 'lightgbm'
  readonly version: string
  readonly cases: readonly Case[]
}

const read = (name: string): Golden => JSON.parse(readFileSync(new URL(`../../../golden/imported/${name}.json`, import.meta.url), 'utf8'))

const files = [
  'xgboost-1.1.1-early',
  ...['xgboost-1.7.4', 'xgboost-2.1.4', 'xgboost-3.2.0', 'lightgbm-3.3.5', 'lightgbm-4.7.0'].flatMap(name => [
    `${name}-binary`,
    `${name}-classes`,
    `${name}-values`,
  ]),
]

const tableOf = (X: Case['X']): Table =>
  table(
    X[0].map((_, j) =>
      numericColumn(
        `f${j}`,
        X.map(row => row[j] ?? NaN),
      ),
    ),
  )

function modelOf({ model: text, X }: Case, rounds: 'all' | 'best' = 'all') {
  const foreign = readModelFile(text, { rounds })
  const classes = Array.from({ length: Math.max(2, foreign.outputs) }, (_, c) => `c${c}`)
  const [kind] = foreign.tasks
  const task: Task = kind === 'regression' ? { kind } : { kind, classes }
  const columns = X[0].map((_, j) => ({ kind: 'numeric' as const, name: `f${j}` }))
  return { foreign, model: importedModel(foreign, { task, columns }) }
}

describe.each(files)('%s', file => {
  const { engine, version, cases } = read(file)

  it.each(cases)('$name: scores, bit for bit', golden => {
    const { foreign, model } = modelOf(golden)
    if (engine === 'xgboost') expect([foreign.engine, foreign.version]).toEqual([engine, version])
    const n = golden.X.length
    const scores = importedScores({ ...model, divisor: 1 }, engineValues(model, tableOf(golden.X)), n)
    const outputs = model.base.length
    const ours = golden.margin.map((_, i) => Array.from({ length: outputs }, (_, o) => scores[o * n + i]))
    expect(ours).toEqual(golden.margin.map(row => [row].flat()))
  })

  it.each(cases)('$name: forecasts', golden => {
    const { foreign, model } = modelOf(golden)
    const { data } = imported.predict(model, tableOf(golden.X))
    const ours = model.task === 'binary' ? data.filter((_, at) => at % 2 === 1) : [...data]
    if (foreign.objective === 'multi:softmax') {
      const likeliest = golden.X.map((_, i) => ours.slice(i * 3, i * 3 + 3)).map(row => row.indexOf(Math.max(...row)))
      expect(likeliest).toEqual(golden.forecast)
      return
    }
    const expected =
      foreign.objective === 'binary:logitraw' ? golden.margin.map(m => 1 / (1 + Math.exp(-Number(m)))) : golden.forecast.flat()
    const wrong = expected.filter((value, at) => !(Math.abs(ours[at] - value) <= 1e-6 * Math.max(1, Math.abs(value))))
    expect([ours.length, wrong]).toEqual([expected.length, []])
  })

  it.each(cases)('$name: shares of the scores', golden => {
    const { model } = modelOf(golden)
    const plain = { ...model, divisor: 1, slope: 1, ...(model.task === 'regression' && { link: 'identity' as const }) }
    const few = golden.X.slice(0, golden.contributions.length)
    const { base, values, outputs, columns } = imported.contributions!(plain, tableOf(few))
    const d = columns.length
    const ours = few.map((_, i) =>
      Array.from({ length: outputs }, (_, o) => [...values.slice((i * outputs + o) * d, (i * outputs + o + 1) * d), base[o]]).flat(),
    )
    const expected = golden.contributions.map(row => row.flat())
    const size = Math.max(1, ...expected.flat().map(Math.abs))
    const wrong = expected.flatMap((row, i) => row.filter((value, at) => !(Math.abs(ours[i][at] - value) <= 1e-5 * size)))
    expect([ours.map(row => row.length), wrong]).toEqual([expected.map(row => row.length), []])
  })
})

describe('rounds', () => {
  it.each(files.filter(file => file.startsWith('xgboost') && file.endsWith('binary')))('%s: as many as were best', file => {
    const golden = read(file).cases.find(c => c.best)!
    const { foreign, model } = modelOf(golden, 'best')
    expect(foreign.rounds).toEqual({ used: golden.best!.rounds, inFile: expect.any(Number), best: golden.best!.rounds })
    expect(foreign.rounds.used).toBeLessThan(foreign.rounds.inFile)
    expect([...importedScores(model, engineValues(model, tableOf(golden.X)), golden.X.length)]).toEqual(golden.best!.margin)
  })
})
