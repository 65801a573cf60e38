import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wholeOf } from '../../resample/split.ts'
import { sample } from '../../sample.ts'
import { categoricalColumn, numericColumn, table } from '../../table.ts'
import { additive } from './additive.ts'
import { curves } from './curves.ts'

type Rows = Readonly<Record<string, readonly (number | null)[]>>

interface Case {
  readonly task: 'regression' | 'binary'
  readonly levels: readonly string[]
  readonly train: Rows
  readonly y: readonly number[]
  readonly test: Rows
  readonly truth: readonly number[]
  readonly reference: readonly number[]
}

const FOLDER = new URL('../../../golden/additive/', import.meta.url)

/** The functions of make-additive.py. */
const known: Readonly<Record<string, (x: number) => number>> = {
  sine: x => 1.2 * Math.sin(5 * x),
  line: x => 1.5 * (x - 0.5),
  step: x => (Number.isNaN(x) ? 0.5 : x > 0.6 ? 0.7 : -0.4),
  level: code => [0.8, -0.6, 0.1, -0.3][code],
  noise: () => 0,
  zero: () => 0,
  pair1: () => 0,
  pair2: () => 0,
}

describe.each(readdirSync(FOLDER))('%s', name => {
  const given: Case = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
  const tableOf = (rows: Rows) =>
    table(
      Object.entries(rows).map(([column, values]) =>
        column === 'level'
          ? categoricalColumn(column, values as number[], given.levels)
          : numericColumn(
              column,
              values.map(v => v ?? NaN),
            ),
      ),
    )
  const task = given.task === 'binary' ? ({ kind: 'binary', classes: ['0', '1'] } as const) : ({ kind: 'regression' } as const)
  const part = wholeOf(sample({ table: tableOf(given.train), y: Float64Array.from(given.y), task }))
  const model = additive.fit(part, { pairs: 1 }, { seed: 1 })
  const rms = (errors: readonly number[]) => Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length)

  it('is at least as near to the true scores of new rows as the reference', () => {
    const { values, base, columns } = additive.contributions!(model, tableOf(given.test))
    const d = columns.length
    const error = given.truth.map((t, i) => values.subarray(i * d, (i + 1) * d).reduce((sum, v) => sum + v, base[0]) - t)
    expect(rms(error)).toBeLessThanOrEqual(rms(given.truth.map((t, i) => given.reference[i] - t)))
  })

  it('finds the pair that was planted', () => {
    expect(model.pairs.map(p => p.columns)).toEqual([['pair1', 'pair2']])
  })

  // steps of a few rows on a slope, and shrinkage, are errors that bars over bags do not see: hence 80 %, not 95 %
  it('draws the true curves: at four rows of five within two error bars', () => {
    const drawn = curves(model)
    let [inside, all] = [0, 0]
    for (const [column, values] of Object.entries(given.train)) {
      const xs = values.map(v => v ?? NaN)
      const mean = xs.reduce((sum, x) => sum + known[column](x), 0) / xs.length
      const { bins } = drawn.find(curve => curve.column === column)!
      for (const x of xs) {
        const bin = bins.find(({ holds }) => {
          if (holds.kind === 'missing') return Number.isNaN(x)
          if (holds.kind === 'levels') return holds.levels.includes(given.levels[x])
          return x > (holds.from ?? -Infinity) && x <= (holds.to ?? Infinity)
        })!
        all++
        if (Math.abs(known[column](x) - mean - bin.value) <= 2 * (bin.high - bin.value) + 1e-9) inside++
      }
    }
    expect(inside / all).toBeGreaterThanOrEqual(0.8)
  })
})
