import { expect, it } from 'vitest'
import { codebooks, recognise } from './recognise.ts'
import { uci320 } from './uci320.ts'
import { uci697 } from './uci697.ts'
import { uci856 } from './uci856.ts'

it.each(Object.entries(codebooks))('%s is recognised from its columns in any order', (name, codebook) => {
  const names = codebook.fields.map(f => f.name)
  expect(recognise(names)?.name).toBe(name)
  expect(recognise(names.toReversed())?.name).toBe(name)
  expect(recognise(names.slice(1))).toBeUndefined()
  expect(recognise([...names, 'more'])).toBeUndefined()
  expect(recognise([...names.slice(1), names[1]!])).toBeUndefined()
})

it.each(Object.values(codebooks))('$name is consistent', ({ name, fields, key }) => {
  expect(Object.keys(codebooks)).toContain(name)
  expect(new Set(fields.map(f => f.name)).size).toBe(fields.length)
  expect(new Set(fields.map(f => f.title)).size).toBe(fields.length)
  expect(fields.filter(f => f.role === 'target')).toHaveLength(1)
  for (const name of key) expect(fields.map(f => f.name)).toContain(name)
  for (const { scale, event = [] } of fields) {
    if (!('codes' in scale)) continue
    const values = scale.codes.map(c => c.value)
    expect(new Set(values).size).toBe(values.length)
    expect(values).toEqual(expect.arrayContaining([...event]))
  }
})

it('uci856 has the 33 columns of the file and the 30 inputs of the starting point', () => {
  const { fields } = uci856
  expect(fields).toHaveLength(33)
  expect(fields.filter(f => !['student', 'target'].includes(f.role) && !f.optional)).toHaveLength(30)
  expect(fields.every(f => f.scale.kind !== 'quantity')).toBe(true)
  expect(fields.at(-1)!.scale).toMatchObject({ codes: { 5: { value: '5', label: 'BB', meaning: 'Good' } } })
})

it('uci697 and uci320 have the columns of their files', () => {
  expect(uci697.fields).toHaveLength(37)
  expect(uci320.fields).toHaveLength(33)
})
