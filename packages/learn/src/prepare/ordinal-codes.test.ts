import { expect, it } from 'vitest'
import { cells, ctx, partOf } from '../../test/step-parts.ts'
import { categoricalColumn, columnOf, table } from '../table.ts'
import { ordinalCodes } from './ordinal-codes.ts'

const levels = ['low', 'middle', 'high']

it('turns ordered levels into positions, missing and unseen into NaN, and leaves nominal columns', () => {
  const part = partOf([
    categoricalColumn('o', [2, 0, 1], levels, { ordered: true, source: 'O' }),
    categoricalColumn('n', [2, 0, 1], levels),
  ])
  const state = ordinalCodes.fit(part, {}, ctx)
  const seen = ordinalCodes.apply(state, part.table)
  expect(columnOf(seen, 'o')).toMatchObject({ kind: 'numeric', source: 'O', values: Float64Array.of(2, 0, 1) })
  expect(columnOf(seen, 'n')).toBe(part.table.columns[1])

  const later = table([
    categoricalColumn('o', [3, -1, 1], [...levels, '(unseen)'], { ordered: true }),
    categoricalColumn('n', [2, 0, 1], levels),
  ])
  expect(cells(ordinalCodes.apply(state, later), 'o')).toEqual([Number.NaN, Number.NaN, 1])
})
