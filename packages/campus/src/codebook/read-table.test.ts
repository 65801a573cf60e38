import { columnOf } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import type { RawTable } from '../dataset.ts'
import type { Codebook } from './codebook.ts'
import { readTable } from './read-table.ts'

const codebook: Codebook = {
  name: 'small',
  title: 'Small',
  key: ['id', 'course'],
  missing: ['?'],
  fields: [
    { name: 'id', title: 'Id', role: 'student', actionable: false, scale: { kind: 'identifier' } },
    {
      name: 'course',
      title: 'Course',
      role: 'course',
      actionable: false,
      scale: {
        kind: 'nominal',
        codes: [
          { value: 'A', label: 'Art' },
          { value: 'B', label: 'Biology' },
        ],
      },
    },
    { name: 'score', title: 'Score', role: 'indicator', actionable: false, scale: { kind: 'quantity', minimum: 0, maximum: 20 } },
  ],
}

function raw(names: string[], ...rows: string[][]): RawTable {
  return { file: 'f.csv', names, columns: names.map((_, j) => rows.map(row => row[j]!)), lines: Int32Array.from(rows, (_, i) => i + 2) }
}

const read = (...rows: string[][]) => readTable(codebook, raw(['id', 'course', 'score'], ...rows), { synthetic: false })

it('reads cells by the codebook, columns in any order', () => {
  const { dataset, refused } = readTable(codebook, raw(['score', 'id', 'course'], ['1.5', 's1', 'B'], ['?', 's2', 'A'], ['2', 's3', '']), {
    synthetic: true,
  })
  expect(dataset.table.columns.map(c => c.name)).toEqual(['id', 'course', 'score'])
  expect(columnOf(dataset.table, 'id')).toMatchObject({ codes: Int32Array.of(0, 1), levels: ['s1', 's2'] })
  expect(columnOf(dataset.table, 'score')).toMatchObject({ values: Float64Array.of(1.5, NaN) })
  expect(refused).toEqual([expect.objectContaining({ line: 4, column: 'course', code: 'missing_key' })])
})

it('refuses a row once, with all its wrong columns, and keeps the others', () => {
  const { dataset, refused } = read(['s1', 'A', '1'], ['s2', 'C', '99'], ['s3', 'B', 'x'], ['', 'B', '1'])
  expect(dataset.table.rows).toBe(1)
  expect(columnOf(dataset.table, 'id')).toMatchObject({ levels: ['s1'] })
  expect(refused.map(r => [r.file, r.line, r.column, r.code])).toEqual([
    ['f.csv', 3, 'course', 'unknown_code'],
    ['f.csv', 4, 'score', 'wrong_type'],
    ['f.csv', 5, 'id', 'missing_key'],
  ])
  expect(refused[0]!.remedy).toMatch(/Also wrong in this row: score\.$/)
})

it('takes an identical row once and refuses a key that returns with other values', () => {
  const { dataset, lines, refused, identical } = read(['s1', 'A', '1'], ['s1', 'A', '1.0'], ['s1', 'A', '2'], ['s1', 'B', '1'])
  expect([...lines]).toEqual([2, 5])
  expect(dataset.table.rows).toBe(2)
  expect(identical).toBe(1)
  expect(refused).toEqual([
    expect.objectContaining({
      line: 4,
      code: 'duplicate_key',
      got: '["s1","A"] again, with other values in score',
      remedy: expect.stringContaining('Line 2'),
    }),
  ])
})

it('keeps identical rows where rows have no key', () => {
  const { dataset, identical } = readTable({ ...codebook, key: [] }, raw(['id', 'course', 'score'], ['', 'A', '1'], ['', 'A', '1']), {
    synthetic: false,
  })
  expect(dataset.table.rows).toBe(2)
  expect(identical).toBe(0)
})

it('refuses generated students among real ones, and takes them where they are expected', () => {
  const mixed = raw(['id', 'course', 'score'], ['SYN000001', 'A', '1'], ['s2', 'A', '1'])
  expect(readTable(codebook, mixed, { synthetic: false }).refused).toEqual([
    expect.objectContaining({ line: 2, column: 'id', code: 'synthetic_row' }),
  ])
  expect(readTable(codebook, mixed, { synthetic: true }).dataset.table.rows).toBe(2)
})

describe('columns', () => {
  it.each([
    ['missing_column', ['id', 'course', 'points'], /no column "score".*has "points" instead/],
    ['unknown_column', ['id', 'course', 'score', '__proto__'], /a column "__proto__"/],
    ['duplicate_column', ['id', 'course', 'course'], /two columns called course/],
  ])('%s', (code, names, message) => {
    const act = () =>
      readTable(
        codebook,
        raw(
          names,
          names.map(() => ''),
        ),
        { synthetic: false },
      )
    expect(act).toThrow(expect.objectContaining({ code }))
    expect(act).toThrow(message)
  })

  it('may lack a column that is allowed to be absent', () => {
    const { dataset } = readTable(codebook, raw(['id', 'course'], ['s1', 'A']), { synthetic: false, absent: ['score'] })
    expect(columnOf(dataset.table, 'score')).toMatchObject({ values: Float64Array.of(NaN) })
  })
})

describe('hash', () => {
  const rows = [
    ['s1', 'A', '1'],
    ['s2', 'B', '0'],
  ]
  const { hash } = read(...rows).dataset

  it('is the same for the same content from another file', () => {
    const other = { ...raw(['course', 'score', 'id'], ['A', '1.0', ' s1'], ['B', '-0', 's2'], ['C', '1', 's3']), file: 'other.csv' }
    expect(readTable(codebook, other, { synthetic: false }).dataset.hash).toBe(hash)
  })

  it.each([
    [
      'a value',
      [
        ['s1', 'A', '2'],
        ['s2', 'B', '0'],
      ],
    ],
    [
      'a code',
      [
        ['s1', 'B', '1'],
        ['s2', 'B', '0'],
      ],
    ],
    [
      'an id',
      [
        ['s3', 'A', '1'],
        ['s2', 'B', '0'],
      ],
    ],
    [
      'a missing cell',
      [
        ['s1', 'A', ''],
        ['s2', 'B', '0'],
      ],
    ],
    ['the order of rows', rows.toReversed()],
  ])('changes with %s', (_, changed) => expect(read(...changed).dataset.hash).not.toBe(hash))

  it('changes with the codebook', () => {
    expect(readTable({ ...codebook, title: 'Other' }, raw(['id', 'course', 'score'], ...rows), { synthetic: false }).dataset.hash).not.toBe(
      hash,
    )
  })
})
