import { describe, expect, it } from 'vitest'
import { additive } from './additive.ts'
import { curves } from './curves.ts'
import { type CurveEdit, editCurve } from './edit-curve.ts'
import { knownPart } from './test-rows.test-data.ts'

const part = knownPart('regression')
const model = additive.fit(part, { rounds: 80, pairs: 1, monotone: { grade: 1 } }, { seed: 1 })
const signed = { by: 'A. Analyst', reason: 'nothing happens here' }

const columnOf = (of: typeof model, name: string) => of.columns.find(c => c.name === name)!
const curveOf = (of: typeof model, name: string) => columnOf(of, name).values[0]

function meanForecast(of: typeof model): number {
  const { data } = additive.predict(of, part.table)
  return data.reduce((sum, v) => sum + v, 0) / data.length
}

function refused(code: string, edit: object) {
  expect(() => editCurve(model, { column: 'up', ...signed, ...edit } as CurveEdit)).toThrow(
    expect.objectContaining({ name: 'LearnError', code }),
  )
}

describe('an edit', () => {
  const edits: CurveEdit[] = [
    { column: 'up', kind: 'flatten', from: 3, to: 9, ...signed },
    { column: 'up', kind: 'smooth', window: 5, ...signed },
    { column: 'level', kind: 'set', bin: 2, value: -3, ...signed },
    { column: 'level', kind: 'set', bin: 4, value: 1.5, ...signed },
  ]

  it.each(edits)('keeps the mean forecast, other columns, and the model it came from: %j', edit => {
    const before = JSON.stringify(model)
    const after = editCurve(model, edit)
    expect(JSON.stringify(model)).toBe(before)
    expect(meanForecast(after)).toBeCloseTo(meanForecast(model), 9)
    expect(curveOf(after, edit.column)).not.toEqual(curveOf(model, edit.column))
    for (const column of model.columns) if (column.name !== edit.column) expect(columnOf(after, column.name)).toBe(column)
    expect([after.pairs, after.intercept, after.thresholds]).toEqual([model.pairs, model.intercept, model.thresholds])
    expect(after.edits).toEqual([edit])
    expect(JSON.parse(JSON.stringify(after))).toEqual(after)
  })

  it('flattens the bins named to their mean and moves no other', () => {
    const [before, weight] = [curveOf(model, 'up'), columnOf(model, 'up').weight]
    const after = curveOf(editCurve(model, edits[0]), 'up')
    const bins = [3, 4, 5, 6, 7, 8, 9]
    const mean = bins.reduce((sum, b) => sum + weight[b] * before[b], 0) / bins.reduce((sum, b) => sum + weight[b], 0)
    before.forEach((v, b) => {
      expect(after[b]).toBeCloseTo(bins.includes(b) ? mean : v, 9)
    })
  })

  it('smooths by the mean of the bins around each, missing left alone', () => {
    const { values, weight } = columnOf(model, 'up')
    const last = weight.length - 2
    const smooth = values[0].map((v, b) => {
      if (b > last) return v
      const near = [b - 2, b - 1, b, b + 1, b + 2].filter(at => at >= 0 && at <= last)
      return near.reduce((sum, at) => sum + weight[at] * values[0][at], 0) / near.reduce((sum, at) => sum + weight[at], 0)
    })
    const after = curveOf(editCurve(model, edits[1]), 'up')
    const shift = after[0] - smooth[0]
    smooth.forEach((v, b) => {
      expect(after[b] - v).toBeCloseTo(shift, 9)
    })
  })

  it('sets one bin, and keeps every difference between the others', () => {
    const before = curveOf(model, 'level')
    const after = curveOf(editCurve(model, edits[2]), 'level')
    expect(after[2] - after[0]).toBeCloseTo(-3 - before[0], 9)
    for (const b of [1, 3, 4]) expect(after[b] - after[0]).toBeCloseTo(before[b] - before[0], 9)
  })

  it('reaches error bars: all bins set alike are certain to be alike', () => {
    const flat = editCurve(model, { column: 'up', kind: 'flatten', from: 0, to: columnOf(model, 'up').edges.length - 1, ...signed })
    const bars = curves(flat)
      .find(c => c.column === 'up')!
      .bins.map(b => b.high - b.low)
    expect(new Set(bars.slice(0, -1).map(b => b.toPrecision(9))).size).toBe(1)
    expect(additive.uncertainty!(flat, part.table).values).not.toEqual(additive.uncertainty!(model, part.table).values)
  })

  it('is kept behind the others, without what does not belong to it', () => {
    const strange = { ...edits[2], window: 3, output: undefined } as object as CurveEdit
    expect(editCurve(editCurve(model, edits[0]), strange).edits).toStrictEqual([edits[0], edits[2]])
  })

  it('of several outputs may name one', () => {
    const classes = additive.fit(knownPart('multiclass'), { rounds: 40 }, { seed: 1 })
    const after = editCurve(classes, { column: 'up', output: 1, kind: 'smooth', window: 3, ...signed })
    expect(curveOf(after, 'up')).toEqual(curveOf(classes, 'up'))
    expect(columnOf(after, 'up').values[1]).not.toEqual(columnOf(classes, 'up').values[1])
  })

  it('keeps a direction, or is refused', () => {
    const smooth = editCurve(model, { column: 'grade', kind: 'smooth', window: 3, ...signed })
    expect(curveOf(smooth, 'grade').slice(0, 5)).toEqual([...curveOf(smooth, 'grade').slice(0, 5)].sort((a, b) => a - b))
    refused('bad_param', { column: 'grade', kind: 'set', bin: 0, value: 9 })
  })

  it('is refused when it says nothing that can be done', () => {
    refused('unknown_column', { column: 'nothing', kind: 'smooth', window: 3 })
    refused('wrong_column_kind', { column: 'level', kind: 'smooth', window: 3 })
    refused('wrong_column_kind', { column: 'level', kind: 'flatten', from: 0, to: 1 })
    refused('bad_param', { kind: 'smooth', window: 4 })
    refused('bad_param', { kind: 'smooth', window: 0 })
    refused('bad_param', { kind: 'flatten', from: 4, to: 3 })
    refused('bad_param', { kind: 'flatten', from: 0, to: columnOf(model, 'up').edges.length })
    refused('bad_param', { kind: 'set', bin: 1000, value: 1 })
    refused('bad_param', { kind: 'set', bin: 0, value: NaN })
    refused('bad_param', { kind: 'bend' })
    refused('bad_param', { kind: 'smooth', window: 3, output: 1 })
    refused('bad_param', { kind: 'smooth', window: 3, by: ' ' })
    refused('bad_param', { kind: 'smooth', window: 3, reason: '' })
  })
})

