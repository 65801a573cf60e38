import { expect, it } from 'vitest'
import { ctx, names, partOf } from '../../test/step-parts.ts'
import { numericColumn } from '../table.ts'
import { select } from './select.ts'

const part = partOf(['a', 'b', 'c'].map(name => numericColumn(name, [1, 2])))

it('keeps the named columns, in the order given', () => {
  expect(names(select.apply(select.fit(part, { columns: ['c', 'a'] }, ctx), part.table))).toEqual(['c', 'a'])
})

it.each([
  ['a column that is not there', { columns: ['z'] }, 'unknown_column'],
  ['no column', {}, 'bad_param'],
])('refuses %s', (_, params, code) => {
  expect(() => select.fit(part, params, ctx)).toThrow(expect.objectContaining({ code }))
})
