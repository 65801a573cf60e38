import { expect, it } from 'vitest'
import { ctx, names, partOf } from '../../test/step-parts.ts'
import { numericColumn } from '../table.ts'
import { select } from './select.ts'

const part = partOf(['a', 'b', 'c'].map(name => numericColumn(name, [1, 2])))

it('keeps the named columns, in the order given', () => {
  expect(names(select.apply(select.fit(part, { columns: ['c', 'a'] }, ctx), part.table))).toEqual(['c', 'a'])
})

it('keeps all but some, whatever their order', () => {
  const state = select.fit(part, { except: ['c', 'a'] }, ctx)
  expect(state).toEqual({ columns: ['b'] })
  expect(names(select.apply(state, part.table))).toEqual(['b'])
})

it.each([
  ['a column that is not there', { columns: ['z'] }, 'unknown_column'],
  ['no column', {}, 'bad_param'],
  ['both ways', { columns: ['a'], except: ['b'] }, 'bad_param'],
  ['nothing left', { except: ['a', 'b', 'c'] }, 'bad_param'],
  ['to leave out what is not there', { except: ['z'] }, 'unknown_column'],
])('refuses %s', (_, params, code) => {
  expect(() => select.fit(part, params, ctx)).toThrow(expect.objectContaining({ code }))
})
