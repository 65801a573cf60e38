import { canonicalJson } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { decodeCodebook, encodeCodebook } from './datapackage.ts'
import { codebooks } from './recognise.ts'
import { uci856 } from './uci856.ts'

describe.each(Object.values(codebooks))('$name', codebook => {
  it('comes back from its JSON as it was', () => {
    const text = JSON.stringify(encodeCodebook(codebook))
    expect(decodeCodebook(JSON.parse(text))).toEqual(codebook)
    expect(canonicalJson(encodeCodebook(decodeCodebook(JSON.parse(text))))).toBe(text)
  })
})

it('speaks plain Table Schema to others', () => {
  const [resource] = encodeCodebook(uci856).resources
  expect(resource!.schema.primaryKey).toEqual(['STUDENTID', 'COURSE ID'])
  expect(resource!.schema.fields.at(-1)).toMatchObject({
    name: 'GRADE',
    type: 'integer',
    categoriesOrdered: true,
    categories: { 5: { value: 5, label: 'BB' } },
  })
})

it('keeps the words for reasons', () => {
  const [first, ...rest] = uci856.fields
  const codebook = { ...uci856, fields: [{ ...first!, words: { high: 'much: {value}', low: 'little' } }, ...rest] }
  expect(decodeCodebook(JSON.parse(JSON.stringify(encodeCodebook(codebook))))).toEqual(codebook)
})

const wrap = (...fields: unknown[]) => ({ name: 'x', resources: [{ schema: { fields } }] })

it('reads a foreign package as far as it goes', () => {
  const { fields, key, missing } = decodeCodebook({
    name: 'x',
    resources: [
      {
        schema: {
          primaryKey: 'id',
          missingValues: ['', 'NA'],
          fields: [
            { name: 'id', type: 'string' },
            { name: 'sex', type: 'string', constraints: { enum: ['m', 'f'] } },
            { name: 'level', type: 'integer', categories: [1, 2], categoriesOrdered: true },
            { name: 'paid', type: 'boolean' },
            { name: 'age', type: 'integer', constraints: { minimum: 0 } },
          ],
        },
      },
    ],
  })
  expect(key).toEqual(['id'])
  expect(missing).toEqual(['NA'])
  expect(fields.map(f => [f.scale.kind, f.role])).toEqual([
    ['identifier', 'never'],
    ['nominal', 'indicator'],
    ['ordinal', 'indicator'],
    ['nominal', 'indicator'],
    ['quantity', 'indicator'],
  ])
  expect(fields[4]!.scale).toEqual({ kind: 'quantity', minimum: 0, integer: true })
})

it.each([
  ['null', null, 'package.resources must be a list, got nothing'],
  ['a text', 'x', 'package.resources must be a list'],
  ['no resource', { name: 'x', resources: [] }, 'at least one resource'],
  [
    'fields that are no list',
    { name: 'x', resources: [{ schema: { fields: {} } }] },
    'package.resources[0].schema.fields must be a list, got {}',
  ],
  ['no fields', wrap(), 'has no columns'],
  ['a nameless field', wrap({ type: 'string' }), 'fields[0].name must be a text, got nothing'],
  ['an unknown role', wrap({ name: 'a', 'headway:role': 'king' }), 'headway:role must be one of student, course'],
  ['an unknown scale', wrap({ name: 'a', 'headway:scale': 'fuzzy' }), 'headway:scale must be one of nominal'],
  ['a code twice', wrap({ name: 'a', categories: [1, 1] }), 'lists the code 1 twice'],
  ['no codes', wrap({ name: 'a', categories: [] }), 'lists no codes'],
  ['an empty range', wrap({ name: 'a', type: 'number', constraints: { minimum: 2, maximum: 1 } }), 'minimum 2 above its maximum 1'],
  ['a column twice', wrap({ name: 'a', type: 'number' }, { name: 'a', type: 'number' }), 'names the column a twice'],
  [
    'a part of nothing',
    wrap({ name: 'a', type: 'number', 'headway:boundedBy': 'b' }),
    'a is part of b, which is no quantity of the codebook',
  ],
  [
    'a part of a category',
    wrap({ name: 'a', type: 'number', 'headway:boundedBy': 'b' }, { name: 'b', categories: [1] }),
    'part of b, which is no quantity',
  ],
  ['a category that is part of a count', wrap({ name: 'a', categories: [1], 'headway:boundedBy': 'a' }), 'but is no quantity'],
  ['a part of itself', wrap({ name: 'a', type: 'number', 'headway:boundedBy': 'a' }), 'is part of a, which is part of it in turn'],
  [
    'parts in a circle',
    wrap(
      { name: 'a', type: 'number', 'headway:boundedBy': 'b' },
      { name: 'b', type: 'number', 'headway:boundedBy': 'c' },
      { name: 'c', type: 'number', 'headway:boundedBy': 'b' },
    ),
    'in turn',
  ],
  ['a measured category', wrap({ name: 'a', categories: [1], 'headway:measure': { name: 'm', at: 1 } }), 'but is no quantity'],
  [
    'a measure without time',
    wrap({ name: 'a', type: 'number', 'headway:measure': { name: 'm' } }),
    'headway:measure.at must be a finite number',
  ],
  [
    'a measure twice at one time',
    wrap(...['a', 'b'].map(name => ({ name, type: 'number', 'headway:measure': { name: 'm', at: 1 } }))),
    'a is the measure m at 1, and so is b',
  ],
  ['a foreign event', wrap({ name: 'a', categories: [1], 'headway:event': ['2'] }), 'event code 2, which it does not list'],
  [
    'two students',
    wrap({ name: 'a', 'headway:role': 'student' }, { name: 'b', 'headway:role': 'student' }),
    'a and b both have the role student',
  ],
])('refuses %s and says where', (_, json, message) => {
  expect(() => decodeCodebook(json)).toThrow(expect.objectContaining({ code: 'bad_codebook', message: expect.stringContaining(message) }))
})

it('takes __proto__ for a name like any other', () => {
  const json = JSON.parse(
    '{"name":"x","__proto__":{"title":"evil"},"resources":[{"schema":{"fields":[{"name":"__proto__","__proto__":{"type":"number"},"categories":["__proto__"]}]}}]}',
  )
  const codebook = decodeCodebook(json)
  expect(codebook).toMatchObject({
    title: 'x',
    fields: [{ name: '__proto__', scale: { kind: 'nominal', codes: [{ value: '__proto__' }] } }],
  })
  expect(decodeCodebook(JSON.parse(JSON.stringify(encodeCodebook(codebook))))).toEqual(codebook)
  expect(({} as Record<string, unknown>)['title']).toBeUndefined()
})
