import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categoricalColumn, columnOf, lengthOf, numericColumn, selectColumns, table, takeRows } from './table.ts'

const students = table([
  numericColumn('age', [19, NaN, 23]),
  categoricalColumn('grade', [2, -1, 0], ['Fail', 'DD', 'DC'], { ordered: true }),
])

describe('columns', () => {
  it('say where they come from', () => {
    expect(numericColumn('age', [1]).source).toBe('age')
    expect(numericColumn('COURSE=3', [1], 'COURSE')).toEqual({
      kind: 'numeric',
      name: 'COURSE=3',
      source: 'COURSE',
      values: Float64Array.of(1),
    })
    expect(categoricalColumn('c', [0], ['a'])).toEqual({
      kind: 'categorical',
      name: 'c',
      source: 'c',
      codes: Int32Array.of(0),
      levels: ['a'],
      ordered: false,
    })
  })

  it.each([3, -2, 0.5, NaN])('refuse the code %s for three levels', code => {
    const refusal = { code: 'bad_param', message: `c[1] is ${code}, but codes run from 0 to 2 (−1 is missing).` }
    expect(() => categoricalColumn('c', [0, code], ['x', 'y', 'z'])).toThrow(expect.objectContaining(refusal))
  })
})

describe('table', () => {
  it('counts its rows; without columns it has as many as it is told', () => {
    expect([students.rows, table([]).rows, table([], 7).rows]).toEqual([3, 0, 7])
  })

  it.each([
    {
      name: 'columns of different lengths',
      columns: [numericColumn('a', [1, 2]), numericColumn('b', [1])],
      code: 'shape_mismatch',
      message: /b has 1 rows, expected 2/,
    },
    {
      name: 'a name twice',
      columns: [numericColumn('a', [1]), numericColumn('a', [2])],
      code: 'bad_param',
      message: /Two columns are called a/,
    },
  ])('refuses $name', ({ columns, code, message }) => {
    expect(() => table(columns)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
  })

  it('finds a column, or says which there are', () => {
    expect(columnOf(students, 'grade')).toBe(students.columns[1])
    const refusal = { code: 'unknown_column', message: 'There is no column GRADE. The table has: age, grade.' }
    expect(() => columnOf(students, 'GRADE')).toThrow(expect.objectContaining(refusal))
  })

  it('selects columns in the order asked for, sharing their memory', () => {
    const swapped = selectColumns(students, ['grade', 'age'])
    expect(swapped.columns[0]).toBe(students.columns[1])
    expect(swapped.columns.map(c => c.name)).toEqual(['grade', 'age'])
  })
})

describe('takeRows', () => {
  it('takes rows in the given order, repeated where asked, missing cells kept', () => {
    expect(takeRows(students, [2, 1, 2])).toEqual(
      table([numericColumn('age', [23, NaN, 23]), categoricalColumn('grade', [0, -1, 0], ['Fail', 'DD', 'DC'], { ordered: true })]),
    )
  })

  it('takes rows of taken rows as one taking does', () => {
    const values = fc.array(fc.double(), { minLength: 1, maxLength: 20 })
    const picks = fc.array(fc.nat(), { maxLength: 20 })
    fc.assert(
      fc.property(values, picks, picks, (v, first, second) => {
        const once = first.map(i => i % v.length)
        const twice = once.length === 0 ? [] : second.map(i => i % once.length)
        const from = table([numericColumn('v', v)])
        expect(takeRows(takeRows(from, once), twice)).toEqual(
          takeRows(
            from,
            twice.map(i => once[i]),
          ),
        )
      }),
      { seed: 1 },
    )
  })

  it('copies', () => {
    const from = table([numericColumn('v', [1, 2])])
    const taken = takeRows(from, [0, 1])
    const column = columnOf(taken, 'v')
    if (column.kind === 'numeric') column.values[0] = 99
    expect([lengthOf(column), columnOf(from, 'v')]).toEqual([2, numericColumn('v', [1, 2])])
  })
})
