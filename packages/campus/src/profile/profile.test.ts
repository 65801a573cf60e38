import { describe, expect, it } from 'vitest'
import type { Codebook } from '../codebook/codebook.ts'
import { unlabelled } from '../codebook/numbered.ts'
import { readTable } from '../codebook/read-table.ts'
import { uci856 } from '../codebook/uci856.ts'
import { generate } from '../generate/generate.ts'
import { profile } from './profile.ts'

const codebook: Codebook = {
  name: 'small',
  title: 'Small',
  key: [],
  missing: [],
  fields: [
    { name: 'id', title: 'Id', role: 'student', actionable: false, scale: { kind: 'identifier' } },
    {
      name: 'group',
      title: 'Group',
      role: 'indicator',
      actionable: false,
      sensitivity: 'protected',
      scale: {
        kind: 'nominal',
        codes: [
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
          { value: 'c', label: 'C' },
        ],
      },
    },
    { name: 'score', title: 'Score', role: 'indicator', actionable: false, scale: { kind: 'quantity' } },
    { name: 'out', title: 'Out', role: 'target', actionable: false, scale: { kind: 'nominal', codes: unlabelled([0, 1]) } },
  ],
}

function profileOf(...rows: string[][]) {
  const columns = codebook.fields.map((_, j) => rows.map(row => row[j]!))
  const raw = { file: 'f.csv', names: codebook.fields.map(f => f.name), columns, lines: Int32Array.from(rows, (_, i) => i + 2) }
  return profile(readTable(codebook, raw, { synthetic: false }).dataset)
}

describe('columns', () => {
  const { columns, rows } = profileOf(
    ['1', 'b', '4', '0'],
    ['2', 'b', '', '1'],
    ['3', 'a', '-1', '0'],
    ['4', '', '2', '1'],
    ['5', 'b', '2', '1'],
  )

  it('counts codes with their labels, the most frequent first', () => {
    expect(rows).toBe(5)
    expect(columns[1]).toEqual({
      kind: 'codes',
      name: 'group',
      title: 'Group',
      role: 'indicator',
      scale: 'nominal',
      sensitivity: 'protected',
      n: 4,
      missing: 1,
      distinct: 2,
      top: [
        { value: 'b', label: 'B', count: 3 },
        { value: 'a', label: 'A', count: 1 },
      ],
      unseen: ['c'],
    })
  })

  it('measures numbers', () => {
    expect(columns[2]).toMatchObject({ kind: 'numbers', n: 4, missing: 1, distinct: 3, minimum: -1, median: 2, mean: 1.75, maximum: 4 })
    expect(profileOf(['1', 'a', '1', '0'], ['2', 'a', '2', '0']).columns[2]).toMatchObject({ median: 1.5 })
  })

  it('does not spell out identifiers', () =>
    expect(columns[0]).toEqual({
      kind: 'identifiers',
      name: 'id',
      title: 'Id',
      role: 'student',
      scale: 'identifier',
      n: 5,
      missing: 0,
      distinct: 5,
    }))
})

describe('warnings', () => {
  const codesOf = (...rows: string[][]) => profileOf(...rows).warnings.map(w => [w.code, w.column])

  it.each([
    [
      'an empty column',
      [
        ['1', 'a', '', '0'],
        ['2', 'b', '', '1'],
      ],
      ['all_missing', 'score'],
    ],
    [
      'a column that is mostly empty',
      [
        ['1', 'a', '', '0'],
        ['2', 'b', '', '1'],
        ['3', 'b', '1', '1'],
      ],
      ['many_missing', 'score'],
    ],
    [
      'a constant',
      [
        ['1', 'a', '1', '0'],
        ['2', 'a', '2', '1'],
      ],
      ['constant', 'group'],
    ],
    [
      'one outcome',
      [
        ['1', 'a', '1', '0'],
        ['2', 'b', '2', '0'],
      ],
      ['one_class', 'out'],
    ],
    [
      'a small class',
      [
        ['1', 'a', '1', '0'],
        ['2', 'b', '2', '1'],
      ],
      ['small_class', 'out'],
    ],
    [
      'rows that repeat under another id',
      [
        ['1', 'a', '1', '0'],
        ['2', 'a', '1', '0'],
      ],
      ['repeated_rows', undefined],
    ],
    ['few rows', [['1', 'a', '1', '0']], ['few_rows', undefined]],
  ])('%s', (_, rows, warning) => expect(codesOf(...rows)).toContainEqual(warning))

  it('are none for plenty of varied rows', () => {
    const { raw } = generate(uci856, { rows: 2000, seed: 1 })
    expect(profile(readTable(uci856, raw, { synthetic: true }).dataset).warnings).toEqual([])
  })

  it('says nothing of the columns of an empty dataset', () => expect(codesOf()).toEqual([['few_rows', undefined]]))
})
