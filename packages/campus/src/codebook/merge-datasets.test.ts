import { columnOf } from '@headway/learn'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Dataset } from '../dataset.ts'
import type { Codebook } from './codebook.ts'
import { mergeDatasets } from './merge-datasets.ts'
import { readTable } from './read-table.ts'

const codebook: Codebook = {
  name: 'small',
  title: 'Small',
  key: ['id'],
  missing: [],
  fields: [
    { name: 'id', title: 'Id', role: 'student', actionable: false, scale: { kind: 'identifier' } },
    { name: 'score', title: 'Score', role: 'indicator', actionable: false, scale: { kind: 'quantity' } },
  ],
}
const keyless: Codebook = { ...codebook, key: [] }

function dataset(rows: readonly (readonly [string, string])[], by = codebook, synthetic = false): Dataset {
  const columns = [rows.map(r => r[0]), rows.map(r => r[1])]
  return readTable(by, { file: 'f.csv', names: ['id', 'score'], columns, lines: Int32Array.from(rows, (_, i) => i + 2) }, { synthetic })
    .dataset
}

it('adds new keys, counts identical ones, lists conflicts and keeps the old row', () => {
  const merged = mergeDatasets(
    dataset([
      ['a', '1'],
      ['b', '2'],
    ]),
    dataset([
      ['c', '3'],
      ['b', '5'],
      ['a', '1'],
    ]),
  )
  expect(merged).toMatchObject({ added: 1, identical: 1 })
  expect(merged.conflicts).toEqual([
    { key: [{ column: 'id', value: 'b' }], oldRow: 1, addedRow: 1, columns: [{ column: 'score', old: '2', added: '5' }] },
  ])
  expect(columnOf(merged.dataset.table, 'score')).toMatchObject({ values: Float64Array.of(1, 2, 3) })
  expect(columnOf(merged.dataset.table, 'id')).toMatchObject({ levels: ['a', 'b', 'c'] })
  expect(merged.dataset.hash).toBe(
    dataset([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ]).hash,
  )
})

const rows = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('1', '2', '')), { maxLength: 12 })

it.each([codebook, keyless])('the same file twice changes nothing (key $key)', by => {
  fc.assert(
    fc.property(rows, some => {
      const one = dataset(some, by)
      expect(mergeDatasets(one, one)).toEqual({ dataset: one, added: 0, identical: one.table.rows, conflicts: [] })
    }),
    { seed: 1 },
  )
})

it('loses no row: added, identical and conflicting ones are all of them', () => {
  fc.assert(
    fc.property(rows, rows, (some, others) => {
      const [old, more] = [dataset(some), dataset(others)]
      const { dataset: merged, added, identical, conflicts } = mergeDatasets(old, more)
      expect(added + identical + conflicts.length).toBe(more.table.rows)
      expect(merged.table.rows).toBe(old.table.rows + added)
    }),
    { seed: 1 },
  )
})

it('counts copies where rows have no key', () => {
  const merged = mergeDatasets(
    dataset([['a', '1']], keyless),
    dataset(
      [
        ['a', '1'],
        ['a', '1'],
        ['b', ''],
      ],
      keyless,
    ),
  )
  expect(merged).toMatchObject({ added: 2, identical: 1 })
})

it('never joins synthetic rows with real ones, or two codebooks', () => {
  const real = dataset([['a', '1']])
  expect(() => mergeDatasets(real, dataset([['b', '1']], codebook, true))).toThrow(expect.objectContaining({ code: 'mixed_datasets' }))
  expect(() => mergeDatasets(real, dataset([['b', '1']], keyless))).toThrow(expect.objectContaining({ code: 'other_codebook' }))
})