describe('curves', () => {
  it('tell what each bin holds, its value, its error bar and its weight', () => {
    const of = (name: string) => curves(model).find(c => c.column === name)!.bins
    expect(of('level').map(b => b.holds)).toEqual([
      ...['a', 'b', 'c', 'd'].map(l => ({ kind: 'levels', levels: [l] })),
      { kind: 'missing' },
    ])
    expect(of('grade').map(b => b.holds)).toEqual([
      ...['1', '2', '3', '4', '5'].map(l => ({ kind: 'levels', levels: [l] })),
      { kind: 'missing' },
    ])
    const up = of('up')
    expect(up[0].holds).toMatchObject({ kind: 'range', from: null })
    expect(up.at(-2)!.holds).toMatchObject({ kind: 'range', to: null })
    up.slice(1, -1).forEach((bin, b) => {
      expect(bin.holds).toMatchObject({ from: (up[b].holds as { to: number }).to })
    })
    up.forEach((bin, b) => {
      expect(bin.value).toBe(curveOf(model, 'up')[b])
      expect((bin.low + bin.high) / 2).toBeCloseTo(bin.value, 12)
      expect(bin.high).toBeGreaterThanOrEqual(bin.low)
    })
    expect(up.reduce((sum, bin) => sum + bin.weight, 0)).toBe(part.table.rows)
  })
})
