import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { taskOf, toyPart } from '../../../test/learner-data.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample } from '../../sample.ts'
import { categoricalColumn, numericColumn, table } from '../../table.ts'
import { baseline } from './baseline.ts'

const ctx = { seed: 1 }

function coursePart(course: number[], y: number[], kind: 'multiclass' | 'regression' = 'multiclass', weights?: number[]) {
  const courses = categoricalColumn('course', course, ['a', 'b', 'c', 'never'])
  const rows = { table: table([courses]), y: Float64Array.from(y), task: taskOf(kind) }
  return wholeOf(sample({ ...rows, ...(weights && { weights: Float64Array.from(weights) }) }))
}

const courseTable = (codes: number[]) => table([categoricalColumn('course', codes, ['a', 'b', 'c', 'never', '(unseen)'])])

describe('baseline', () => {
  it('forecasts the weighted share of each class', () => {
    const model = baseline.fit(coursePart([0, 0, 1, 1], [0, 1, 2, 2], 'multiclass', [1, 2, 3, 4]), {}, ctx)
    expect(model.overall).toEqual([0.1, 0.2, 0.7])
    expect([...baseline.predict(model, courseTable([2])).data]).toEqual([0.1, 0.2, 0.7])
  })

  it('forecasts the weighted mean of a value', () => {
    const model = baseline.fit(coursePart([0, 0, 1], [1, 2, 4], 'regression', [1, 1, 2]), {}, ctx)
    expect(model.overall).toEqual([11 / 4])
  })

  it('forecasts by level, mixed with the overall rate; missing, unseen and empty levels get the overall rate', () => {
    const part = coursePart([0, 0, 0, 1, -1, -1], [0, 0, 1, 2, 2, 2])
    const overall = [2 / 6, 1 / 6, 3 / 6]
    const model = baseline.fit(part, { by: 'course', smoothing: 2 }, ctx)
    const { data } = baseline.predict(model, courseTable([0, 1, 3, -1, 4]))
    const expected = [
      [(2 + 2 * overall[0]) / 5, (1 + 2 * overall[1]) / 5, (2 * overall[2]) / 5],
      [(2 * overall[0]) / 3, (2 * overall[1]) / 3, (1 + 2 * overall[2]) / 3],
      overall,
      overall,
      overall,
    ].flat()
    expected.forEach((v, i) => {
      expect(data[i]).toBeCloseTo(v, 12)
    })
  })

  it('without smoothing is the plain rate of the level', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })), { minLength: 1, maxLength: 30 }), rows => {
        const model = baseline.fit(
          coursePart(
            rows.map(r => r[0]),
            rows.map(r => r[1]),
          ),
          { by: 'course', smoothing: 0 },
          ctx,
        )
        const { data } = baseline.predict(model, courseTable(rows.map(r => r[0])))
        rows.forEach(([course], i) => {
          const same = rows.filter(r => r[0] === course)
          for (let c = 0; c < 3; c++) expect(data[3 * i + c]).toBeCloseTo(same.filter(r => r[1] === c).length / same.length, 12)
        })
      }),
      { seed: 1 },
    )
  })

  it.each([
    { name: 'a column that is not there', params: { by: 'teacher' }, code: 'unknown_column' },
    { name: 'a numeric column', params: { by: 'x0' }, code: 'wrong_column_kind' },
    { name: 'negative smoothing', params: { smoothing: -1 }, code: 'bad_param' },
  ])('refuses $name', ({ params, code }) => {
    expect(() => baseline.fit(toyPart('binary'), params, ctx)).toThrow(expect.objectContaining({ code }))
  })

  it('refuses no rows', () => {
    const empty = wholeOf(sample({ table: table([numericColumn('x', [])]), y: new Float64Array(0), task: taskOf('binary') }))
    expect(() => baseline.fit(empty, {}, ctx)).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
  })
})
