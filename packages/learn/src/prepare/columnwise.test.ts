import { describe, expect, it } from 'vitest'
import { ctx, partOf } from '../../test/step-parts.ts'
import { shape } from '../bundle/shape.ts'
import { affine } from '../export/arithmetic.ts'
import { categoricalColumn, numericColumn, table } from '../table.ts'
import { columnwise } from './columnwise.ts'

const halve = columnwise<{ by: number }, { by: number }>({
  kind: 'halve',
  defaults: { by: 2 },
  numeric: {
    rule: shape.record<{ by: number }>({ by: shape.number() }),
    fit: (_, { by }) => ({ by }),
    apply: ({ by }, column) => [{ ...column, values: column.values.map(v => v / by) }],
    lower: ({ by }, column, build) => [{ ...column, node: affine(build, column.node, 1 / by, 0) }],
  },
})
const part = partOf([numericColumn('x', [2, 4]), categoricalColumn('c', [0, 0], ['a'])])
const state = halve.fit(part, {}, ctx)

describe('columnwise', () => {
  it('replaces the kind that it treats and passes the other through', () => {
    const made = halve.apply(state, part.table)
    expect(made.columns[0]).toMatchObject({ values: Float64Array.of(1, 2) })
    expect(made.columns[1]).toBe(part.table.columns[1])
  })

  it.each([
    ['a parameter it does not have', () => halve.fit(part, { bye: 3 } as object, ctx), 'bad_param'],
    ['a part without rows', () => halve.fit(partOf([numericColumn('x', [])]), {}, ctx), 'too_few_rows'],
    ['other columns', () => halve.apply(state, table([numericColumn('x', [1])])), 'shape_mismatch'],
    ['another kind', () => halve.apply(state, table([numericColumn('x', [1]), numericColumn('c', [1])])), 'wrong_column_kind'],
  ])('refuses %s', (_, run, code) => {
    expect(run).toThrow(expect.objectContaining({ code }))
  })
})
