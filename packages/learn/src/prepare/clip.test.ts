import { expect, it } from 'vitest'
import { cells, ctx, partOf } from '../../test/step-parts.ts'
import { numericColumn } from '../table.ts'
import { clip } from './clip.ts'

const part = partOf([numericColumn('x', [-7, 0.5, Number.NaN, 12, -Infinity])])

it('clips to ±5 unless told otherwise', () => {
  expect(cells(clip.apply(clip.fit(part, {}, ctx), part.table), 'x')).toEqual([-5, 0.5, Number.NaN, 5, -5])
  expect(cells(clip.apply(clip.fit(part, { limit: 10 }, ctx), part.table), 'x')).toEqual([-7, 0.5, Number.NaN, 10, -10])
})

it.each([0, -1, Number.NaN, Infinity])('refuses limit %d', limit => {
  expect(() => clip.fit(part, { limit }, ctx)).toThrow(expect.objectContaining({ code: 'bad_param' }))
})
