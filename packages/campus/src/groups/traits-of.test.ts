import { categoricalColumn, numericColumn, table } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallDataset } from '../../test/small.ts'
import { termsDataset } from '../../test/terms.ts'
import type { Field } from '../codebook/codebook.ts'
import type { Dataset } from '../dataset.ts'
import { leftOutOf, traitsOf } from './traits-of.ts'

const codes = (...values: string[]): Field['scale'] => ({ kind: 'nominal', codes: values.map(value => ({ value, label: `is ${value}` })) })
const field = (name: string, scale: Field['scale'], marks: Partial<Field> = {}): Field => ({
  name,
  title: name,
  scale,
  role: 'indicator',
  actionable: false,
  sensitivity: 'protected',
  ...marks,
})

function dataset(fields: readonly Field[], columns: Parameters<typeof table>[0]): Dataset {
  return { codebook: { name: 'x', title: 'x', key: [], missing: [], fields }, table: table(columns), hash: 'x', synthetic: true }
}

describe('traitsOf', () => {
  it('takes protected columns first, then proxies, by the labels of their codes', () => {
    const given = dataset(
      [
        field('P', codes('a', 'b'), { sensitivity: 'proxy' }),
        field('S', codes('f', 'm', 'x')),
        field('N', codes('a', 'b'), { sensitivity: undefined as never }),
      ],
      [
        categoricalColumn('P', [0, 0, 1, 1], ['a', 'b']),
        categoricalColumn('S', [1, -1, 1, 0], ['m', 'f', 'x']),
        categoricalColumn('N', [0, 1, 0, 1], ['a', 'b']),
      ],
    )
    const [sex, proxy, ...more] = traitsOf(given, [0, 1, 2, 3])
    expect(more).toEqual([])
    expect(sex).toMatchObject({ column: 'S', sensitivity: 'protected', groups: ['is f', 'is m', 'not recorded'] })
    expect([...sex!.of]).toEqual([0, 2, 0, 1])
    expect(proxy).toMatchObject({ column: 'P', sensitivity: 'proxy', groups: ['is a', 'is b'] })
  })

  it('speaks of the given rows alone: groups without a row are no groups', () => {
    const given = dataset([field('S', codes('f', 'm', 'x'))], [categoricalColumn('S', [1, 2, 1, 0], ['f', 'm', 'x'])])
    expect(traitsOf(given, [0, 1, 2])[0]).toMatchObject({ groups: ['is m', 'is x'], of: Int32Array.of(0, 1, 0) })
    expect(traitsOf(given, [0, 2])).toEqual([])
  })

  it('bands a quantity by its quartiles', () => {
    const ages = Array.from({ length: 40 }, (_, i) => (i === 39 ? NaN : 18 + (i % 20)))
    const [age] = traitsOf(
      dataset([field('AGE', { kind: 'quantity' })], [numericColumn('AGE', ages)]),
      ages.map((_, i) => i),
    )
    expect(age!.groups).toEqual(['below 22', '22 to below 27', '27 to below 32', '32 and above', 'not recorded'])
    expect([age!.of[0], age!.of[4], age!.of[39]]).toEqual([0, 1, 4])
    const two = traitsOf(dataset([field('CHILD', { kind: 'quantity' })], [numericColumn('CHILD', [0, 0, 1, 0, 1, 1])]), [0, 1, 2, 3, 4, 5])
    expect(two[0]!.groups).toEqual(['below 1', '1 and above'])
    expect(traitsOf(dataset([field('A', { kind: 'quantity' })], [numericColumn('A', [NaN, NaN, 3])]), [0, 1, 2])[0]!.groups).toEqual([
      'any value',
      'not recorded',
    ])
  })

  it('leaves out what follows from another column, identifiers, students and targets', () => {
    const given = dataset(
      [
        field('REGION', codes('1', '2', '3')),
        field('NATION', codes('n', 's')),
        field('ID', { kind: 'identifier' }),
        field('WHO', codes('a', 'b'), { role: 'student' }),
        field('GRADE', codes('a', 'b'), { role: 'target' }),
      ],
      [
        categoricalColumn('REGION', [0, 1, 2, 0], ['1', '2', '3']),
        categoricalColumn('NATION', [0, 0, 1, 0], ['n', 's']),
        categoricalColumn('ID', [0, 1, 2, 3], ['a', 'b', 'c', 'd']),
        categoricalColumn('WHO', [0, 1, 0, 1], ['a', 'b']),
        categoricalColumn('GRADE', [0, 1, 0, 1], ['a', 'b']),
      ],
    )
    const traits = traitsOf(given, [0, 1, 2, 3])
    expect(traits.map(t => t.column)).toEqual(['REGION'])
    expect(leftOutOf(given, traits)).toEqual(['NATION', 'ID'])
  })

  it('reads the datasets of other tests', () => {
    expect(traitsOf(smallDataset(50), [0, 1, 2, 3, 4, 5]).map(t => t.column)).toEqual(['SEX'])
    expect(
      traitsOf(
        termsDataset(80),
        Array.from({ length: 80 }, (_, i) => i),
      )[0]!.groups.length,
    ).toBe(4)
  })
})
