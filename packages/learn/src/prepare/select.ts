import { checkShape, shape } from '../bundle/shape.ts'
import { LearnError } from '../errors.ts'
import type { Step } from '../recipe.ts'
import { selectColumns } from '../table.ts'
import { chosen } from './chosen.ts'

export interface SelectParams {
  readonly columns: readonly string[]
}

/**
 * Keeps the named columns, in the order given, and nothing else. Learns nothing.
 *
 * @throws LearnError `unknown_column`, `bad_param` (no column named)
 */
export const select: Step<SelectParams, SelectParams> = {
  kind: 'select',
  defaults: { columns: [] },
  bySource: true,

  fit({ table }, params) {
    const { columns } = chosen('select', select.defaults, params)
    if (columns.length === 0) throw new LearnError('bad_param', 'select keeps the columns that you name, and none is named.')
    return { columns: selectColumns(table, columns).columns.map(c => c.name) }
  },

  apply: ({ columns }, table) => selectColumns(table, columns),

  check(state) {
    checkShape('The state of select', state, shape.record<SelectParams>({ columns: shape.names(1) }))
  },
}
